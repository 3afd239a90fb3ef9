import { api } from './api.ts';
import { confirmingOf, field } from './confirming.ts';
import type { DataIncident } from './data.ts';
import { element } from './dom.ts';

interface Acknowledging {
  readonly node: HTMLElement;
  /** Asks who takes care of an incident; of one that somebody does, whether to take that back. */
  readonly ask: (incident: DataIncident) => void;
}

/** Acknowledges incidents of a workspace, and takes that back; each is confirmed first. */
export function acknowledgingOf(workspace: string): Acknowledging {
  const { node: dialog, confirm } = confirmingOf('acknowledge-title');
  const remark = element('p', { class: 'soft', role: 'status' });
  /** A name that was given once need not be given again. */
  let name = '';

  const askWho = (id: string, { kind, summary }: DataIncident): void => {
    const by = element('input', { id: 'acknowledge-by', value: name, maxlength: 60, required: true });
    const note = element('input', { id: 'acknowledge-note', maxlength: 200, autocomplete: 'off' });
    const text = `${kind}: ${summary}. There are no more reminders; the resolution is still sent.`;
    confirm({
      title: 'Acknowledge this incident?',
      content: element('div', {}, element('p', {}, text), field('Your name', by), field('Note', note)),
      label: 'Acknowledge',
      act: async () => {
        await api.acknowledge({ workspace, id, by: by.value, note: note.value });
        name = by.value;
        remark.textContent = 'Acknowledged, from the next check on.';
      },
    });
  };

  const askBack = (id: string, { kind, summary }: DataIncident): void => {
    confirm({
      title: 'Take the acknowledgement back?',
      content: element('p', {}, `${kind}: ${summary}. Reminders go on.`),
      label: 'Take it back',
      act: async () => {
        await api.withdrawAcknowledgement({ workspace, id });
        remark.textContent = 'No longer acknowledged, from the next check on.';
      },
    });
  };

  return {
    node: element('div', {}, remark, dialog),
    ask: (incident) => {
      // What comes back at the same place has the same id before the last @.
      const id = incident.id.slice(0, incident.id.lastIndexOf('@'));
      if (incident.acknowledged === null) askWho(id, incident);
      else askBack(id, incident);
    },
  };
}

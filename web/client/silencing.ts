import { api, type ListedSilence } from './api.ts';
import { momentText, type ZoneName } from './clock.ts';
import { confirmingOf, field } from './confirming.ts';
import { button, element, fill } from './dom.ts';

const lengths = ['30m', '1h', '2h', '4h', '8h', '1d', '3d', '7d'];

/** What a silence is to mute, as it is begun from an incident; null: everything. */
interface Wish {
  readonly kind: string | null;
  readonly instance: string | null;
}

interface Silencing {
  readonly node: HTMLElement;
  /** Asks for a silence of that. */
  readonly ask: (wish: Wish) => void;
}

/** The silences in force, and what adds and ends them; each change is confirmed first. */
export function silencingOf(workspace: string, zoneOf: () => ZoneName): Silencing {
  const list = element('ul', { class: 'silences' });
  const remark = element('p', { class: 'soft', role: 'status' });
  const { node: dialog, confirm } = confirmingOf('silence-title');

  const say = (text: string): void => {
    remark.textContent = text;
  };
  const failed = (error: unknown): void => {
    say(error instanceof Error ? error.message : String(error));
  };
  const refresh = (): Promise<void> =>
    api.silences(workspace).then((found) => {
      fill(list, found.length === 0 ? element('li', { class: 'soft' }, 'Nothing is silenced.') : found.map(itemOf));
    });
  const itemOf = (one: ListedSilence): HTMLElement =>
    element(
      'li',
      {},
      element(
        'span',
        {},
        `${scopeText(one)}, until ${momentText(Date.parse(one.silence.until), zoneOf())}: ${one.silence.reason}`,
      ),
      button('End …', () => {
        confirmEnd(one);
      }),
    );

  const confirmEnd = (one: ListedSilence): void => {
    const text = `${scopeText(one)} in ${workspace}. Incidents still open are sent with the next check.`;
    confirm({
      title: 'End this silence?',
      content: element('p', {}, text),
      label: 'End the silence',
      act: async () => {
        await api.endSilence(one.silence.id);
        say('The silence has ended.');
        await refresh();
      },
    });
  };

  const ask = ({ kind, instance }: Wish): void => {
    const length = element(
      'select',
      { id: 'silence-for' },
      lengths.map((one) => element('option', { value: one, selected: one === '2h' }, one)),
    );
    const reason = element('input', { id: 'silence-reason', maxlength: 200, required: true, autocomplete: 'off' });
    const kinds = element('input', {
      id: 'silence-kind',
      value: kind ?? '',
      placeholder: 'all kinds',
      autocomplete: 'off',
    });
    const of = element('input', {
      id: 'silence-instance',
      value: instance ?? '',
      placeholder: 'all instances',
      autocomplete: 'off',
    });
    const form = element(
      'div',
      {},
      field('Kind', kinds),
      field('Instance', of),
      field('For', length),
      field('Why', reason),
    );
    confirm({
      title: `Silence ${workspace}?`,
      content: form,
      label: 'Silence',
      act: async () => {
        const odd = await api.addSilence({
          workspace,
          kinds: kinds.value.trim() === '' ? null : kinds.value.trim().split(/[\s,]+/),
          instance: of.value.trim() === '' ? null : of.value.trim(),
          for: length.value,
          reason: reason.value,
        });
        say(odd === null ? 'Silenced. Resolutions of earlier alerts are still sent.' : `Silenced. Note: ${odd}`);
        await refresh();
      },
    });
  };

  refresh().catch(failed);
  const node = element(
    'section',
    { 'aria-labelledby': 'silences' },
    element('h2', { id: 'silences' }, 'Silences'),
    list,
    element(
      'p',
      {},
      button('Silence …', () => {
        ask({ kind: null, instance: null });
      }),
    ),
    remark,
    dialog,
  );
  return { node, ask };
}

const scopeText = ({ silence: { kinds, instance } }: ListedSilence): string => {
  const what = kinds === null ? 'Everything' : kinds.join(', ');
  return instance === null ? what : `${what} of ${instance}`;
};

import type { WorkspaceStatus } from '../console/status.ts';
import { plainAddress, addressText } from './address.ts';
import { api, listen } from './api.ts';
import { currentOf } from './current.ts';
import { button, element, fill } from './dom.ts';
import { silencingOf } from './silencing.ts';

/** One workspace, live; returns what ends the page. */
export function showWorkspace(app: HTMLElement, workspace: string): () => void {
  document.title = `${workspace} · Rocket.Chat instances`;
  const trouble = element('p', { class: 'trouble', role: 'alert', hidden: true });
  const current = element('div', { 'aria-live': 'polite' });
  const explained = element('pre', { class: 'explained', tabindex: 0, hidden: true, 'aria-label': 'Explanation' });
  const back = element('a', { href: addressText(plainAddress) || '#' }, '‹ All workspaces');
  const explain = button('Explain the last check', () => {
    api.explain(workspace, Date.now()).then(
      (lines) => (explained.textContent = lines.join('\n')),
      (error: unknown) => (explained.textContent = error instanceof Error ? error.message : String(error)),
    );
    explained.hidden = false;
  });
  fill(
    app,
    element('header', {}, element('p', { class: 'kicker' }, back), element('h1', {}, workspace), current, trouble),
    element(
      'main',
      {},
      element('div', { class: 'acts' }, explain, explained),
      silencingOf(workspace, () => 'utc').node,
    ),
  );
  let last: WorkspaceStatus | null = null;
  const showCurrent = (): void => {
    if (last !== null) fill(current, currentOf(last, 'utc'));
  };
  const endListening = listen(workspace, {
    onStatuses: ([status]) => {
      last = status ?? last;
      showCurrent();
    },
    onTrouble: (reason) => {
      trouble.hidden = reason === null;
      trouble.textContent = reason;
    },
  });
  const ages = setInterval(showCurrent, 5000);
  return () => {
    endListening();
    clearInterval(ages);
  };
}

import { counted } from '../../core/text/words.ts';
import type { WorkspaceStatus } from '../console/status.ts';
import { momentText, type ZoneName } from './clock.ts';
import { element } from './dom.ts';
import { ageText } from './overview.ts';
import { troubleOf } from './trouble.ts';
import { callText } from './state-words.ts';

/** How a workspace stands now: in one line, and what is open. */
export function currentOf(status: WorkspaceStatus, zone: ZoneName): HTMLElement {
  const { outcome, healthy, instances, open, pending, silences } = status;
  const level = troubleOf(status);
  const said = outcome === 'ok' ? `${healthy} of ${instances.length} healthy` : callText(outcome);
  const more = [
    pending > 0 ? `${pending} pending` : null,
    silences > 0 ? `${counted(silences, 'silence')} in force` : null,
    `checked ${ageText(status)}`,
  ].filter((part) => part !== null);
  return element(
    'div',
    { class: 'current' },
    element(
      'p',
      { class: `state ${level >= 100 ? 'critical' : level > 0 ? 'warning' : 'well'}` },
      element('i', { 'aria-hidden': 'true' }, level > 0 ? '!' : '✓'),
      element('strong', {}, said),
      element('span', { class: 'soft' }, more.join(' · ')),
    ),
    open.length === 0
      ? null
      : element(
          'ul',
          { class: 'open' },
          open.map(({ kind, severity, summary, since, acknowledged }) =>
            element(
              'li',
              { class: severity },
              element('span', { class: `badge ${severity}` }, kind),
              ` ${summary} `,
              element(
                'span',
                { class: 'soft' },
                `since ${momentText(Date.parse(since), zone)}${acknowledged === null ? '' : `, acknowledged by ${acknowledged.by}`}`,
              ),
            ),
          ),
        ),
  );
}

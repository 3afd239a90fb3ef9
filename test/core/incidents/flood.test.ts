import { describe, expect, test } from '@jest/globals';
import { plusSeconds, type Timestamp } from '../../../core/base/time.ts';
import { limitAlerts, type Released, type SentAlert } from '../../../core/incidents/flood.ts';
import type { Change, Incident } from '../../../core/incidents/incident.ts';
import { start } from '../story.ts';

const minutes = (count: number): Timestamp => plusSeconds(start, 60 * count);

const incidentAt = (minute: number, kind = 'memory', severity: Incident['severity'] = 'critical'): Incident => ({
  id: `${kind}/${minute}`,
  kind,
  subjects: [],
  severity,
  since: minutes(minute),
  state: 'open',
  openedAt: minutes(minute),
  toldAt: null,
});

const changeOf = (incident: Incident, change: Change['change'] = 'opened'): Change => ({
  change,
  incident: { ...incident, toldAt: incident.openedAt },
  reason: change === 'resolved' ? 'relieved' : null,
  replacedBy: null,
  instances: [],
});

const nothing: Released = { changes: [], incidents: [], sent: [], held: [], omitted: 0 };

/** What becomes of changes at a minute, after what came before. */
const release = (minute: number, changes: readonly Change[], previous: Released): Released =>
  limitAlerts({
    changes,
    incidents: changes.filter(({ change }) => change !== 'resolved').map(({ incident }) => incident),
    before: changes.map(({ incident }) => ({ ...incident, toldAt: null })),
    sent: previous.sent,
    held: previous.held,
    at: minutes(minute),
  });

/** So many alerts, a minute apart. */
const sentBefore = (count: number, until: number): readonly SentAlert[] =>
  Array.from({ length: count }, (_, index) => ({ at: minutes(until - count + index), critical: ['memory'] }));

const reminders = (minute: number): Change[] => [changeOf(incidentAt(minute), 'reminder')];

/** At which minutes of so many a change at each of them leads to an alert. */
function sentMinutes(count: number, everyMinutes: number): number[] {
  let last = nothing;
  const sent: number[] = [];
  for (let minute = 0; minute < count; minute += everyMinutes) {
    last = release(minute, reminders(minute), last);
    if (last.changes.length > 0) sent.push(minute);
  }
  return sent;
}

describe('alerts', () => {
  test('are sent at once up to the twentieth of a day, then one every two hours', () => {
    const sent = sentMinutes(23 * 60, 1);
    expect(sent.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(sent.slice(20)).toEqual([139, 259, 379, 499, 619, 739, 859, 979, 1099, 1219, 1339]);
  });

  test.each([1, 5, 30, 60])(
    'are never more than forty on any rolling day, with one to send every %d minutes',
    (every) => {
      const sent = sentMinutes(10 * 24 * 60, every);
      for (const minute of sent)
        expect(sent.filter((other) => other >= minute && other < minute + 24 * 60).length).toBeLessThanOrEqual(40);
    },
  );

  test('that are forty of a day are all of it, whatever opens', () => {
    const before = { ...nothing, sent: sentBefore(40, 60) };
    expect(release(60, [changeOf(incidentAt(60, 'unreachable'))], before).changes).toEqual([]);
    expect(release(300, [changeOf(incidentAt(300, 'unreachable'))], before).changes).toEqual([]);
  });

  test('are counted for a day each', () => {
    const before = { ...nothing, sent: sentBefore(40, 40) };
    expect(release(24 * 60 - 1, reminders(24 * 60 - 1), before).changes).toEqual([]);
    expect(release(24 * 60, reminders(24 * 60), before).changes).toHaveLength(1);
  });
});

describe('where too many were sent', () => {
  const tooMany = { ...nothing, sent: sentBefore(25, 60) };

  test('the first word of a critical kind is sent at once, with all that was held', () => {
    const end = changeOf(incidentAt(1), 'resolved');
    const held = release(60, [end], tooMany);
    expect(held).toMatchObject({ changes: [], held: [end], sent: tooMany.sent });
    const news = changeOf(incidentAt(61, 'unreachable'));
    const released = release(61, [news], held);
    expect(released).toMatchObject({ changes: [end, news], held: [] });
    expect(released.sent.at(-1)).toEqual({ at: minutes(61), critical: ['unreachable'] });
  });

  test.each([
    ['of a kind that opened on that day', changeOf(incidentAt(60))],
    ['that is a warning', changeOf(incidentAt(60, 'unreachable', 'warning'))],
    ['that is a reminder', changeOf(incidentAt(60, 'unreachable'), 'reminder')],
  ])('one %s waits, as if nobody had been notified yet', (_what, change) => {
    const { changes, incidents, held } = release(60, [change], tooMany);
    expect(changes).toEqual([]);
    expect(held).toEqual([]);
    expect(incidents).toMatchObject([{ toldAt: null, isHeld: true }]);
  });

  test('ends are held until the next alert, and sent with it', () => {
    const ends = [1, 2, 3].map((minute) => changeOf(incidentAt(minute), 'resolved'));
    let last: Released = tooMany;
    for (const [index, end] of ends.entries()) last = release(60 + index, [end], last);
    expect(last).toMatchObject({ changes: [], held: ends });
    const quiet = release(100, [], last);
    expect(quiet).toMatchObject({ changes: [], held: ends });
    expect(release(180, [], quiet)).toMatchObject({ changes: ends, held: [] });
  });

  test('more ends than there is room for are counted', () => {
    const ends = Array.from({ length: 130 }, (_, index) => changeOf(incidentAt(index), 'resolved'));
    const { held, omitted } = release(60, ends, tooMany);
    expect(held).toEqual(ends.slice(30));
    expect(omitted).toBe(30);
  });
});

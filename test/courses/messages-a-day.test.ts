import { describe, expect, test } from '@jest/globals';
import type { RecordedCall } from '../../adapters/rocketchat/recording/recorded-call.ts';
import { oneIn, times } from '../length.ts';
import { failing, failureNames, type Listed, listing } from './answers.ts';
import { answersOf, beats, hash, processes } from './cluster.ts';
import { maxMessagesADay, openedIn, play, saidIn } from './playing.ts';

/* How many messages a recipient gets, ends and reminders included. */

const hour = 3_600;
const day = 24 * hour;

const three = (at: number, more: Readonly<Record<string, Partial<Listed>>> = {}, ids = ['a', 'b', 'c']): RecordedCall =>
  listing(
    at,
    ids.map((id) => ({
      id,
      heartbeat: at - 3,
      host: `10.0.0.${'abc'.indexOf(id[0] ?? '') + 1}`,
      local: id === 'a',
      ...more[id],
    })),
  );

const lowMemory = 'a process that starts low on memory, and its successor that does not';

/** b, as a process that started then. */
const restarted = (at: number, started: number, freemem?: number): RecordedCall =>
  three(at, { [`b${started}`]: { started, freemem } }, ['a', `b${started}`, 'c']);

/** What is answered while a cause is there. @param since when it came last */
const causes: Readonly<Record<string, (at: number, since: number) => RecordedCall>> = {
  'a process that hangs': (at, since) => three(at, { b: { heartbeat: since - 3 } }),
  'a process that is gone': (at) => three(at, {}, ['a', 'c']),
  'a workspace that is down': (at) => failing(at, 'network'),
  'a token that is refused': (at) => failing(at, 'unauthorized'),
  'a proxy that refuses': (at) => failing(at, 'challenge'),
  'a process without its broker': (at) => failing(at, 'degraded'),
  'connections that break': (at) => three(at, { b: { connected: false }, c: { connected: false } }),
  [lowMemory]: (at, since) => restarted(at, since, 50_000_000),
  'an empty list': (at) => listing(at, []),
};

const rhythms = [
  [2, 60, 4],
  [5, 60, 5],
  [17, 60, 6],
  [60, 180, 18],
  [180, 300, 24],
  [360, 300, 24],
] as const;

/** In the short form each cause in one rhythm, and each rhythm with a cause. */
const patterns = oneIn(
  rhythms.length + 1,
  Object.entries(causes).flatMap(([what, badAt]) => rhythms.map((rhythm) => [what, ...rhythm, badAt] as const)),
);

test.each(patterns)(
  '%s, on and off every %s min: at most 20 messages a day',
  (what, periodMinutes, everySeconds, hours, badAt) => {
    const period = periodMinutes * 60;
    const calls = beats(hours * hour, everySeconds).map((at) => {
      const begun = Math.floor(at / period) * period;
      const since = begun + period / 2;
      if (at >= since && at >= hour) return badAt(at, since);
      return what === lowMemory && at >= hour ? restarted(at, begun) : three(at);
    });
    const played = play(calls, { settings: { lossFor: '1m', expectedInstances: 3 }, keepsSnapshots: false });
    expect(maxMessagesADay(played)).toBeLessThanOrEqual(20);
  },
);

test.each(['a process that hangs', 'a workspace that is down'])(
  '%s, on and off every minute, seen every 10 s',
  (what) => {
    const calls = beats(2 * hour, 10).map((at) => {
      const since = Math.floor(at / 60) * 60 + 20;
      return (at >= since && at > 600 ? causes[what]?.(at, since - 20) : undefined) ?? three(at);
    });
    expect(maxMessagesADay(play(calls, { settings: { lossFor: '1m' }, keepsSnapshots: false }))).toBeLessThanOrEqual(
      20,
    );
  },
);

/** Any answer at all; now and then the same for a while. */
function arbitrary(at: number, turn: number, seed: number): RecordedCall {
  const draw = (what: string, below: number): number =>
    hash(`${seed} ${Math.floor(turn / (1 + (seed % 5)))} ${what}`) % below;
  const failure = failureNames[draw('failure', failureNames.length * 3)];
  if (failure !== undefined) return failing(at, failure);
  const ids = ['a', 'b', 'c', 'd', 'e'].filter((id) => draw(`listed ${id}`, 3) > 0);
  return listing(
    at,
    ids.map((id) => ({
      id: draw(`new ${id}`, 8) === 0 ? `${id}${turn}` : id,
      heartbeat: at - (draw(`stale ${id}`, 3) === 0 ? 20 + draw(`age ${id}`, 200) : 4),
      started: at - 3_600 * draw(`age of ${id}`, 5) - 30,
      host: draw(`place ${id}`, 9) === 0 ? 'localhost' : `10.0.0.${id.charCodeAt(0)}`,
      local: id === ids[draw('observer', ids.length)],
      connected: draw(`connected ${id}`, 3) > 0,
      freemem: draw(`free ${id}`, 4) === 0 ? 50_000_000 : 4_000_000_000,
    })),
  );
}

describe('no answers whatever send more than 40 messages a day', () => {
  test.each(oneIn(2, [1, 3]))('arbitrary ones, %s', (seed) => {
    const calls = beats(times({ short: day / 4, long: day })).map((at, turn) => arbitrary(at, turn, seed));
    expect(
      maxMessagesADay(play(calls, { settings: { lossFor: '1m', expectedInstances: 4 }, keepsSnapshots: false })),
    ).toBeLessThanOrEqual(40);
  });
});

describe('a day of forty causes', () => {
  /** Each of forty processes hangs for a quarter of an hour once, one every 25 min; checked every five minutes. */
  const forty = processes(40).map((process, index) => {
    const from = hour + index * 1_500;
    return { ...process, hangs: [[from, from + 900] as const] };
  });
  const lastIsOver = hour + 40 * 1_500;
  const times = beats(day, 300);
  const downFrom = 17 * hour;

  test('the first twenty messages go at once, then one every two hours with all that was gathered, ends included', () => {
    const played = play(answersOf({ processes: forty }, times), { settings: { lossFor: '1m' }, keepsSnapshots: false });
    const sentAt = played.messages.map(({ at }) => at);
    expect(sentAt.length).toBeGreaterThan(20);
    expect(sentAt.length).toBeLessThanOrEqual(40);
    for (const [index, at] of sentAt.entries()) {
      if (index > 20) expect(at - (sentAt[index - 1] ?? 0)).toBeGreaterThanOrEqual(2 * hour - 300);
    }
    expect(lastIsOver).toBeLessThan(day - 4 * hour);
    const said = saidIn(played);
    const subjectsOf = (wanted: string): string[] =>
      [...new Set(said.filter(({ change }) => change === wanted).flatMap(({ subjects }) => subjects))].toSorted();
    // Nothing that was opened is left without its end.
    expect(subjectsOf('resolved')).toEqual(expect.arrayContaining(subjectsOf('opened')));
  });

  test('the first word of a critical kind that was not sent that day does not wait', () => {
    const calls = answersOf({ processes: forty }, times).map((call, turn) => {
      const at = times[turn] ?? 0;
      return at >= downFrom && at < downFrom + hour ? failing(at, 'network') : call;
    });
    const played = play(calls, { settings: { lossFor: '1m' }, keepsSnapshots: false });
    const [unreachable] = openedIn(played).filter(({ kind }) => kind === 'unreachable');
    expect(unreachable?.at).toBeLessThanOrEqual(downFrom + 2 * 300 + 10);
    expect(maxMessagesADay(played)).toBeLessThanOrEqual(40);
  });
});

import { describe, expect, test } from '@jest/globals';
import { recordedCallOf, type RecordedCall } from '../../adapters/rocketchat/recording/recorded-call.ts';
import { recordedLines } from '../fixtures/recordings.ts';
import { secondsAt } from './answers.ts';
import { isLoss, openedIn, play, type Played, type Said, saidIn } from './playing.ts';

/*
 * The recorded hours, with `for: 1m` of losses: what an operator wants who reads in test/fixtures/README.md what
 * happened when. Places go by the last number of their address.
 */

const callsOf = (name: string): readonly RecordedCall[] =>
  recordedLines(name).map((line) => {
    const call = recordedCallOf(JSON.parse(line));
    if ('problem' in call) throw new Error(call.problem);
    return call;
  });

const time = (ofDay: string): number => secondsAt(`2026-11-27T${ofDay}.000Z`);

/** What was sent between two times, a line each: change, kind, and the places in question. */
const between = (said: readonly Said[], from: string, until: string): readonly string[] =>
  said.filter(({ at }) => at >= time(from) && at < time(until)).map(lineOf);

const lineOf = ({ change, kind, subjects }: Said): string =>
  [change, isLoss(kind) ? 'loss' : kind, ...subjects.map((id) => placeOf.get(id) ?? id).toSorted()].join(' ');

/** Which place a process had, as its own answers say: over NATS, what its peers reach it by. */
const placeOf = new Map<string, string>();
for (const name of ['tcp-an-hour', 'nats-an-hour']) {
  for (const line of recordedLines(name)) {
    for (const [entry, id = ''] of line.matchAll(
      /\{(?:"address":"[^"]*",)?"currentStatus":\{[^}]*\},"instanceRecord":\{"_id":"([^"]+)"[^}]*/g,
    )) {
      const address = /"address":"[\d.]+\.(\d+)"/.exec(entry)?.[1] ?? /"host":"10\.9\.0\.(\d+)"/.exec(entry)?.[1];
      if (address !== undefined) placeOf.set(id, `(${address})`);
    }
  }
}

const played = new Map<string, Played>();
const playing = (name: string, everySeconds: number): Played => {
  const key = `${name} ${everySeconds}`;
  const now = played.get(key) ?? play(callsOf(name), { settings: { lossFor: '1m' }, everySeconds });
  played.set(key, now);
  return now;
};

const rates = [10, 60] as const;

/** What both hours have in common: the same things happen, over NATS five seconds later. */
describe.each([
  ['tcp-an-hour', 10],
  ['tcp-an-hour', 60],
  ['nats-an-hour', 10],
  ['nats-an-hour', 60],
] as const)('%s, checked every %s s', (name, everySeconds) => {
  const said = (): readonly Said[] => saidIn(playing(name, everySeconds));

  test('is quiet while all is well', () => {
    expect(between(said(), '07:24:00', '07:29:17')).toEqual([]);
  });

  test('reports (3) that was stopped, of (2) that was killed, of (1) that hung, each with its end', () => {
    const losses = said().filter(({ kind, at }) => isLoss(kind) && at < time('08:09:16'));
    expect(losses.map(lineOf)).toEqual([
      'opened loss (3)',
      'resolved loss (3)',
      'opened loss (2)',
      'resolved loss (2)',
      'opened loss (1)',
      'resolved loss (1)',
    ]);
    const begun = ['07:29:17', '07:34:37', '07:39:57'].map(time);
    const mended = ['07:32:37', '07:37:57', '07:42:58'].map(time);
    const delays = [0, 1, 2].map((turn) => (losses[2 * turn]?.at ?? NaN) - (begun[turn] ?? 0));
    for (const delay of delays) expect(delay).toBeLessThanOrEqual(everySeconds === 10 ? 120 : 170);
    for (const turn of [0, 1, 2]) {
      const afterwards = (losses[2 * turn + 1]?.at ?? NaN) - (mended[turn] ?? 0);
      expect(afterwards).toBeGreaterThan(0);
      expect(afterwards).toBeLessThanOrEqual(220);
    }
  });

  test('reports nothing of either deploy', () => {
    expect(between(said(), '07:45:58', '07:54:46')).toEqual([]);
  });

  test('reports the little memory with which (1) is added, once', () => {
    expect(
      said()
        .filter(({ kind }) => kind === 'low-memory')
        .map(lineOf),
    ).toEqual(['opened low-memory (1)']);
  });

  test('reports the store that was down, once, and before at most once of the (4) that had no store, with their ends', () => {
    const about = between(said(), '08:09:16', '08:21:00').filter((line) => !line.includes('disconnected'));
    const down = ['opened unreachable', 'resolved unreachable'];
    // Checked every minute, the workspace itself may seem down in the three minutes of (4).
    // What came back so soon has to be well for longer, for which the recording is too short.
    const again = [...down, 'opened unreachable'];
    expect([down, ['opened loss (4)', 'resolved loss (4)', ...down], [...down, ...down], again]).toContainEqual(about);
    const last = openedIn(playing(name, everySeconds))
      .filter(({ kind }) => kind === 'unreachable')
      .at(-1);
    expect(last?.at).toBeGreaterThan(time('08:14:47'));
    expect(last?.at).toBeLessThanOrEqual(time('08:16:48'));
  });

  test('knows of no loop, and of no replacement by the (1) that was added', () => {
    expect(said().map(({ kind }) => kind)).not.toContain('restarting');
    for (const { text } of playing(name, everySeconds).messages.filter(({ at }) => at > time('08:07:16'))) {
      expect(text).not.toMatch(/replaced by (10\.9\.0\.1|172\.18\.0\.1)\b/);
    }
  });
});

describe.each(rates)('connections, checked every %s s', (everySeconds) => {
  test('over TCP: one incident of the link that is reset, never of one end alone, and its end', () => {
    const said = saidIn(playing('tcp-an-hour', everySeconds)).filter(({ kind }) => kind === 'disconnected');
    expect(said.map(({ change }) => change)).toEqual(['opened', 'resolved']);
    expect(said[0]?.at).toBeGreaterThan(time('07:59:46'));
    expect(said[1]?.at).toBeGreaterThan(time('08:04:46'));
    const [opened] = playing('tcp-an-hour', everySeconds).messages.filter(({ at }) => at === said[0]?.at);
    for (const address of ['10.9.0.4:3000', '10.9.0.5:3000']) expect(opened?.text).toContain(address);
    for (const { subjects } of said) expect(subjects).not.toHaveLength(1);
    // It never showed that a link was dropped silently.
    expect(between(saidIn(playing('tcp-an-hour', everySeconds)), '07:54:46', '07:59:46')).toEqual([]);
  });

  test('over NATS: what opens ends, and an instance that is named alone is the one that was cut off', () => {
    const said = saidIn(playing('nats-an-hour', everySeconds)).filter(({ kind }) => kind === 'disconnected');
    const counts = ['opened', 'resolved'].map((wanted) => said.filter(({ change }) => change === wanted).length);
    expect(counts[0]).toBe(counts[1]);
    expect(counts[0]).toBeLessThanOrEqual(2);
    for (const each of said.filter(({ subjects }) => subjects.length === 1)) {
      expect(each.at).toBeGreaterThan(time('08:00:51'));
      expect(lineOf(each)).toMatch(/ \(4\)$/);
    }
  });
});

describe.each(rates)('microservices, checked every %s s', (everySeconds) => {
  const said = (): readonly Said[] => saidIn(playing('microservices', everySeconds));
  const linesBetween = (from: string, until: string): readonly string[] =>
    said()
      .filter(({ at }) => at >= time(from) && at < time(until))
      .map(({ change, kind }) => `${change} ${isLoss(kind) ? 'loss' : kind}`);

  test('says nothing of a rocket.chat server, which is not listed', () => {
    expect(linesBetween('07:27:00', '07:32:37')).toEqual([]);
  });

  test('reports the ddp-streamer that was killed, and of its replacement, but not of the deploy', () => {
    expect(linesBetween('07:32:37', '07:41:18')).toEqual(['opened loss', 'resolved loss']);
    expect(openedIn(playing('microservices', everySeconds))[0]?.at).toBeLessThan(time('07:35:57'));
  });

  test('reports both that are gone', () => {
    const opened = openedIn(playing('microservices', everySeconds)).filter(({ at }) => at > time('07:41:18'));
    expect(opened.every(({ kind }) => isLoss(kind))).toBe(true);
    expect(new Set(opened.flatMap(({ subjects }) => subjects)).size).toBe(2);
    expect(said().every(({ kind }) => isLoss(kind))).toBe(true);
  });
});

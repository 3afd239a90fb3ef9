import { describe, expect, test } from '@jest/globals';
import { failing, listing } from './answers.ts';
import { answersOf, beats, type Process, processes } from './cluster.ts';
import { lastStatusOf, maxMessagesADay, openedIn, outlineOf, play, saidIn } from './playing.ts';

/* Faults 5 to 8 and 10: what one process says of others, and what its words are worth. */

const hour = 3_600;

describe('fault 5: what never was connected is not news', () => {
  const alone = (id: string, observer: string, at: number, host: string) => ({
    id,
    heartbeat: at - 3,
    host,
    local: id === observer,
    connected: id === observer,
  });
  const ids = ['a', 'b', 'c'];
  const withoutLicence = (until: number, observer: (turn: number) => string | null) =>
    beats(until).map((at, turn) =>
      listing(
        at,
        ids.map((id, index) => alone(id, observer(turn) ?? 'none', at, `10.0.0.${index + 1}`)),
      ),
    );

  test.each([
    ['each process says so in turn', (turn: number) => ids[turn % 3] ?? null],
    ['none of them knows itself', () => null],
  ])('without a licence, %s: at most one notice, in nine hours', (_how, observer) => {
    const played = play(withoutLicence(9 * hour, observer), { settings: { expectedInstances: 3 } });
    const said = saidIn(played);
    expect(said.length).toBeLessThanOrEqual(1);
    for (const each of said) expect(each).toMatchObject({ change: 'notice', kind: 'disconnected' });
    for (const { severity } of played.messages) expect(severity).toBe('warning');
  });

  test('without a licence, one notice where the processes say so', () => {
    const played = play(withoutLicence(6 * hour, (turn) => ids[turn % 3] ?? null));
    expect(saidIn(played).map(({ change, kind }) => `${change} ${kind}`)).toEqual(['notice disconnected']);
  });

  test('one broken link of two nodes that were connected: an incident of both, though two of two are healthy', () => {
    const calls = beats(10 * hour).map((at, turn) => {
      const observer = turn % 2 === 0 ? 'a' : 'b';
      return listing(
        at,
        ['a', 'b'].map((id, index) => ({
          ...alone(id, observer, at, `10.0.0.${index + 1}`),
          connected: id === observer || turn < 30,
        })),
      );
    });
    const played = play(calls, { settings: { expectedInstances: 2 } });
    expect([...new Set(saidIn(played).map(({ kind }) => kind))]).toEqual(['disconnected']);
    for (const place of ['10.0.0.1:3000', '10.0.0.2:3000']) expect(saidIn(played)[0]?.summary).toContain(place);
    expect(openedIn(played)).toHaveLength(1);
    expect(saidIn(played).filter(({ change }) => change === 'reminder').length).toBeGreaterThanOrEqual(2);
  });
});

describe('fault 6: one degraded process is not the workspace', () => {
  test.each([
    ['in its turn', (turn: number) => turn % 3 === 2],
    ['by chance', (turn: number) => [2, 3, 7, 8, 9, 14, 17, 18].includes(turn % 20)],
  ])('of three, met %s: degraded once, and never unreachable', (_how, isMet) => {
    const calls = beats(8 * hour).map((at, turn) =>
      isMet(turn)
        ? failing(at, 'degraded')
        : listing(
            at,
            ['a', 'b', 'c'].map((id, index) => ({
              id,
              heartbeat: at - 3,
              host: `10.0.0.${index + 1}`,
              local: index === turn % 2,
            })),
          ),
    );
    const played = play(calls);
    expect(openedIn(played).map(({ kind }) => kind)).toEqual(['degraded']);
    expect(saidIn(played).map(({ kind }) => kind)).not.toContain('unreachable');
    expect(maxMessagesADay(played)).toBeLessThanOrEqual(20);
  });
});

describe('fault 7: a heartbeat that cannot be believed is unknown', () => {
  test('a ghost of 2257 is not healthy, and not counted', () => {
    const ghost = (Date.UTC(2257, 2, 1) - Date.UTC(2026, 10, 21)) / 1000;
    const calls = beats(hour).map((at) =>
      listing(at, [
        { id: 'a', heartbeat: at - 3, host: '10.0.0.1', local: true },
        { id: 'ghost', heartbeat: ghost, host: '10.0.0.9', connected: false },
      ]),
    );
    const played = play(calls, { settings: { expectedInstances: 2 } });
    expect([lastStatusOf(played, 'a'), lastStatusOf(played, 'ghost')]).toEqual(['healthy', 'unknown']);
    expect(openedIn(played).map(({ kind }) => kind)).toEqual(['too-few-instances']);
  });
});

describe('fault 8: a database that fails over to a host with another clock', () => {
  test.each([-3_600, -178, 45, 178, 7_200])(
    'a clock that is off by %s s: the living pass, the dead one does not',
    (jump) => {
      const times = beats(3_000);
      const calls = answersOf({ processes: processes(3, { a: { until: 900 } }) }, times);
      const shifted = times.map((at, turn) =>
        at < 900
          ? (calls[turn] ?? failing(at, 'network'))
          : listing(at, [
              ...(at < 1_020 ? [{ id: 'a', heartbeat: 890, host: '10.0.0.1', connected: false }] : []),
              { id: 'b', heartbeat: at - 4 + jump, host: '10.0.0.2', local: true },
              { id: 'c', heartbeat: at - 7 + jump, host: '10.0.0.3' },
            ]),
      );
      const played = play(shifted, { settings: { lossFor: '1m' } });
      expect(outlineOf(played)).toEqual(['opened loss a']);
      expect(openedIn(played)[0]?.at).toBeLessThanOrEqual(900 + 240);
    },
  );
});

describe('fault 10: connected is gossip', () => {
  test('a link that is cut: never one of the two alone, and an end', () => {
    const cut = { ends: ['a', 'b'], span: [1_800, 5_400] } as const;
    const played = play(answersOf({ processes: processes(3), cuts: [cut] }, beats(4 * hour)));
    const said = saidIn(played);
    // By chance, all may be well for some minutes in between.
    expect([said.at(0)?.change, said.at(-1)?.change]).toEqual(['opened', 'resolved']);
    expect(said.length).toBeLessThanOrEqual(4);
    for (const { kind, subjects } of said) {
      expect(kind).toBe('disconnected');
      expect(subjects).not.toHaveLength(1);
    }
    for (const place of ['10.0.0.1:3000', '10.0.0.2:3000']) expect(said[0]?.summary).toContain(place);
  });

  test('one that all others call disconnected is named', () => {
    const calls = beats(2 * hour).map((at, turn) => {
      const observer = ['a', 'b', 'c'][turn % 3];
      const cut = at >= 1_800 && at < 5_400;
      return listing(
        at,
        ['a', 'b', 'c'].map((id, index) => ({
          id,
          heartbeat: at - 3,
          host: `10.0.0.${index + 1}`,
          local: id === observer,
          connected: id === observer || !cut || (id !== 'c' && observer !== 'c'),
        })),
      );
    });
    // Long enough for each to have been asked more than once when it opens.
    const played = play(calls, { settings: { rules: { disconnected: { for: '10m' } } } });
    expect(saidIn(played).map(({ change, kind }) => `${change} ${kind}`)).toEqual([
      'opened disconnected',
      'resolved disconnected',
    ]);
    const [opened] = saidIn(played);
    expect(opened?.summary).toMatch(/^10\.0\.0\.3:3000 is not connected to /);
  });

  test('a process that is added elsewhere replaces neither end of a broken connection', () => {
    const cut = { ends: ['a', 'b'], span: [1_800, 9_000] } as const;
    const added: Process = { id: 'z', host: '10.9.0.1', from: 4_000 };
    const played = play(answersOf({ processes: [...processes(3), added], cuts: [cut] }, beats(3 * hour)));
    const ends = saidIn(played).filter(({ change }) => change === 'resolved');
    expect(ends.map(({ reason }) => reason)).not.toContain('replaced');
    for (const { at } of ends) expect(at).toBeGreaterThan(9_000);
    for (const { text } of played.messages) expect(text).not.toContain('10.9.0.1:3000 replaced');
  });

  test('of two losses at lasting places, one replacement ends the one at its place only', () => {
    const restarted = processes(4).flatMap((process, index) => [
      { ...process, until: 900 + index * 60 },
      { ...process, id: `${process.id}2`, from: 905 + index * 60 },
    ]);
    // Every place has been followed at. Then two are lost, and one of them comes back.
    const lostAt: Readonly<Record<string, number>> = { d2: 2_400, b2: 3_000 };
    const all = restarted.map((process) => ({ ...process, until: lostAt[process.id] ?? process.until ?? Infinity }));
    const back: Process = { id: 'd3', host: '10.0.0.4', from: 3_240 };
    const played = play(answersOf({ processes: [...all, back] }, beats(2 * hour)), { settings: { lossFor: '1m' } });
    expect(outlineOf(played)).toEqual(['opened loss d2', 'opened loss b2', 'resolved loss d2']);
  });

  test('three deploys within a quarter of an hour are no loop', () => {
    const starts = [1_200, 1_500, 1_800];
    const all = processes(3).flatMap((process, index) => {
      const times = starts.map((at) => at + index * 26);
      return [0, 1, 2, 3].map((turn) => ({
        ...process,
        id: `${process.id}${turn}`,
        ...(turn > 0 && { from: (times[turn - 1] ?? 0) + 7 }),
        ...(turn < 3 && { until: times[turn] ?? 0 }),
      }));
    });
    expect(outlineOf(play(answersOf({ processes: all }, beats(2 * hour))))).toEqual([]);
  });

  test('one process that ends again and again is a loop, and named by its place', () => {
    const loop = Array.from({ length: 8 }, (_, turn) => ({
      id: `b${turn}`,
      host: '10.0.0.2',
      ...(turn > 0 && { from: 1_200 + turn * 150 }),
      ...(turn < 7 && { until: 1_200 + turn * 150 + 140 }),
    }));
    const others = processes(3).filter(({ id }) => id !== 'b');
    const played = play(answersOf({ processes: [...others, ...loop] }, beats(3 * hour)));
    const opened = openedIn(played).filter(({ kind }) => kind === 'restarting');
    expect(opened).toHaveLength(1);
    expect(opened[0]?.summary).toContain('10.0.0.2:3000');
  });
});

import { describe, expect, test } from '@jest/globals';
import { failing, listing } from './answers.ts';
import { answersOf, beats, processes } from './cluster.ts';
import { lastStatusOf, maxMessagesADay, openedIn, outlineOf, play, saidIn } from './playing.ts';

/* Faults 1 to 4: what comes and goes, what is seen once, and what takes its time. */

const day = 86_400;

/** One of two, whose heartbeat stands still for the first part of each period. */
const hanging = (periodSeconds: number, badSeconds: number, until: number) =>
  processes(2, {
    b: {
      hangs: Array.from({ length: Math.floor(until / periodSeconds) }, (_, turn) => {
        const from = 600 + turn * periodSeconds;
        return [from, from + badSeconds] as const;
      }),
    },
  });

describe('fault 1: what comes and goes is one cause', () => {
  test('a heartbeat that is stale for two minutes and fresh for one: one opening, and few messages a day', () => {
    const played = play(answersOf({ processes: hanging(180, 125, day / 2) }, beats(day / 2)), {
      settings: { lossFor: '1m' },
    });
    expect(openedIn(played)[0]).toMatchObject({ subjects: ['b'] });
    for (const { subjects } of saidIn(played)) expect(subjects).toEqual(['b']);
    expect(maxMessagesADay(played)).toBeLessThanOrEqual(20);
    // A reminder says how often it came and went.
    const reminders = saidIn(played).filter(({ change }) => change === 'reminder');
    expect(reminders.length).toBeGreaterThan(0);
    expect(played.messages.map(({ text }) => text).join('\n')).toMatch(/\d+ times|came and went/i);
  });

  test('a workspace that is down for two minutes and up for one', () => {
    const calls = beats(day / 2).map((at, turn) =>
      turn % 3 === 0 || turn < 9 ? listing(at, [{ id: 'a', heartbeat: at - 4, local: true }]) : failing(at, 'network'),
    );
    const played = play(calls);
    expect(openedIn(played)[0]).toMatchObject({ kind: 'unreachable' });
    expect(maxMessagesADay(played)).toBeLessThanOrEqual(20);
  });

  test('one of three servers that refuses', () => {
    const calls = beats(day / 2).map((at, turn) =>
      turn % 3 === 2 ? failing(at, 'unauthorized') : listing(at, [{ id: 'a', heartbeat: at - 4, local: true }]),
    );
    const played = play(calls);
    expect(openedIn(played)).toMatchObject([{ kind: 'unauthorized' }]);
    expect(maxMessagesADay(played)).toBeLessThanOrEqual(20);
    expect(played.messages[0]?.text).toMatch(/one of (several|\d+) servers|some servers/i);
  });

  test('a new process, low on memory, at each check', () => {
    const calls = beats(day / 4).map((at, turn) =>
      listing(at, [
        { id: 'a', heartbeat: at - 4, host: '10.0.0.1', local: true },
        { id: `b${turn}`, heartbeat: at - 3, started: at - 20, host: '10.0.0.2', freemem: 100_000_000 },
      ]),
    );
    const played = play(calls);
    expect(openedIn(played).map(({ kind }) => kind)).toContain('low-memory');
    expect(maxMessagesADay(played)).toBeLessThanOrEqual(20);
  });
});

describe('fault 2: half of all checks that fail are a fault', () => {
  test.each(['server-error', 'timeout', 'network', 'bad-response'] as const)('%s', (failure) => {
    const calls = beats(day / 8).map((at, turn) =>
      turn % 2 === 1 ? failing(at, failure) : listing(at, [{ id: 'a', heartbeat: at - 4, local: true }]),
    );
    const played = play(calls);
    const [first] = openedIn(played);
    expect(first).toMatchObject({ kind: 'unreachable' });
    expect(first?.at).toBeLessThanOrEqual(15 * 60);
    expect(first?.summary).toMatch(/half|\d+ of (the )?(last )?\d+ checks|every other/i);
    expect(maxMessagesADay(played)).toBeLessThanOrEqual(20);
  });

  test('and so is a process that is bad at half of them', () => {
    const calls = beats(7_200).map((at, turn) =>
      listing(at, [
        { id: 'a', heartbeat: at - 4, host: '10.0.0.1', local: true },
        // Hangs for 50 s of each two minutes, which no single duration of the rule reaches.
        { id: 'b', heartbeat: turn % 2 === 0 || turn < 4 ? at - 5 : at - 65, host: '10.0.0.2' },
      ]),
    );
    const played = play(calls);
    expect(openedIn(played)).toMatchObject([{ subjects: ['b'] }]);
    expect(openedIn(played)[0]?.at).toBeLessThanOrEqual(20 * 60);
  });
});

describe('fault 3: a stray refusal is none of the workspace', () => {
  test.each(['unauthorized', 'forbidden', 'basic auth', 'challenge', 'degraded', 'network'] as const)(
    'a single %s sends nothing',
    (failure) => {
      const calls = beats(3_600).map((at, turn) =>
        turn === 30 ? failing(at, failure) : listing(at, [{ id: 'a', heartbeat: at - 4, local: true }]),
      );
      expect(play(calls).messages).toEqual([]);
    },
  );

  test.each(['unauthorized', 'forbidden'] as const)('%s of Rocket.Chat opens once it has lasted', (failure) => {
    const played = play(
      beats(600).map((at, turn) =>
        turn < 3 ? listing(at, [{ id: 'a', heartbeat: at - 4, local: true }]) : failing(at, failure),
      ),
    );
    expect(openedIn(played)).toMatchObject([{ kind: 'unauthorized' }]);
    expect(openedIn(played)[0]?.at).toBeGreaterThan(3 * 60 + 50);
    expect(openedIn(played)[0]?.at).toBeLessThanOrEqual(4 * 60 + 10);
  });

  test.each(['basic auth', 'challenge'] as const)('%s is neither the token nor the role, and said so', (failure) => {
    const played = play(beats(600).map((at) => failing(at, failure)));
    expect(played.snapshots.map(({ outcome }) => outcome)).toEqual(played.snapshots.map(() => 'blocked'));
    expect(openedIn(played)).toMatchObject([{ kind: 'unreachable' }]);
    const text = played.messages[0]?.text ?? '';
    expect(text).not.toMatch(/personal access token|view-statistics|credentials set/);
    expect(text).toMatch(/in front of Rocket\.Chat/);
  });
});

describe('fault 4: a slow restart in place is no fault', () => {
  test.each([3, 20])('a deploy of %s processes, each of which takes two to three minutes to start', (count) => {
    const startSeconds = (index: number): number => 120 + (index % 7) * 10;
    let at = 600;
    const all = processes(count).flatMap((process, index) => {
      const until = at;
      at += startSeconds(index) + 15;
      return [
        { ...process, until },
        { ...process, id: `${process.id}-new`, from: until + startSeconds(index) },
      ];
    });
    const played = play(answersOf({ processes: all }, beats(at + 1_200)));
    expect(outlineOf(played)).toEqual([]);
    for (const { id } of processes(count)) expect(lastStatusOf(played, `${id}-new`)).toBe('healthy');
  });
});

import { describe, expect, test } from '@jest/globals';
import { checkSummary } from '../../cli/output/check-summary.ts';
import { createColors } from 'picocolors';
import { failing, listing } from './answers.ts';
import { answersOf, beats, processes } from './cluster.ts';
import { lastStatusOf, openedIn, outlineOf, play, saidIn } from './playing.ts';
import { oneIn, times } from '../length.ts';

/* Faults 11 to 13: the ways in which servers are connected, and settings. */

const hour = 3_600;

const streamers = (at: number, ...ids: readonly string[]) =>
  listing(
    at,
    ids.map((id) => ({ id, heartbeat: at - 3, connected: false, name: 'ddp-streamer' })),
  );

describe('fault 11: microservices list ddp-streamers only', () => {
  test('a check says so, rather than that all is well', () => {
    const { snapshots } = play([streamers(3, 'a', 'b'), streamers(63, 'a', 'b')]);
    for (const snapshot of snapshots) expect(checkSummary(snapshot, createColors(false))).toContain('ddp-streamer');
  });

  test('none connected is how they are, and no news', () => {
    expect(outlineOf(play(beats(times({ short: 2, long: 9 }) * hour).map((at) => streamers(at, 'a', 'b'))))).toEqual(
      [],
    );
  });

  test('an empty list says that they are gone', () => {
    const calls = beats(hour).map((at) => (at < 1_200 ? streamers(at, 'a', 'b') : streamers(at)));
    const played = play(calls, { settings: { lossFor: '1m' } });
    expect(
      openedIn(played)
        .flatMap(({ subjects }) => subjects)
        .toSorted(),
    ).toEqual(['a', 'b']);
    expect(openedIn(played)[0]?.at).toBeLessThanOrEqual(1_200 + 180);
    expect([lastStatusOf(played, 'a'), lastStatusOf(played, 'b')]).toEqual(['missing', 'missing']);
  });

  test('an empty list of servers is a bad response, not the loss of all', () => {
    const calls = beats(hour).map((at) =>
      at < 1_200 ? listing(at, [{ id: 'a', heartbeat: at - 3, local: true }]) : listing(at, []),
    );
    const played = play(calls, { settings: { lossFor: '1m' } });
    expect(openedIn(played).map(({ kind }) => kind)).toEqual(['unreachable']);
    expect(played.snapshots.at(-1)?.outcome).toBe('bad-response');
  });
});

describe('fault 12: NATS', () => {
  test('down: all call each other disconnected; one incident of all, whose advice names NATS', () => {
    const cluster = { mode: 'nats', processes: processes(3), scattered: [[1_800, 5_400]] } as const;
    const played = play(answersOf(cluster, beats(4 * hour)));
    expect(saidIn(played).map(({ change, kind }) => `${change} ${kind}`)).toEqual([
      'opened disconnected',
      'resolved disconnected',
    ]);
    for (const { subjects } of saidIn(played)) expect(subjects).not.toHaveLength(1);
    expect(played.messages[0]?.text).toMatch(/NATS/);
  });

  test('a killed process is lost, though its peers call it connected for a minute more', () => {
    const cluster = { mode: 'nats', processes: processes(3, { b: { until: 1_800 } }) } as const;
    const played = play(answersOf(cluster, beats(hour)), { settings: { lossFor: '1m' } });
    expect(outlineOf(played)).toEqual(['opened loss b']);
  });
});

describe('fault 13: settings and figures', () => {
  test('low memory on Node 14: one opening, which speaks of the page cache, and nothing at a deploy', () => {
    const all = processes(3).flatMap((process, index) => [
      { ...process, until: 1_800 + index * 60 },
      { ...process, id: `${process.id}2`, from: 1_810 + index * 60 },
    ]);
    const old = all.map((process) => ({ ...process, nodeVersion: 'v14.21.3', freemem: 384_000_000 }));
    const played = play(answersOf({ processes: old }, beats(hour)));
    expect(saidIn(played).map(({ change, kind }) => `${change} ${kind}`)).toEqual(['opened low-memory']);
    expect(played.messages[0]?.text).toMatch(/page cache/);
  });

  test('low memory goes along with the place', () => {
    const low = { freemem: 100_000_000 };
    const all = [
      ...processes(2, { b: { ...low, until: 1_800 } }),
      { id: 'b2', host: '10.0.0.2', from: 1_830, ...low, until: 3_000 },
      { id: 'b3', host: '10.0.0.2', from: 3_030 },
    ];
    expect(
      saidIn(play(answersOf({ processes: all }, beats(2 * hour)))).map(({ change, kind }) => `${change} ${kind}`),
    ).toEqual(['opened low-memory', 'resolved low-memory']);
  });

  test('a window on disappeared mutes a process that stops, whenever it does', () => {
    const window = { weekly: 'friday 23:00', timeZone: 'UTC', for: '4h', kinds: ['disappeared'], reason: 'upgrade' };
    const loud: number[] = [];
    for (let stop = 240; stop < 420; stop += times({ short: 15, long: 3 })) {
      const { messages } = play(answersOf({ processes: processes(2, { b: { until: stop } }) }, beats(840)), {
        settings: { lossFor: '1m', maintenance: [window] },
        keepsSnapshots: false,
      });
      if (messages.length > 0) loud.push(stop);
    }
    expect(loud).toEqual([]);
  });

  test('a ping interval of a minute: all healthy where the file says so', () => {
    const calls = beats(times({ short: 3, long: 12 }) * hour).map((at) =>
      listing(
        at,
        ['a', 'b', 'c'].map((id, index) => {
          const phase = index * 17;
          return {
            id,
            heartbeat: Math.floor((at - phase) / 60) * 60 + phase,
            host: `10.0.0.${index + 1}`,
            local: index === 0,
          };
        }),
      ),
    );
    const played = play(calls, { settings: { heartbeatEvery: '60s' } });
    expect(outlineOf(played)).toEqual([]);
    for (const { health } of played.snapshots.slice(2)) {
      for (const { status } of health.instances) expect(status).toBe('healthy');
    }
  });

  test('the nightly scale-down of an autoscaled cluster is recorded, not sent', () => {
    const leaving = Object.fromEntries(['c', 'd', 'e', 'f'].map((id, index) => [id, { until: 1_800 + index * 120 }]));
    const { messages } = play(answersOf({ processes: processes(6, leaving) }, beats(4 * hour)), {
      settings: { expectedInstances: { min: 2 } },
    });
    expect(messages).toEqual([]);
  });

  test('a loss below the minimum of an autoscaled cluster is sent', () => {
    const played = play(answersOf({ processes: processes(2, { b: { until: 1_800 } }) }, beats(hour)), {
      settings: { expectedInstances: { min: 2 } },
    });
    expect(openedIn(played).map(({ subjects }) => subjects)).toContainEqual(['b']);
  });

  test('eleven seconds of evidence are not a minute: a late check, and one on time', () => {
    // b is stale from 800 s on. The check of 780 s comes 49 s late and sees it, that of 840 s comes on time.
    const late = (turn: number): number => (turn === 13 ? 49 : 0);
    const calls = answersOf({ processes: processes(2, { b: { until: 765 } }) }, beats(2_000, 60, late));
    const played = play(calls, { settings: { lossFor: '1m' }, everySeconds: 60 });
    const [opened] = openedIn(played);
    expect(opened?.subjects).toEqual(['b']);
    expect(opened?.at).toBe(900);
  });

  test('the advice on a timeout names the database', () => {
    const played = play(beats(900).map((at) => failing(at, 'timeout')));
    expect(openedIn(played)).toMatchObject([{ kind: 'unreachable' }]);
    expect(played.messages[0]?.text).toMatch(/MongoDB|database/);
  });

  test.each([-50, 50, 600])('a lone instance behind a proxy whose clock is off by %s s is healthy', (skew) => {
    const calls = beats(hour).map((at) =>
      listing(at, [{ id: 'a', heartbeat: Math.floor(at / 10) * 10, host: '10.0.0.1', local: true }], {
        date: new Date(Date.UTC(2026, 10, 21) + (at + skew) * 1000).toUTCString(),
      }),
    );
    const played = play(calls);
    expect(outlineOf(played)).toEqual([]);
    for (const { health } of played.snapshots) expect(health.instances[0]?.status).toBe('healthy');
  });

  test('the place of an IPv6 host has brackets', () => {
    const all = processes(2, { b: { host: 'fd00::2', until: 900 } });
    const played = play(answersOf({ processes: all }, beats(hour)), { settings: { lossFor: '1m' } });
    expect(played.messages[0]?.text).toContain('[fd00::2]:3000');
  });

  const switches = [
    ['lowMemory', 'low-memory'],
    ['disappeared', 'disappeared'],
    ['unresponsive', 'unresponsive'],
    ['unreachable', 'unreachable'],
    ['disconnected', 'disconnected'],
    ['restarting', 'restarting'],
    ['tooFewInstances', 'too-few-instances'],
    ['unauthorized', 'unauthorized'],
    ['degraded', 'degraded'],
  ] as const;

  test.each(oneIn(3, switches))('%s: off sends nothing of that kind', (rule, kind) => {
    const all = processes(4, {
      b: { until: 900 },
      c: { hangs: [[900, 1_500]] },
      d: { freemem: 100_000_000 },
    });
    const calls = [
      ...answersOf({ processes: all, scattered: [[1_500, 4_000]] }, beats(2 * hour)),
      ...beats(7_800)
        .slice(121)
        .map((at, turn) => failing(at, turn < 5 ? 'network' : 'unauthorized')),
    ];
    const played = play(calls, { settings: { lossFor: '1m', expectedInstances: 4, off: [rule] } });
    expect(played.messages.length).toBeGreaterThan(0);
    expect(saidIn(played).map((said) => said.kind)).not.toContain(kind);
  });
});

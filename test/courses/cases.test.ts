import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { readStoredCredentials } from '../../adapters/ssm/credentials.ts';
import { readConfiguration } from '../../config/load.ts';
import { recordedCallOf } from '../../adapters/rocketchat/recording/recorded-call.ts';
import { plusSeconds } from '../../core/base/time.ts';
import { Rig } from '../check/rig.ts';
import { failing, failureNames, type FailureName, listing, timeAt } from './answers.ts';
import { lastStatusOf, openedIn, outlineOf, play, saidIn } from './playing.ts';
import type { CourseSettings } from './settings.ts';

/* The small inputs of test/fixtures/cases, as they are: each once went wrong. */

const textOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, '..', 'fixtures', 'cases', name), 'utf8');

const listed = v.object({
  id: v.string(),
  heartbeat: v.number(),
  host: v.optional(v.string()),
  local: v.optional(v.boolean()),
  connected: v.optional(v.boolean()),
  started: v.optional(v.number()),
  nodeVersion: v.optional(v.string()),
  totalmem: v.optional(v.number()),
  freemem: v.optional(v.number()),
});
const failure = v.custom<FailureName>((name) => failureNames.some((known) => known === name));
const course = v.object({
  checks: v.array(v.object({ at: v.number(), instances: v.optional(v.array(listed)), failure: v.optional(failure) })),
});

const playCase = (name: string, settings: CourseSettings = {}) => {
  const { checks } = v.parse(course, JSON.parse(textOf(`${name}.json`)));
  return play(
    checks.map(({ at, instances, failure: failed }) =>
      failed === undefined ? listing(at, instances ?? []) : failing(at, failed),
    ),
    { settings },
  );
};

test('case 01: a ghost of 2257 is unknown', () => {
  const at = (seconds: number) => ({
    at: timeAt(seconds),
    status: 200,
    body: JSON.parse(textOf('01-ghost-2257.json').replace('NOW', timeAt(seconds - 3))) as unknown,
  });
  const calls = [0, 60, 120].map((seconds) => {
    const call = recordedCallOf(at(seconds));
    if ('problem' in call) throw new Error(call.problem);
    return call;
  });
  const played = play(calls);
  expect([lastStatusOf(played, '11111111-aaaa'), lastStatusOf(played, 'ghost000-2257')]).toEqual([
    'healthy',
    'unknown',
  ]);
  expect(outlineOf(played)).toEqual([]);
});

test('case 02: after a failover to another clock, the dead one is accused and the living are not', () => {
  const played = playCase('02-failover-clock', { lossFor: '1m' });
  expect(outlineOf(played)).toEqual(['opened loss a']);
  // Alive at 240 s, still from 300 s on.
  expect(openedIn(played)[0]?.at).toBeGreaterThanOrEqual(360);
  expect(openedIn(played)[0]?.at).toBeLessThanOrEqual(420);
});

test('case 03: a heartbeat that comes and goes is one opening', () => {
  expect(outlineOf(playCase('03-flapping-unresponsive', { lossFor: '1m' }))).toEqual(['opened loss b']);
});

test('case 04: every second answer fails', () => {
  expect(openedIn(playCase('04-every-second-answer-fails')).map(({ kind }) => kind)).toEqual(['unreachable']);
});

test('case 05: one of three servers refuses', () => {
  const played = playCase('05-one-of-three-refuses');
  expect(saidIn(played).map(({ change, kind }) => `${change} ${kind}`)).toEqual(['opened unauthorized']);
  expect(played.messages[0]?.text).toMatch(/one of (several|\d+) servers|some servers/i);
});

test('case 06: one of three is degraded', () => {
  const played = playCase('06-one-of-three-degraded', { lossFor: '1m' });
  expect(saidIn(played).map(({ change, kind }) => `${change} ${kind}`)).toEqual(['opened degraded']);
});

test('case 07: no licence to connect', () => {
  const played = playCase('07-no-scalability-licence', { expectedInstances: 3 });
  expect(openedIn(played)).toEqual([]);
  for (const { severity } of played.messages) expect(severity).toBe('warning');
  for (const id of ['a', 'b', 'c']) expect(['healthy', 'disconnected']).toContain(lastStatusOf(played, id));
});

test('case 08: a slow restart in place', () => {
  expect(outlineOf(playCase('08-slow-rolling-restart'))).toEqual([]);
});

test('case 09: low memory as old versions of Node report it', () => {
  const played = playCase('09-low-memory-old-node');
  expect(saidIn(played).map(({ change, kind }) => `${change} ${kind}`)).toEqual(['opened low-memory']);
  expect(played.messages[0]?.text).toMatch(/page cache/);
});

test('case 10: a planned stop within a window that is there for it', () => {
  const window = {
    weekly: 'friday 23:00',
    timeZone: 'UTC',
    for: '4h',
    kinds: ['disappeared', 'restarting'],
    reason: 'upgrade',
  };
  expect(outlineOf(playCase('10-window-by-kind', { lossFor: '1m', maintenance: [window] }))).toEqual([]);
});

describe('case 11: what a proxy answers', () => {
  const answers = textOf('11-proxy-answers.http')
    .split(/^(?=HTTP\/1\.1)/m)
    .map((text) => {
      const [head = '', body = ''] = text.replace(/^###.*$/gm, '').split('\n\n');
      const [first = '', ...lines] = head.split('\n');
      const headers = Object.fromEntries(
        lines.map((line) => [line.split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2)]),
      );
      return { status: Number(first.split(' ')[1]), headers, body };
    });

  test.each(answers.map((answer) => [answer.status, answer] as const))('%s', (_status, answer) => {
    const calls = Array.from({ length: 5 }, (_, turn) => {
      const call = recordedCallOf({ at: timeAt(turn * 60), ...answer });
      if ('problem' in call) throw new Error(call.problem);
      return call;
    });
    const played = play(calls);
    expect(played.snapshots.map(({ outcome }) => outcome)).toEqual(calls.map(() => 'blocked'));
    expect(openedIn(played).map(({ kind }) => kind)).toEqual(['unreachable']);
    expect(played.messages[0]?.text).not.toMatch(/personal access token|view-statistics/);
    // One alone sends nothing.
    expect(play(calls.slice(0, 1)).messages).toEqual([]);
  });
});

test('case 12: a check dated ahead is refused, and silences none of those that follow', async () => {
  const { scheduledAt } = v.parse(v.object({ scheduledAt: v.string() }), JSON.parse(textOf('12-future-check.json')));
  const rig = await Rig.inMemory();
  try {
    await rig.checks(1);
    const ahead = plusSeconds(timeAt(0), (Date.parse(scheduledAt) - Date.parse(timeAt(0))) / 1000);
    expect(await rig.check(ahead).catch(() => null)).toBeNull();
    rig.cluster.kill(rig.ids[1]);
    await rig.checks(8);
    expect(await rig.snapshots()).toHaveLength(9);
    expect(rig.sent).toEqual(['opened disappeared']);
  } finally {
    await rig.close();
  }
});

describe('a configuration that cannot be deployed is refused', () => {
  const mistakesIn = (name: string): string => {
    try {
      readConfiguration(textOf(name), name);
    } catch (error) {
      return String(error);
    }
    return '';
  };

  test('case 13: names that collide', () => {
    expect(mistakesIn('13-names-that-collide.yaml')).toMatch(/workspaces\[0\]\.name|workspaces\.0\.name|line 2/);
    expect(mistakesIn('13-names-that-collide.yaml')).toMatch(/slack/);
  });

  test('case 14: one parameter for two secrets', () => {
    expect(mistakesIn('14-shared-parameter.yaml')).toContain('/rocketchat-alerter/slack');
  });

  test('case 15: what YAML reads otherwise than its writer', () => {
    const mistakes = mistakesIn('15-yaml-messages.yaml');
    expect(mistakes).toMatch(/quot/i);
    expect(mistakes).not.toContain('a key of 2 characters');
  });
});

test('case 16: a stored secret that begins with a byte order mark', () => {
  expect(readStoredCredentials(textOf('16-credentials-with-bom.json'))).toEqual({
    userId: 'abcdefgh',
    authToken: 'tokentoken',
  });
});

import { describe, expect, test } from '@jest/globals';
import { History } from '../../adapters/dynamodb/history.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { openLocalStore } from '../../cli/store/local-store.ts';
import { shortIdOf } from '../../core/incidents/short-id.ts';
import type { Incident, IncidentId } from '../../core/incidents/incident.ts';
import { givenInstances, givenSnapshot } from '../adapters/dynamodb/given.ts';
import { givenDirectory, type Ran, running } from './running.ts';

const now = systemClock.now();

const incidentOf = (id: IncidentId, state: Incident['state'] = 'open'): Incident => ({
  kind: 'unreachable',
  id,
  subjects: [],
  severity: 'critical',
  since: now,
  state,
  openedAt: state === 'open' ? now : null,
  toldAt: state === 'open' ? now : null,
  ...{ failure: 'timeout', detail: 'no answer within 10 s', failed: null },
});

/** A store with a check that found these, for as long as `use` takes; it gives the command line. */
const givenOpen = <T>(
  incidents: readonly Incident[],
  use: (incident: (...args: readonly string[]) => Promise<Ran>) => Promise<T>,
): Promise<T> =>
  givenDirectory(async (directory) => {
    const store = await openLocalStore(directory);
    const snapshot = givenSnapshot(systemClock.now(), { health: { instances: givenInstances(2), incidents } });
    await new History(store.client, store.table).record(snapshot, { keepSeconds: 3600, writer: 'test' });
    await store.close();
    return use((...args) => running(['incident', ...args, '--store', directory], { environment: {} }));
  });

const open = incidentOf('unreachable/2026-11-21T19:20:00.000Z');
const shortId = shortIdOf(open.id);

describe('incident', () => {
  test('lists what is open, and nothing that is pending', () =>
    givenOpen([open, incidentOf('unreachable/later', 'pending')], async (incident) => {
      const { stdout } = await incident('list');
      expect(stdout).toMatch(new RegExp(`^WORKSPACE .*\\nproduction +${shortId} +critical +unreachable .*\\n$`));
      const lines = (await incident('list', '--json')).stdout.trim().split('\n');
      expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
        {
          type: 'incident',
          id: open.id,
          shortId,
          workspace: 'production',
          kind: 'unreachable',
          severity: 'critical',
          subjects: [],
          since: now,
          openedAt: now,
          summary: expect.any(String),
          acknowledged: null,
        },
      ]);
    }));

  test('says that nothing is open', () =>
    givenOpen([], async (incident) => {
      expect(await incident('list')).toEqual({ code: 0, stdout: '', stderr: 'no incident is open\n' });
      expect((await incident('list', '--workspace', 'staging')).stderr).toBe('no incident is open in staging\n');
    }));

  test('is acknowledged by its short id, which shows at once, and that is taken back', () =>
    givenOpen([open], async (incident) => {
      const acknowledged = await incident('ack', shortId, '--by', 'Ada', '--note', 'disk is full');
      expect(acknowledged).toMatchObject({ code: 0, stderr: '' });
      expect(acknowledged.stdout).toMatch(/^acknowledged: production, unreachable, .*incident unack \w{6}\n$/);
      expect((await incident('list', '--json')).stdout).toContain('"acknowledged":{"by":"Ada","at":"');
      expect((await incident('unack', shortId)).stdout).toMatch(/^no longer acknowledged: production, unreachable/);
      expect((await incident('list', '--json')).stdout).toContain('"acknowledged":null');
      expect(await incident('unack', shortId)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('is not acknowledged'),
      });
    }));

  test('is acknowledged by its whole id, and by another person after that', () =>
    givenOpen([open], async (incident) => {
      expect((await incident('ack', open.id, '--by', 'Ada')).code).toBe(0);
      const { stdout } = await incident('ack', open.id, '--by', ' Bo\u0007b ', '--json');
      expect(JSON.parse(stdout)).toMatchObject({ acknowledged: { by: expect.stringMatching(/^Bo.?b$/), note: '' } });
      expect((await incident('list')).stdout).toMatch(/acknowledged by Bo/);
    }));

  test.each<[string, readonly string[], RegExp]>([
    [
      'an incident that is not there',
      ['abcdef', '--by', 'Ada'],
      /no open incident is called abcdef\. Open are \w{6} \(unreachable\)/,
    ],
    ['nobody', [shortId, '--by', ' '], /Name the person who takes care of it/],
    ['a workspace that is not there', [shortId, '--by', 'Ada', '--workspace', 'staging'], /no workspace staging/],
  ])('of %s is refused in one line', (_what, args, message) =>
    givenOpen([open], async (incident) => {
      const { code, stdout, stderr } = await incident('ack', ...args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/^alerter: [^\n]+\n$/);
    }),
  );
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Summaries } from '../../adapters/dynamodb/summaries.ts';
import { type DueSummaries, sendSummaries, type SummaryTools } from '../../check/send-summaries.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { defaultRules } from '../../core/rules/registry.ts';
import type { SummaryObject } from '../../core/summary/summary-object.ts';
import { givenSnapshot } from '../adapters/dynamodb/given.ts';
import { type GivenStore, givenStore } from '../adapters/dynamodb/given-store.ts';
import { SourceInMemory } from '../adapters/dynamodb/source-in-memory.ts';

const berlin = { cron: '0 8 * * 1', timeZone: 'Europe/Berlin' };
const dueAt: Timestamp = '2026-11-23T07:00:00.000Z';
const hour = 3_600;

let store: GivenStore;
beforeAll(async () => {
  store = await givenStore();
});
afterAll(() => store.close());

/** Each test has a week of its own, in one table. */
let weeks = 0;
let due: Timestamp;
beforeEach(() => {
  weeks += 1;
  due = plusSeconds(dueAt, weeks * 7 * 86_400);
});

/** Checks every minute for the last hour before a summary is due, of one workspace. */
const checksBefore = (at: Timestamp) =>
  Array.from({ length: 60 }, (_, index) => {
    const takenAt = plusSeconds(at, 60 * (index - 60));
    return { ...givenSnapshot(), takenAt, health: { ...givenSnapshot().health, seenAt: takenAt } };
  });

const both: DueSummaries['audiences'] = [
  { id: 'all', workspaces: null },
  { id: 'some', workspaces: ['production'] },
];

class Crash extends Error {}

interface Given {
  readonly at?: Timestamp;
  readonly writer?: string;
  readonly audiences?: DueSummaries['audiences'];
  /** After so many calls the run is ended: nothing of it happens any more. */
  readonly endsAfter?: number;
  readonly hasChecks?: boolean;
  /** To whom nothing can be sent. */
  readonly refuses?: string;
}

/** A run, and what was sent by it. */
async function running(given: Given = {}) {
  const { at = plusSeconds(due, 20), audiences = both, endsAfter = Infinity, hasChecks = true, refuses } = given;
  const published: SummaryObject[] = [];
  const summaries = new Summaries(store.client, store.table);
  let left = endsAfter;
  /** Whether it takes effect is decided before the call: its answer may be lost. */
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (left <= 0) throw new Crash();
    left -= 1;
    const result = await work();
    if (left === 0) throw new Crash();
    return result;
  };
  const tools: SummaryTools = {
    clock: { now: () => at, sleep: () => Promise.resolve() },
    source: new SourceInMemory(hasChecks ? checksBefore(due) : []),
    summaries: {
      claim: (day, turn) => step(() => summaries.claim(day, turn)),
      markSent: (day, audience) => step(() => summaries.markSent(day, audience)),
      release: (day, writer) => step(() => summaries.release(day, writer)),
    },
    publish: (summary, audience) =>
      step(() => {
        if (audience === refuses) return Promise.reject(new Error('refused'));
        published.push(summary);
        return Promise.resolve();
      }),
  };
  const { writer = `run at ${at}` } = given;
  const outcome = await sendSummaries(
    { time: berlin, audiences, workspaces: ['production'], rulesOf: () => defaultRules, commandOf: null },
    { writer, at, until: plusSeconds(at, 600) },
    tools,
  ).catch((error: unknown) => (error instanceof Error ? error.name || error.message : 'failed'));
  return { outcome, ids: published.map(({ id }) => id), published };
}

const idOf = (audience: string): string => `summary/${due}/${audience}`;

describe('a summary', () => {
  test('is sent to each audience once, however often its function is started', async () => {
    const first = await running();
    expect(first.ids).toEqual([idOf('all'), idOf('some')]);
    expect(first.outcome).toMatchObject({ sent: ['all', 'some'], before: [] });
    const second = await running({ at: plusSeconds(due, hour) });
    expect(second.ids).toEqual([]);
    expect(second.outcome).toMatchObject({ sent: [], before: ['all', 'some'] });
  });

  test('is of the week, in its time zone', async () => {
    const { published } = await running();
    expect(published[0]).toMatchObject({ from: plusSeconds(due, -7 * 86_400), to: due, timeZone: 'Europe/Berlin' });
    expect(published[0]?.workspaces).toMatchObject([{ name: 'production', checks: 60 }]);
  });

  test('is left to the run that is at it', async () => {
    const lost = await running({ endsAfter: 1, writer: 'first' });
    expect(lost).toMatchObject({ ids: [] });
    const other = await running({ at: plusSeconds(due, 60), writer: 'second' });
    expect(other).toMatchObject({ outcome: 'SummariesBusy', ids: [] });
    expect(await running({ at: plusSeconds(due, hour), writer: 'second' })).toMatchObject({
      ids: [idOf('all'), idOf('some')],
    });
  });

  test.each(Array.from({ length: 7 }, (_, index) => index))(
    'reaches everybody where a run is ended after %i calls, and twice at most where that was between sending and marking',
    async (endsAfter) => {
      const ended = await running({ endsAfter });
      const next = await running({ at: plusSeconds(due, hour) });
      const after = await running({ at: plusSeconds(due, 2 * hour) });
      const all = [...ended.ids, ...next.ids, ...after.ids];
      expect(new Set(all)).toEqual(new Set([idOf('all'), idOf('some')]));
      // claim, then publish and mark for each of the two, then release.
      expect(all.length).toBe(endsAfter === 2 || endsAfter === 4 ? 3 : 2);
      expect(after.ids).toEqual([]);
    },
  );

  test('that one audience does not take keeps it from no other, and is tried again', async () => {
    const failed = await running({ refuses: 'all' });
    expect(failed.ids).toEqual([idOf('some')]);
    expect(failed.outcome).toBe('Error');
    expect((await running({ at: plusSeconds(due, 60) })).ids).toEqual([idOf('all')]);
  });

  test('is not sent more than a day late, nor before it is due', async () => {
    expect(await running({ at: plusSeconds(due, 25 * hour) })).toMatchObject({ outcome: null, ids: [] });
    expect(await running({ at: plusSeconds(due, -1) })).toMatchObject({ outcome: null, ids: [] });
  });

  test('is not sent by an alerter that is new, and is a day later by one that is not', async () => {
    expect(await running({ hasChecks: false })).toMatchObject({ outcome: null, ids: [] });
    expect((await running({ at: plusSeconds(due, hour) })).ids).toHaveLength(2);
  });

  test('goes to a new audience on the same day', async () => {
    await running({ audiences: both.slice(0, 1) });
    expect((await running({ at: plusSeconds(due, hour) })).ids).toEqual([idOf('some')]);
  });
});

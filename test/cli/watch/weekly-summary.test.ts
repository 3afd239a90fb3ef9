import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Destination } from '../../../cli/watch/destination.ts';
import { sendWeekly } from '../../../cli/watch/weekly-summary.ts';
import { History } from '../../../adapters/dynamodb/history.ts';
import { type Clock, plusSeconds, secondsBetween, type Timestamp } from '../../../core/base/time.ts';
import type { SummaryObject } from '../../../core/summary/summary-object.ts';
import { everyAlert } from '../../../cli/watch/destination.ts';
import { givenSnapshot, workspace } from '../../adapters/dynamodb/given.ts';
import { type GivenStore, givenStore } from '../../adapters/dynamodb/given-store.ts';
import { readConfiguration } from '../../../config/load.ts';

const time = { cron: '0 8 * * 1', timeZone: 'Europe/Berlin' };
const due: Timestamp = '2026-11-23T07:00:00.000Z';
const { workspaces } = readConfiguration(
  `workspaces: [{ name: ${workspace}, url: https://chat.example.com }]`,
  'alerter.yaml',
);

let store: GivenStore;
beforeAll(async () => {
  store = await givenStore();
  const history = new History(store.client, store.table);
  const takenAt = plusSeconds(due, -60);
  await history.record({ ...givenSnapshot(), takenAt }, { keepSeconds: 365 * 86_400, writer: 'test' });
});
afterAll(() => store.close());

/** A clock that jumps to whatever is waited for, until its end. */
const clockUntil = (start: Timestamp, end: Timestamp): Clock => {
  let now = start;
  return {
    now: () => now,
    sleep: (milliseconds) => {
      now = plusSeconds(now, milliseconds / 1000);
      return secondsBetween(now, end) > 0 ? Promise.resolve() : Promise.reject(new Error('interrupted'));
    },
  };
};

interface Given {
  readonly start: Timestamp;
  readonly end: Timestamp;
  readonly isKept?: boolean;
  /** How often the chat does not take it. */
  readonly failures?: number;
}

/** What was got, by whom, and what was noted. */
async function watching({ start, end, isKept = true, failures = 0 }: Given) {
  const got: string[] = [];
  const notes: string[] = [];
  const record = (name: string) => (summary: SummaryObject) => {
    got.push(`${name}: ${summary.to}`);
    return Promise.resolve(null);
  };
  let left = failures;
  const destination = (name: string, route: Partial<Destination['route']>): Destination => ({
    name,
    route: { ...everyAlert, ...route },
    deliver: () => Promise.resolve(null),
    deliverSummary: (summary) => {
      if (name !== 'chat' || left === 0) return record(name)(summary);
      left -= 1;
      return Promise.resolve({ kind: 'unavailable', isRefusal: false, reason: 'not now' });
    },
  });
  await sendWeekly({
    time,
    workspaces,
    destinations: [
      destination('chat', { summary: { audience: 'all', others: [] } }),
      destination('pager', { summary: { audience: null, others: ['all'] } }),
      destination('the webhook', {}),
    ],
    store,
    isKept,
    clock: clockUntil(start, end),
    interruption: new AbortController().signal,
    onNote: (note) => notes.push(note),
    show: async (summary) => {
      await record('terminal')(summary);
    },
  });
  return { got, notes };
}

test('a watch sends the summary at its time, to each once, also where it starts anew', async () => {
  const first = await watching({ start: plusSeconds(due, -3_600), end: plusSeconds(due, 3_600), failures: 1 });
  expect(first.got).toEqual([`terminal: ${due}`, `the webhook: ${due}`]);
  expect(first.notes).toEqual([expect.stringMatching(/tried again in an hour\. chat: not now/)]);
  // It was interrupted before that hour was over.
  const second = await watching({ start: plusSeconds(due, 3_700), end: plusSeconds(due, 7_200) });
  expect(second).toEqual({ got: [`chat: ${due}`], notes: [] });
  const third = await watching({ start: plusSeconds(due, 7_300), end: plusSeconds(due, 7_400) });
  expect(third).toEqual({ got: [], notes: [] });
});

test('without a store, it does not send what was due before it began', async () => {
  const next = plusSeconds(due, 7 * 86_400);
  const before = await watching({ start: plusSeconds(due, 10), end: plusSeconds(due, 20), isKept: false });
  expect(before.got).toEqual([]);
  const { got } = await watching({ start: plusSeconds(next, -10), end: plusSeconds(next, 60), isKept: false });
  expect(got).toEqual([`terminal: ${next}`, `chat: ${next}`, `the webhook: ${next}`]);
});

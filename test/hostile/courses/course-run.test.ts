import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { History } from '../../../adapters/dynamodb/history.ts';
import { timestampFrom } from '../../../core/base/time.ts';
import { type LocalStore, openLocalStore } from '../../../cli/store/local-store.ts';
import { givenInstances, givenSnapshot, lossOf } from '../../adapters/dynamodb/given.ts';
import type { Published } from '../../loopback-aws.ts';
import type { Spent } from './child.ts';
import { CourseRun } from './course-run.ts';
import { realIds } from './entries.ts';
import { limits } from './limits.ts';

/* What `npm run test:hostile-courses` finds fault with, shown with checks that are made up. */

let store: LocalStore;
let days = 0;
beforeAll(async () => {
  store = await openLocalStore(null);
});
afterAll(() => store.close());

const modest: Spent = { failure: null, cpuMilliseconds: 100, maxMebibytes: 130, logBytes: 400 };

interface Made {
  readonly spent?: Partial<Spent>;
  readonly isRecorded?: boolean;
  readonly messages?: number;
  readonly healthy?: readonly string[];
  /** Whose loss is an open incident. */
  readonly lost?: string;
}

const runOf = ({ spent = {}, isRecorded = true, messages = 0, healthy = realIds, lost }: Made): CourseRun => {
  const published: Published[] = [];
  const history = new History(store.client, store.table);
  const begun = Date.parse('2026-11-21T19:00:00.000Z') + 86_400_000 * (days += 1);
  const [instance] = givenInstances(1);
  const make = async ({ at }: { readonly at: number }): Promise<Spent> => {
    for (let message = 0; message < messages; message += 1) published.push({ topic: 'alerts', message: '{}' });
    const takenAt = timestampFrom(new Date(at).toISOString());
    if (instance === undefined || takenAt === null) throw new TypeError('there is an instance, and a time');
    const instances = healthy.map((id) => ({ ...instance, id }));
    const incidents = lost === undefined ? [] : [lossOf({ ...instance, id: lost })];
    const snapshot = { ...givenSnapshot(takenAt, { health: { instances, incidents } }), workspace: 'hostile' };
    if (isRecorded) await history.record(snapshot, { keepSeconds: 86_400, writer: 'test' });
    return { ...modest, ...spent };
  };
  return new CourseRun({ url: 'http://127.0.0.1', begun, aws: { store, published }, worker: { make }, limits });
};

test('modest checks that are recorded have nothing wrong with them', async () => {
  const run = runOf({ lost: realIds[2] });
  await run.check();
  await run.recover();
  run.mustHaveRecovered();
  run.mustHaveNoticed(realIds[2]);
  expect(run.played).toMatchObject({ checks: 2, messages: 0, complaints: [] });
});

test.each<readonly [string, Made, string]>([
  ['fails', { spent: { failure: 'too late' } }, 'a check failed, 1 time; check 0: too late'],
  ['is not recorded', { isRecorded: false }, 'a check was not recorded, 1 time; check 0'],
  ['takes long', { spent: { cpuMilliseconds: 4_301 } }, 'milliseconds of a core above 4,300, 1 time; check 0: 4,301'],
  ['takes memory', { spent: { maxMebibytes: 257 } }, 'MiB above 256, 1 time; check 0: 257'],
  ['writes a long log', { spent: { logBytes: 9_000 } }, 'bytes of log above 8,192, 1 time; check 0: 9,000'],
  ['sends many messages', { messages: 41 }, 'messages in a day above 40, 1 time; check 0: 41'],
])('a check that %s is found', async (_what, made, complaint) => {
  const run = runOf(made);
  await run.check();
  expect(run.played.complaints).toEqual([complaint]);
});

test('a workspace that is not seen as it is afterwards is found', async () => {
  const run = runOf({ healthy: realIds.slice(0, 2), spent: { cpuMilliseconds: 2_001 } });
  await run.recover();
  run.mustHaveRecovered();
  expect(run.played.complaints).toEqual([
    'milliseconds of a core once all is well above 2,000, 1 time; good check 1: 2,001',
    `it has not recovered, 1 time; ${realIds[2]} is not known`,
  ]);
});

test('a loss that opens nothing is found', async () => {
  const run = runOf({});
  await run.check();
  run.mustHaveNoticed(realIds[2]);
  expect(run.played.complaints).toEqual([`the loss of a real instance opened nothing, 1 time; ${realIds[2]}`]);
});

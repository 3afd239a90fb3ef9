import { afterEach, expect, test } from '@jest/globals';
import { leaveRequest } from '../../adapters/dynamodb/acknowledgements.ts';
import { HistoryError } from '../../adapters/dynamodb/history-error.ts';
import { changesBetween } from '../../cli/history/changes-between.ts';
import { judgeAgain } from '../../cli/explain/verdict.ts';
import { Selection } from '../../cli/history/selection.ts';
import { replay } from '../../core/replay/replay.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { Rig } from './rig.ts';

let rig: Rig;
afterEach(async () => {
  await rig.close();
});

const latest = async (): Promise<Snapshot> => {
  const snapshot = (await rig.snapshots()).at(-1);
  if (snapshot === undefined) throw new Error('no check was made');
  return snapshot;
};

/** What a person leaves in the store now, about the incident that is open. */
const request = async (isWithdrawal = false): Promise<void> => {
  const [incident] = (await latest()).health.incidents;
  if (incident === undefined) throw new Error('nothing is open');
  const { id, severity } = incident;
  const at = rig.clock.now();
  const asked = { incident: id, by: 'Ada', at, note: 'on it', severity };
  await leaveRequest(
    { client: rig.store.client, table: rig.store.table },
    'production',
    isWithdrawal ? { ...asked, isWithdrawal } : asked,
  );
};

const rigOfALoss = async (): Promise<void> => {
  rig = await Rig.build({ rules: { remindEverySeconds: 300 } });
  await rig.checks(2);
  rig.cluster.kill(rig.ids[1]);
  await rig.checks(5);
  expect(rig.sent).toEqual(['opened disappeared']);
};

test('an acknowledgement is taken over by the next check, and holds though nothing can be read after that', async () => {
  await rigOfALoss();
  await request();
  await rig.checks(1);
  rig.silenceSource = {
    upcoming: () =>
      Promise.reject(new HistoryError({ table: 'history', call: 'Query', kind: 'throttled', cause: 'too fast' })),
  };
  await rig.checks(12);
  expect(rig.sent).toEqual(['opened disappeared']);
  rig.cluster.start();
  await rig.checks(10);
  expect(rig.sent.slice(1)).toEqual(['resolved disappeared replaced']);
  expect(rig.published.at(-1)?.changes).toMatchObject([{ incident: { acknowledged: { by: 'Ada', note: 'on it' } } }]);
});

test('what was acknowledged, and taken back, is judged again as it was, and shows in the history', async () => {
  await rigOfALoss();
  await request();
  await rig.checks(8);
  await request(true);
  await rig.checks(6);
  expect(rig.sent).toEqual(['opened disappeared', 'reminder disappeared', 'reminder disappeared']);
  const snapshots = await rig.snapshots();
  const { rules } = rig.workspace;
  const verdicts = snapshots.map((check, index) => judgeAgain(check, snapshots[index - 1] ?? null, rules));
  expect(verdicts.map(({ agrees }) => agrees)).toEqual(snapshots.map(() => true));
  const sent: string[] = [];
  for await (const { alert } of replay(snapshots, null, rules)) if (alert !== null) sent.push(alert.id);
  expect(sent).toEqual(rig.published.map(({ id }) => id));
  const lines = snapshots.flatMap((check, index) =>
    changesBetween(snapshots[index - 1] ?? null, check, new Selection({})),
  );
  expect(lines.filter((line) => line.includes('acknowledged'))).toEqual([
    expect.stringMatching(/^disappeared acknowledged by Ada at \d\d:\d\d UTC: on it: /),
    expect.stringMatching(/^disappeared no longer acknowledged: /),
  ]);
});

import { afterEach, describe, expect, test } from '@jest/globals';
import { clocksAt } from '../../cli/explain/clocks.ts';
import { judgeAgain } from '../../cli/explain/verdict.ts';
import { defaultRules, type Rules } from '../../core/rules/registry.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import type { Silence } from '../../core/incidents/silence.ts';
import { Rig } from '../check/rig.ts';

let rig: Rig;
afterEach(() => rig.close());

/** What `explain` says of the clocks after the last check, with the minutes since the first check in place of times. */
async function clocks(rules: Rules = rig.workspace.rules): Promise<string[]> {
  const snapshots = await rig.snapshots();
  const [before = null, check] = snapshots.slice(-2);
  const [first] = snapshots;
  if (check === undefined || first === undefined) throw new Error('there are checks');
  const minutes = Array.from(
    { length: 300 },
    (_, number) => [number, plusSeconds(first.takenAt, 60 * number)] as const,
  );
  return clocksAt(judgeAgain(check, before, rules), rules).map((text) =>
    minutes.reduce((shown, [number, at]) => shown.replaceAll(clock(at), `#${number}`), text),
  );
}

const clock = (at: Timestamp): string => `${at.slice(11, 16)} UTC`;

const withoutWaiting = { disappeared: defaultRules.disappeared, unresponsive: defaultRules.unresponsive };

describe('the clock of an incident', () => {
  test('that is pending says for how long its rule waits, and why where nobody has set it', async () => {
    rig = await Rig.inMemory({ rules: withoutWaiting });
    await rig.checks(2);
    rig.cluster.kill(rig.ids[1]);
    await rig.checks(3);
    expect(await clocks()).toEqual([
      expect.stringMatching(
        /^disappeared: .*\. Pending since #3, for 60 s of 3 min \(`for: auto`: fewer than three replacements seen so far\); opens #6 unless it ends before\.$/,
      ),
    ]);
    const { disappeared } = defaultRules;
    expect(await clocks({ ...defaultRules, disappeared: { ...disappeared, forSeconds: 120 } })).toEqual([
      expect.stringMatching(/ Pending since #3, for 60 s of 2 min; opens #5 unless it ends before\.$/),
    ]);
  });

  test('knows how slow replacements are once it has seen three', async () => {
    rig = await Rig.inMemory({ rules: withoutWaiting });
    await rig.checks(2);
    rig.cluster.rollOut({ style: 'recreate', startSeconds: 40 });
    await rig.checks(12);
    rig.cluster.kill(rig.ids[1]);
    await rig.checks(2);
    expect(await clocks()).toEqual([
      expect.stringMatching(
        / of \d+ (?:s|min) \(`for: auto`: the slowest of the last replacements took \d+ s\); opens #/,
      ),
    ]);
  });

  test('that is open says when it was sent and when the next reminder is', async () => {
    rig = await Rig.inMemory();
    await rig.checks(2);
    rig.cluster.kill(rig.ids[1]);
    await rig.checks(3);
    expect(await clocks()).toEqual([
      expect.stringMatching(/\. Open since #4, sent at this check, next reminder #244\.$/),
    ]);
    await rig.checks(1);
    expect(await clocks()).toEqual([expect.stringMatching(/\. Open since #4, sent #4, next reminder #244\.$/)]);
  });

  test('that is well again says when it is over, and how often it came back', async () => {
    rig = await Rig.inMemory();
    await rig.checks(2);
    rig.cluster.cutOff('bad-gateway');
    await rig.checks(2);
    rig.cluster.restore();
    await rig.checks(1);
    rig.cluster.cutOff('bad-gateway');
    await rig.checks(1);
    rig.cluster.restore();
    await rig.checks(1);
    expect(await clocks()).toEqual([
      expect.stringMatching(
        /^unreachable: .*\. Open since #3, sent #3, next reminder #243; gone and back 1 time so far\. Well again since #6; resolves #8 if it stays so for 2 min\.$/,
      ),
    ]);
  });

  test('that a silence mutes says so', async () => {
    const silence: Silence = {
      id: 'a-silence',
      kinds: null,
      instance: null,
      from: '2000-01-01T00:00:00.000Z',
      until: '2100-01-01T00:00:00.000Z',
      reason: 'maintenance',
    };
    rig = await Rig.inMemory();
    rig.silenceSource = { upcoming: () => Promise.resolve({ silences: [silence], remarks: [] }) };
    rig.cluster.cutOff('bad-gateway');
    await rig.checks(2);
    expect(await clocks()).toEqual([expect.stringMatching(/\. Open since #1, not sent: a silence mutes it\.$/)]);
  });

  test('of connections names those among whom they are broken', async () => {
    rig = await Rig.inMemory();
    await rig.checks(3);
    const [a, ...others] = rig.ids;
    for (const other of others) rig.cluster.partition(a, other);
    await rig.checks(3);
    expect(await clocks()).toEqual([
      expect.stringMatching(/^disconnected: connections among 10\.0\.0\.\d:3000.* are broken, or come and go\. /),
    ]);
  });
});

import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { defaultRules } from '../../core/rules/registry.ts';
import { VirtualClock } from '../../simulator/clock.ts';
import { serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import type { Bundles } from './bundles.ts';
import type { Taken } from './child.ts';
import type { AwsCall, Cloud } from './cloud.ts';
import { Runner } from './runner.ts';
import { type Timestamp, toTimestamp } from '../../core/base/time.ts';

/** What warm checks of a workspace took, and the floor that made the same calls. */
export interface Checks {
  readonly instances: number;
  readonly check: readonly Taken[];
  readonly floor: readonly Taken[];
  /** What one check asked of AWS. */
  readonly calls: readonly AwsCall[];
  /** The last that was the first of an hour, and rolled up the whole hour before; null where there was none. */
  readonly hourly: HourlyCheck | null;
}

interface HourlyCheck {
  readonly taken: Taken;
  readonly calls: readonly AwsCall[];
}

interface Course {
  readonly instances: number;
  /** Before anything counts: code that runs the first times is still being compiled. */
  readonly warmUp: number;
  readonly times: number;
}

const everySeconds = 60;
/** Each measurement has workspaces of its own. */
let measurements = 0;

/** Makes checks in turn, one of the check and one of its floor, of a workspace where nothing happens. */
export async function measureChecks(bundles: Bundles, cloud: Cloud, course: Course): Promise<Checks> {
  const { instances, warmUp, times } = course;
  const clock = new VirtualClock(toTimestamp(new Date(Math.ceil(Date.now() / 60_000) * 60_000)));
  const server = await serve(new SimulatedWorkspace({ clock, instances }));
  const runners = [bundles.check, bundles.floor].map((bundle) => new Runner(bundles, bundle, cloud.environment));
  const [check, floor] = runners;
  if (check === undefined || floor === undefined) throw new TypeError('there are two bundles');

  const run = (runner: Runner, name: string): Promise<Taken> =>
    runner.run({ scheduledAt: clock.now(), workspace: workspaceOf(name, server.url) });
  const number = (measurements += 1);
  const [checked, floored] = [`check-${number}`, `floor-${number}`];
  try {
    await Promise.all(runners.map(({ loaded }) => loaded));
    await run(check, checked);
    await copyLatest(cloud, checked, floored);
    clock.advance(everySeconds);
    // Both have every slot: after a missing one, a check would look for other runs.
    await run(check, checked);
    await run(floor, floored);
    const taken: Array<{ readonly check: Taken; readonly floor: Taken; readonly calls: readonly AwsCall[] }> = [];
    const hourly: HourlyCheck[] = [];
    while (taken.length < warmUp + times) {
      clock.advance(everySeconds);
      const before = cloud.calls.length;
      const ofCheck = await run(check, checked);
      const calls = cloud.calls.slice(before);
      const ofFloor = await run(floor, floored);
      if (beginsAnHour(clock.now())) {
        hourly.push({ taken: ofCheck, calls });
        continue;
      }
      mustBeAlike(calls, cloud.calls.slice(before + calls.length));
      taken.push({ check: ofCheck, floor: ofFloor, calls });
    }
    const counted = taken.slice(warmUp);
    return {
      instances,
      check: counted.map((one) => one.check),
      floor: counted.map((one) => one.floor),
      calls: counted.at(-1)?.calls ?? [],
      hourly: hourly.slice(1).at(-1) ?? null,
    };
  } finally {
    await Promise.all(runners.map((runner) => runner.close()));
    await server.close();
  }
}

const beginsAnHour = (at: Timestamp): boolean => new Date(at).getUTCMinutes() === 0;

/** As a schedule of the stack would describe it. */
const workspaceOf = (name: string, url: string): object => ({
  name,
  url,
  allowInsecure: false,
  credentials: '/rocketchat-alerter/production',
  everySeconds,
  keepSeconds: 86_400,
  rules: defaultRules,
});

/** The floor makes the calls of the check, no more and no fewer: else there is nothing to compare. */
function mustBeAlike(ofCheck: readonly AwsCall[], ofFloor: readonly AwsCall[]): void {
  const namesOf = (calls: readonly AwsCall[]): string =>
    calls
      .map(({ name }) => name)
      .sort()
      .join(', ');
  const [check, floor] = [namesOf(ofCheck), namesOf(ofFloor)];
  if (check === floor) return;
  throw new Error(`a check calls ${check}, its floor ${floor}: let bench/performance/floor.ts do what the check does`);
}

/** Gives a workspace the last item of another. */
async function copyLatest({ store: { client, table } }: Cloud, from: string, to: string): Promise<void> {
  const { Items: [item] = [] } = await client.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'workspace = :from',
      ExpressionAttributeValues: { ':from': { S: from } },
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  await client.send(new PutItemCommand({ TableName: table, Item: { ...item, workspace: { S: to } } }));
}

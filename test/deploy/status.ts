import assert from 'node:assert/strict';
import * as v from 'valibot';
import { otherQueue, name } from './configurations.ts';
import { stackName } from './app.ts';
import type { Environment, Processes } from './processes.ts';

const statusSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    workspaces: v.array(v.looseObject({ name: v.string(), schedule: v.string(), token: v.string() })),
    alarms: v.object({ count: v.number(), raised: v.array(v.unknown()) }),
    queues: v.array(v.object({ name: v.string(), messages: v.number() })),
    recipients: v.array(v.looseObject({ topic: v.string(), name: v.string(), state: v.string() })),
    problems: v.array(v.string()),
    unknown: v.array(v.string()),
  }),
);

/** What `status` finds out about the deployment, as its user would ask: all is well but for a queue of somebody else. */
export async function showsStatus(processes: Processes, env: Environment): Promise<void> {
  const command = `node --import tsx cli/alerter.ts status --stack ${stackName} --json; test $? -eq 1`;
  const text = await processes.run('sh', ['-c', command], { env, timeoutSeconds: 60 });
  const [line = ''] = text.split('\n').filter((one) => one.startsWith('{'));
  const { workspaces, alarms, queues, recipients, problems, unknown } = v.parse(statusSchema, line);
  assert.deepEqual(
    workspaces.map(({ schedule, token }) => [schedule, token]),
    workspaces.map(() => ['enabled', 'accepted']),
  );
  assert.ok(workspaces.some((workspace) => workspace.name === name));
  assert.ok(alarms.count >= 8, `${alarms.count} alarms`);
  assert.deepEqual(
    queues.map(({ messages }) => messages),
    [0, 0],
  );
  assert.deepEqual(
    recipients.map(({ topic, state }) => `${topic} ${state}`),
    ['alerts confirmed', 'alerts confirmed', 'alerts gone', 'alerts confirmed', 'operations confirmed'],
  );
  assert.deepEqual(unknown, []);
  assert.equal(problems.length, 1, problems.join('\n'));
  assert.match(problems[0] ?? '', new RegExp(`^${otherQueue} \\(alerts\\): not subscribed: the owner of account`));
}

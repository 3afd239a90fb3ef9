import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { serveSwitch } from '../../adapters/heartbeat/switch-server.ts';
import { ok } from '../../hostile/courses/answer.ts';
import { entryOf, realOnes } from '../../hostile/courses/entries.ts';
import type { Service } from '../../loopback-aws.ts';
import { serveHttp } from '../../servers.ts';
import { configurationOf, type Scenario, withCheck } from '../stage.ts';

/** As late as a run may start. */
const lateMilliseconds = 59_000;

const silent: RequestListener = () => undefined;
const trickling: RequestListener = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 200);
  response.once('close', () => {
    clearInterval(timer);
  });
};

interface Hang {
  readonly name: string;
  readonly shows: string;
  readonly listener: RequestListener;
  readonly heartbeat?: boolean;
}

const hangs =
  ({ name, shows, listener, heartbeat = false }: Hang): Scenario =>
  async (stage) => {
    const server = await serveHttp(listener);
    const hungSwitch = await serveSwitch(silent);
    const parameters = { '/rocketchat-alerter/heartbeat': hungSwitch.url };
    const more = heartbeat ? ', heartbeatUrl: /rocketchat-alerter/heartbeat }' : ' }';
    const configuration = configurationOf(['hanging'], server.url).replace(' }', more);
    try {
      await withCheck(stage, { name, configuration, parameters }, ({ running, eventAt, recorded, timeoutSeconds }) =>
        stage.report.step(`${shows}: a failed observation is recorded in time`, async () => {
          const { ended, seconds } = await running.invoke(eventAt('hanging', Date.now() - lateMilliseconds));
          assert.notEqual(ended, 'timed out');
          assert.ok(seconds < timeoutSeconds);
          const outcomes = (await recorded('hanging')).map(({ outcome }) => outcome);
          assert.deepEqual(outcomes, ['timeout']);
        }),
      );
    } finally {
      await server.close();
      await hungSwitch.close();
    }
  };

/** Less than an observation and a record may take together. */
const hurriedSeconds = 28;
/** An observation that does not look at the time that is left takes twice as long. */
const maxHurriedMilliseconds = 12_000;

/** A run that has less time than it might need looks at how much that is. */
const hurried: Scenario = async (stage) => {
  let calls = 0;
  const server = await serveHttp((_request, response) => {
    calls += 1;
    if (calls > 1) return;
    const { body } = ok(realOnes(Date.now(), Date.now() - 60_000).map(entryOf));
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
  });
  const configuration = configurationOf(['hanging'], server.url);
  const options = { name: 'hurried', configuration, timeoutSeconds: hurriedSeconds };
  try {
    await withCheck(stage, options, ({ running, eventAt, recorded }) =>
      stage.report.step(
        `with ${hurriedSeconds} s for the run, the observation ends the sooner, and is recorded`,
        async () => {
          const slot = Date.now();
          for (const dueAt of [slot - 60_000, slot]) {
            const { ended, answer } = await running.invoke(eventAt('hanging', dueAt));
            assert.equal(ended, 'returned', JSON.stringify(answer));
          }
          const [, failed] = await recorded('hanging');
          assert.equal(failed?.outcome, 'timeout');
          assert.ok(failed.latencyMilliseconds < maxHurriedMilliseconds, `${failed.latencyMilliseconds} ms`);
        },
      ),
    );
  } finally {
    await server.close();
  }
};

/** Where AWS itself does not answer, there is nothing to be recorded; the run still ends by itself, and says why. */
const hangsInAws =
  (service: Service): Scenario =>
  async (stage) => {
    const server = await serveHttp((_request, response) => response.end('{"instances":[],"success":true}'));
    const configuration = configurationOf(['hanging'], server.url);
    const options = { name: `hanging-${service}`, configuration };
    try {
      await withCheck(stage, options, ({ running, aws, eventAt, timeoutSeconds }) =>
        stage.report.step(`while ${service} does not answer, the check fails by itself`, async () => {
          aws.hanging.add(service);
          const { ended, seconds, answer } = await running.invoke(eventAt('hanging', Date.now() - lateMilliseconds));
          assert.equal(ended, 'failed', JSON.stringify(answer));
          assert.ok(seconds < timeoutSeconds);
        }),
      );
    } finally {
      await server.close();
    }
  };

/** A hang at each deadline, of a run that started as late as it may. */
export const hanging: readonly Scenario[] = [
  hangs({ name: 'silent', listener: silent, shows: 'a workspace that does not answer' }),
  hangs({ name: 'trickling', listener: trickling, shows: 'one whose answer has no end' }),
  hangs({
    name: 'with-heartbeat',
    listener: silent,
    heartbeat: true,
    shows: 'one that does not answer, nor does the heartbeat',
  }),
  hurried,
  hangsInAws('DynamoDB'),
  hangsInAws('SSM'),
];

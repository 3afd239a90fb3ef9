import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../../simulator/faults.ts';
import { readAnswer } from '../../fixtures/recordings.ts';
import { givenCluster } from '../looking.ts';
import { shapesIn } from './shapes.ts';

type Given = ReturnType<typeof givenCluster>;

/** Three that are connected, and what one of them answers after something happened. */
const three =
  (
    options: Parameters<typeof givenCluster>[0],
    happens: (given: Given, ids: readonly [string, string, string]) => string,
  ) =>
  (): Answer => {
    const given = givenCluster(options);
    const [a = '', b = '', c = ''] = given.ids;
    return given.answerBy(happens(given, [a, b, c]));
  };

const after = ({ clock }: Given, seconds: number): void => {
  clock.advance(seconds);
};

const newcomer = ({ workspace, clock }: Given, seconds: number): string => {
  const id = workspace.start();
  clock.advance(seconds);
  return id;
};

const cutUntil =
  (isSo: (given: Given, ids: readonly [string, string, string]) => boolean, answering: 0 | 2) =>
  (given: Given, ids: readonly [string, string, string]): string => {
    given.workspace.partition(ids[0], ids[1]);
    after(given, 10);
    given.secondsUntil(() => isSo(given, ids));
    return ids[answering];
  };

const streamers = {
  mode: 'microservices',
  instances: [{}, ...[1, 2].map(() => ({ service: 'ddp-streamer', upSeconds: 9 }))],
} as const;

/** How the simulator comes to each of the recorded answers. */
const situations: Readonly<Record<string, () => Answer>> = {
  '01-tcp-healthy': three({}, (_given, [, b]) => b),
  '02-tcp-first-second-newcomer': three({ instances: 2 }, (given) => newcomer(given, 0.5)),
  '03-tcp-first-second-old': three({ instances: 2 }, (given, [a]) => {
    newcomer(given, 0.5);
    return a;
  }),
  '04-tcp-killed-peer': three({}, (given, [a, , c]) => {
    given.workspace.kill(c);
    after(given, 0.5);
    return a;
  }),
  '05-nats-healthy-localhost': three({ mode: 'nats' }, (_given, [a]) => a),
  '06-nats-killed-peer-still-connected': three({ mode: 'nats', seed: 2 }, (given, [, b, c]) => {
    given.workspace.kill(b);
    after(given, 55);
    return c;
  }),
  '07-tcp-hung-peer': three({}, (given, [a, , c]) => {
    given.workspace.hang(a);
    after(given, 55);
    return c;
  }),
  '08-tcp-cold-start-split': () => {
    const given = givenCluster({ version: '7.7.4', instances: 0 });
    const ids = [given.workspace.start(), given.workspace.start(), given.workspace.start()];
    after(given, 90);
    return given.answerBy(ids[2] ?? '');
  },
  '09-tcp-gossip-third-party': three(
    {},
    cutUntil(({ sees }, [a, b, c]) => !sees(c, a) && sees(c, b), 2),
  ),
  '10-tcp-cut-link-says-true': three(
    {},
    cutUntil(({ sees }, [a, b]) => sees(a, b), 0),
  ),
  '11-b-removed-itself': three({ version: '7.2.0' }, (given, [a]) => {
    given.workspace.hang(a);
    after(given, 125);
    given.workspace.wake(a);
    after(given, 60);
    return a;
  }),
  '12-microservices': () => {
    const given = givenCluster(streamers);
    after(given, 1);
    return given.answerBy(given.ids[0] ?? '');
  },
  '13-microservices-empty': () => {
    const given = givenCluster(streamers);
    for (const id of given.ids.slice(1)) given.workspace.kill(id);
    after(given, 130);
    return given.answerBy(given.ids[0] ?? '');
  },
  '14-reregistered': three({}, (given, [a]) => {
    given.workspace.hang(a);
    after(given, 125);
    given.workspace.wake(a);
    after(given, 33);
    return a;
  }),
  '15-rolling-overlap': three({}, (given, [a, b, c]) => {
    const first = given.workspace.restart(a, { downSeconds: 9 });
    after(given, 25);
    given.workspace.restart(b, { downSeconds: 9 });
    after(given, 25);
    given.workspace.kill(c);
    return first;
  }),
  '16-nats-down': three({ mode: 'nats' }, (given, [a]) => {
    given.workspace.loseNats();
    after(given, 130);
    return a;
  }),
  '17-low-memory': three({}, (given, [a]) => {
    const memory = { totalBytes: 24 * 1024 ** 3, freeBytes: 400 * 1024 ** 2 };
    given.workspace.start({ memory });
    after(given, 3);
    given.secondsUntil(() => given.listBy(a).at(-1)?.connection.kind === 'lost');
    return a;
  }),
  '18-node-list-not-available': three({ version: '7.2.0', instances: 1 }, (given, [a]) => {
    given.workspace.hang(a);
    after(given, 125);
    given.workspace.wake(a);
    return a;
  }),
  '19-store-down': three({}, (given, [a]) => {
    given.workspace.loseDatabase();
    return a;
  }),
};

const statusOf = (name: string): number => ({ '18-node-list-not-available': 400, '19-store-down': 500 })[name] ?? 200;

describe('the simulator answers as real brokers did in the situation', () => {
  const names = readdirSync(join(import.meta.dirname, '../../fixtures/answers')).map((file) =>
    file.replace('.json', ''),
  );

  test.each(names)('%s', (name) => {
    const answer = situations[name]?.() ?? { kind: 'hang' };
    const response = answer.kind === 'late' ? answer.answer : answer;
    if (response.kind !== 'response') throw new Error(`${name} was not answered`);
    const body: unknown = JSON.parse(response.body);
    const recorded = readAnswer(name);
    expect(response.status).toBe(statusOf(name));
    if (response.status === 200) expect(shapesIn(body)).toEqual(shapesIn(recorded));
    else expect(body).toEqual(recorded);
  });
});

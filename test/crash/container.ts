import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Publisher } from '../../adapters/sns/publisher.ts';
import { SnsPublisher } from '../../adapters/sns/sns-publisher.ts';
import type { CheckJob } from '../../check/baseline.ts';
import { check, type CheckReport, type CheckTools } from '../../check/check.ts';
import { mayRecheck, recheck, waitBy } from '../../check/recheck.ts';
import { type CredentialsSource, credentialsSource } from '../../adapters/ssm/credentials.ts';
import { type Overlap, overlapOf } from '../../check/overlap.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { Silences } from '../../adapters/dynamodb/silences.ts';
import type { Timestamp } from '../../core/base/time.ts';
import type { Moment } from '../core/life.ts';
import { respond } from './endpoint.ts';
import type { Machine } from './machine.ts';
import type { Invocation } from './scenario.ts';
import type { Topic } from './topic.ts';
import { attempt, fateful, type OnCall, type Sender } from './wire.ts';
import type { World } from './world.ts';

/** What a process is made of, as far as a variant may make it otherwise. */
export interface Parts {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly publisher: Publisher;
}

export interface Pipeline {
  readonly history: History;
  readonly publisher: Publisher;
  /** The time under which a check is kept. @default as the function decides it */
  readonly mayOverlap?: Overlap;
}

/** Puts a pipeline together from its parts. */
export type Assemble = (parts: Parts) => Pipeline;

export const asDeployed: Assemble = ({ client, table, publisher }) => ({
  history: new History(client, table),
  publisher,
});

interface ContainerSetup {
  readonly machine: Machine;
  readonly world: World;
  readonly topic: Topic;
  readonly assemble: Assemble;
  /** How often the clients of AWS try a call in all. */
  readonly attempts: number;
  /** What is watched, but for its address. */
  readonly workspace: Omit<WatchedWorkspace, 'url'>;
  /** What there is to see now. */
  readonly observed: () => Moment;
}

/** What befalls an invocation. */
interface InvocationEvents extends Pick<Invocation, 'answerSeconds' | 'fates'> {
  readonly onCall: OnCall;
}

let runs = 0;

/** What each new client would look for in the environment and in files; it takes a third of its time. */
const settled = {
  defaultsMode: 'standard',
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  userAgentAppId: '',
} as const;

/** A process of the check function, with all that it keeps from one check to the next. */
export class Container {
  readonly #machine: Machine;
  readonly #pipeline: Pipeline;
  readonly #silences: Silences;
  readonly #rollups: Rollups;
  readonly #credentials: CredentialsSource;
  readonly #workspace: WatchedWorkspace;
  readonly #observed: () => Moment;
  readonly close: () => void;
  #invocation: InvocationEvents | null = null;

  constructor(options: ContainerSetup) {
    const { machine, world, topic, assemble, attempts, workspace, observed } = options;
    this.#machine = machine;
    const retryStrategy = atOnce(attempts);
    const onCall: OnCall = (name, fate) => this.#invocation?.onCall(name, fate);
    const through = (sender: Sender) => ({
      ...settled,
      retryStrategy,
      requestHandler: { ...fateful(machine, onCall, sender) },
    });
    const { requestHandler, ...dynamo } = world.dynamo;
    const client = new DynamoDBClient({ ...dynamo, ...through(requestHandler) });
    const sns = new SNSClient({ ...topic.client, ...through(topic.sender) });
    const ssm = new SSMClient({ ...topic.client, ...through(parameterStore) });
    this.#pipeline = assemble({ client, table: world.store.table, publisher: new SnsPublisher(sns, topic.arn) });
    this.#silences = new Silences(client, world.store.table);
    this.#rollups = new Rollups(client, world.store.table);
    this.#credentials = credentialsSource(ssm, workspace.credentials);
    this.#observed = observed;
    const { url, remove } = world.serve((request, response) => void this.#answer(request, response, onCall));
    this.#workspace = { ...workspace, url };
    this.close = remove;
  }

  /** Whether it is warm, and has nothing to do. */
  get isIdle(): boolean {
    return this.#machine.isIdle;
  }

  /** One check, as the handler makes it. Resolves when the process waits for the first time, or is done or dead. */
  invoke(scheduledAt: Timestamp, invocation: InvocationEvents): Promise<void> {
    const { clock } = this.#machine;
    const scheduled = overlapOf({ ...this.#workspace, scheduledAt, mayRecheck: mayRecheck(this.#workspace) });
    const { history, publisher, mayOverlap = scheduled } = this.#pipeline;
    const job = { workspace: this.#workspace, dueAt: scheduledAt, mayOverlap, writer: `run ${(runs += 1)}` };
    const openRollups = () => Promise.resolve(this.#rollups);
    const sources = { credentials: this.#credentials, silences: this.#silences, openRollups };
    const millisecondsLeft = (): number => this.#machine.millisecondsLeft();
    const tools = { clock, history, publisher, ...sources, millisecondsLeft, limits: { retries: 0 } };
    this.#invocation = invocation;
    return this.#machine.invoke(() => this.#checkAndRecheck(job, tools), invocation.fates);
  }

  /** As the handler does. */
  async #checkAndRecheck(job: CheckJob, tools: CheckTools): Promise<void> {
    const report = await check(job, tools);
    if (typeof report === 'string') return;
    conclude(report);
    await recheck(this.#workspace, report, {
      checkAt: (dueAt) => check({ ...job, dueAt, writer: `run ${(runs += 1)}` }, tools),
      waitUntil: waitBy(tools.clock),
      onReport: conclude,
    });
  }

  /** Answers its own call of the workspace. */
  async #answer(request: IncomingMessage, response: ServerResponse, onCall: OnCall): Promise<void> {
    const fate = this.#machine.nextFate();
    onCall('instances.get', fate);
    const release = this.#machine.holds(() => request.socket.destroy());
    try {
      await this.#machine.wait(this.#invocation?.answerSeconds ?? 0);
      await attempt(this.#machine, fate, () => Promise.resolve());
      respond(response, this.#observed().observation, this.#machine.clock.now());
    } catch {
      request.socket.destroy();
    } finally {
      release();
    }
  }
}

function conclude({ undelivered }: CheckReport): void {
  if (undelivered !== null) throw undelivered;
}

/** Tries again as the SDK would, but at once: its waits take real time. */
const atOnce = (attempts: number): NonNullable<DynamoDBClientConfig['retryStrategy']> => {
  const token = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 0 });
  return {
    acquireInitialRetryToken: () => Promise.resolve(token(0)),
    refreshRetryTokenForRetry: (last, { errorType }) => {
      const count = last.getRetryCount() + 1;
      const isOver = count >= attempts || errorType === 'CLIENT_ERROR';
      return isOver ? Promise.reject(new Error('tried often enough')) : Promise.resolve(token(count));
    },
    recordSuccess: () => undefined,
  };
};

const stored = { Parameter: { Value: JSON.stringify({ userId: 'user', authToken: 'token' }) } };
const parameterStore: Sender = {
  handle: () =>
    Promise.resolve({
      response: {
        statusCode: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: Buffer.from(JSON.stringify(stored)),
      },
    }),
};

import { History } from '../../../adapters/dynamodb/history.ts';
import { toTimestamp } from '../../../core/base/time.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import type { LoopbackAws } from '../../loopback-aws.ts';
import type { Spent } from './child.ts';
import { Complaints } from './complaints.ts';
import { realIds } from './entries.ts';
import type { Limits } from './limits.ts';
import type { Worker } from './worker.ts';

/** What a course took at most, and what went wrong in it. */
export interface Played {
  readonly checks: number;
  readonly cpuMilliseconds: number;
  readonly mebibytes: number;
  readonly logBytes: number;
  readonly messages: number;
  /** The longest of the good checks after it. */
  readonly recoveryMilliseconds: number;
  readonly complaints: readonly string[];
}

interface Stage {
  readonly url: string;
  /** In milliseconds. */
  readonly begun: number;
  readonly aws: Pick<LoopbackAws, 'store' | 'published'>;
  readonly worker: Pick<Worker, 'make'>;
  readonly limits: Limits;
}

const everySeconds = 60;
const checksADay = 86_400 / everySeconds;
const name = 'hostile';
/** Where the credentials are. */
export const parameter = '/rocketchat-alerter/hostile';

/** Checks of one workspace, each at its own virtual time, held against what they may take. */
export class CourseRun {
  readonly #stage: Stage;
  readonly #history: History;
  readonly #complaints = new Complaints();
  readonly #spent: Spent[] = [];
  readonly #recoveries: Spent[] = [];
  /** How many messages each check has sent. */
  readonly #messages: number[] = [];
  #latest: Snapshot | null = null;

  constructor(stage: Stage) {
    this.#stage = stage;
    this.#history = new History(stage.aws.store.client, stage.aws.store.table);
  }

  /** When the next check begins, in milliseconds. */
  get now(): number {
    return this.#stage.begun + this.#spent.length * everySeconds * 1_000;
  }

  /** How many checks have failed. */
  get failures(): number {
    return this.#spent.filter(({ failure }) => failure !== null).length;
  }

  async check(): Promise<Spent> {
    const { aws, limits, url, worker } = this.#stage;
    const where = `check ${this.#spent.length}`;
    const scheduledAt = toTimestamp(new Date(this.now));
    const before = aws.published.length;
    const spent = await worker.make({ at: this.now, event: { scheduledAt, workspace: workspaceAt(url) } });
    this.#latest = await this.#history.latest(name, scheduledAt);
    this.#spent.push(spent);

    const { failure, cpuMilliseconds, maxMebibytes, logBytes } = spent;
    if (failure !== null) this.#complaints.add('a check failed', `${where}: ${failure.slice(0, 300)}`);
    if (this.#latest?.takenAt !== scheduledAt) this.#complaints.add('a check was not recorded', where);
    this.#complaints.limit('milliseconds of a core', where, cpuMilliseconds, limits.cpuMilliseconds);
    this.#complaints.limit('MiB', where, maxMebibytes, limits.mebibytes);
    this.#complaints.limit('bytes of log', where, logBytes, limits.logBytes);
    const sent = aws.published.slice(before);
    this.#messages.push(sent.length);
    const sentToday = this.#messages.slice(-checksADay).reduce((sum, count) => sum + count, 0);
    this.#complaints.limit('messages in a day', where, sentToday, limits.messagesADay);
    for (const { message } of sent) {
      this.#complaints.limit('bytes of a message', where, Buffer.byteLength(message), limits.messageBytes);
    }
    return spent;
  }

  /** A check of a workspace that answers as it should again. */
  async recover(): Promise<void> {
    const spent = await this.check();
    this.#recoveries.push(spent);
    const where = `good check ${this.#recoveries.length}`;
    const { goodCpuMilliseconds } = this.#stage.limits;
    this.#complaints.limit(
      'milliseconds of a core once all is well',
      where,
      spent.cpuMilliseconds,
      goodCpuMilliseconds,
    );
  }

  mustHaveRecovered(): void {
    const known = new Map(this.#latest?.health.instances.map(({ id, status }) => [id, status]));
    const { outcome } = this.#latest ?? { outcome: 'nothing' };
    if (outcome !== 'ok') this.#complaints.add('it has not recovered', `the outcome is ${outcome}`);
    for (const id of realIds) {
      const status = known.get(id) ?? 'not known';
      if (status !== 'healthy') this.#complaints.add('it has not recovered', `${id} is ${status}`);
    }
  }

  mustHaveNoticed(id: string): void {
    const incidents = this.#latest?.health.incidents ?? [];
    const isNoticed = incidents.some(({ state, subjects }) => state === 'open' && subjects.includes(id));
    if (!isNoticed) this.#complaints.add('the loss of a real instance opened nothing', id);
  }

  get played(): Played {
    const most = (of: readonly Spent[], figure: (spent: Spent) => number): number => Math.max(0, ...of.map(figure));
    return {
      checks: this.#spent.length,
      cpuMilliseconds: most(this.#spent, (spent) => spent.cpuMilliseconds),
      mebibytes: most(this.#spent, (spent) => spent.maxMebibytes),
      logBytes: most(this.#spent, (spent) => spent.logBytes),
      messages: this.#messages.reduce((sum, count) => sum + count, 0),
      recoveryMilliseconds: most(this.#recoveries, (spent) => spent.cpuMilliseconds),
      complaints: this.#complaints.lines,
    };
  }
}

/** As a schedule of the stack would describe it. */
const workspaceAt = (url: string): object => ({
  name,
  url,
  allowInsecure: false,
  credentials: parameter,
  everySeconds,
  keepSeconds: 30 * 86_400,
  rules: defaultRules,
});

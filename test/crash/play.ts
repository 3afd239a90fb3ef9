import { leaveRequest } from '../../adapters/dynamodb/acknowledgements.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { Silences } from '../../adapters/dynamodb/silences.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { AcknowledgementRequest } from '../../core/incidents/acknowledgement.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { type Life, lifeOf, type Moment } from '../core/life.ts';
import { asDeployed, type Assemble, Container } from './container.ts';
import { type Fate, failureOf } from './fate.ts';
import { Machine, maxSeconds, maxSecondsWithRechecks } from './machine.ts';
import {
  type Deed,
  everySeconds,
  type Invocation,
  type Outage,
  pauseSlots,
  type Scenario,
  undisturbed,
  undisturbedSlots,
} from './scenario.ts';
import { Timeline } from './timeline.ts';
import type { Delivery, Topic } from './topic.ts';
import type { Sender } from './wire.ts';
import type { World } from './world.ts';

/** A call that a process made, and what became of it. */
export interface Call {
  /** Counts the invocations from 0, in the order in which they began. */
  readonly invocation: number;
  readonly name: string;
  readonly fate: Fate;
}

/** What came of a scenario. */
export interface Played {
  /** What there was to see, a moment for each time that a check was due. */
  readonly life: Life;
  /** Everything recorded, oldest first. */
  readonly snapshots: readonly Snapshot[];
  /** Everything that a subscriber got, in that order. */
  readonly deliveries: readonly Delivery[];
  readonly calls: readonly Call[];
  /** What people asked about incidents, in that order. */
  readonly requests: readonly AcknowledgementRequest[];
}

interface Stage {
  readonly world: World;
  /** One that nothing was published to yet. */
  readonly topic: Topic;
  /** @default asDeployed */
  readonly assemble?: Assemble;
}

const silenceSeconds = 150;

let plays = 0;

/** Plays a scenario to its end: a workspace, processes and a virtual time of its own, in a world that others share. */
export async function play(scenario: Scenario, stage: Stage): Promise<Played> {
  const performance = new Performance(scenario, stage);
  try {
    return await performance.toItsEnd();
  } finally {
    performance.close();
  }
}

class Performance {
  readonly #scenario: Scenario;
  readonly #stage: Stage;
  readonly #life: Life;
  readonly #first: Moment;
  readonly #timeline: Timeline;
  readonly #name = `workspace-${(plays += 1)}`;
  readonly #containers: Container[] = [];
  readonly #calls: Call[] = [];
  readonly #requests: AcknowledgementRequest[] = [];
  #invocations = 0;

  constructor(scenario: Scenario, stage: Stage) {
    this.#scenario = scenario;
    this.#stage = stage;
    this.#life = lifeOf(scenario.plot);
    const [first] = this.#life;
    if (first === undefined) throw new Error('a life without a moment cannot be played');
    this.#first = first;
    this.#timeline = new Timeline(first.at);
  }

  async toItsEnd(): Promise<Played> {
    const { slots } = this.#scenario;
    for (const [slot, invocations] of slots.entries()) {
      for (const invocation of invocations) this.#plan(slot, invocation);
    }
    const last = slots.length + pauseSlots;
    for (let slot = last; slot < last + undisturbedSlots; slot += 1) this.#plan(slot, undisturbed);
    for (const deed of this.#scenario.deeds.filter(({ slot }) => slot < slots.length)) this.#planDeed(deed);
    await this.#timeline.run();
    return {
      life: this.#life,
      snapshots: await this.#snapshots(),
      deliveries: this.#stage.topic.deliveries(),
      calls: this.#calls,
      requests: this.#requests,
    };
  }

  close(): void {
    for (const container of this.#containers) container.close();
  }

  #plan(slot: number, { delaySeconds, answerSeconds, fates }: Invocation): void {
    const dueAt = plusSeconds(this.#first.at, slot * everySeconds);
    this.#timeline.in(slot * everySeconds + delaySeconds, () => {
      const invocation = this.#invocations;
      this.#invocations += 1;
      const container = this.#containers.find(({ isIdle }) => isIdle) ?? this.#newContainer();
      return container.invoke(dueAt, {
        answerSeconds,
        fates,
        onCall: (name, fate) => this.#calls.push({ invocation, name, fate }),
      });
    });
  }

  #planDeed({ slot, seconds, what, which }: Deed): void {
    this.#timeline.in(slot * everySeconds + seconds, async () => {
      const { store } = this.#stage.world;
      const { now } = this.#timeline;
      if (what === 'silence') {
        const until = plusSeconds(now, silenceSeconds);
        const silence = { id: `${slot}-${seconds}`, kinds: null, instance: null, from: now, until, reason: 'updates' };
        await new Silences(store.client, store.table).add(this.#name, silence);
        return;
      }
      const latest = await new History(store.client, store.table).latest(this.#name, now);
      const open = (latest?.health.incidents ?? []).filter(({ state }) => state === 'open');
      const incident = open[which % Math.max(1, open.length)];
      if (incident === undefined) return;
      const { id, severity } = incident;
      const isWithdrawal = what === 'take back';
      // No two at the same time.
      const at = plusSeconds(now, this.#requests.length / 1000);
      const request = { incident: id, by: 'Ada', at, note: '', severity, ...(isWithdrawal && { isWithdrawal }) };
      await leaveRequest(store, this.#name, request);
      this.#requests.push(request);
    });
  }

  /** A process as it is when it starts. */
  #newContainer(): Container {
    const { world, topic, assemble = asDeployed } = this.#stage;
    const { attempts, outage, recheckEverySeconds, escalateAfterSeconds } = this.#scenario;
    const container = new Container({
      machine: new Machine(this.#timeline, recheckEverySeconds === null ? maxSeconds : maxSecondsWithRechecks),
      world,
      topic: { ...topic, sender: this.#failing(topic.sender, outage) },
      assemble,
      attempts,
      workspace: {
        name: this.#name,
        allowInsecure: false,
        ca: null,
        credentials: 'credentials',
        heartbeatUrl: null,
        everySeconds,
        recheckEverySeconds,
        keepSeconds: 86_400,
        rules: this.#first.rules,
        maintenance: [],
        escalateAfterSeconds,
      },
      observed: () => momentAt(this.#life, this.#timeline.now),
    });
    this.#containers.push(container);
    return container;
  }

  #failing(sender: Sender, outage: Outage | null): Sender {
    if (outage === null) return sender;
    return {
      handle: (request, options) => {
        const slot = secondsBetween(this.#first.at, this.#timeline.now) / everySeconds;
        const isOut = slot >= outage.from && slot < outage.from + outage.slots;
        return isOut ? Promise.reject(failureOf(outage.error)) : sender.handle(request, options);
      },
    };
  }

  async #snapshots(): Promise<Snapshot[]> {
    const { client, table } = this.#stage.world.store;
    const { now } = this.#timeline;
    const snapshots: Snapshot[] = [];
    const span = { since: this.#first.at, until: plusSeconds(now, everySeconds), now };
    for await (const snapshot of new History(client, table).between(this.#name, span)) snapshots.push(snapshot);
    return snapshots;
  }
}

/** What there is to see at a time. */
export function momentAt(life: Life, at: Timestamp): Moment {
  const moment = life.findLast((one) => secondsBetween(one.at, at) >= 0) ?? life[0];
  if (moment === undefined) throw new Error('there is nothing to see');
  return moment;
}

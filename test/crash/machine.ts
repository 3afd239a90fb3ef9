import { type Clock, plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { calm, type Fate } from './fate.ts';
import type { Timeline } from './timeline.ts';

/** How long the function may take, as the stack sets it; and where it may look again. */
export const maxSeconds = 60;
export const maxSecondsWithRechecks = 900;

/**
 * What a process runs on: it runs alone until it waits, and what it has not done when it dies, it never does.
 * Nothing is thrown at a dying process, for it could catch that: the call it is in never returns.
 */
export class Machine {
  readonly clock: Clock;
  readonly #timeline: Timeline;
  readonly #maxSeconds: number;
  readonly #connections = new Set<() => void>();
  #fates: Fate[] = [];
  #calls: Promise<unknown> = Promise.resolve();
  #endsAt: Timestamp;
  #isDead = false;
  #isBusy = false;
  #endTurn: () => void = () => undefined;

  constructor(timeline: Timeline, maxSecondsOfRun: number) {
    this.#timeline = timeline;
    this.#maxSeconds = maxSecondsOfRun;
    this.#endsAt = timeline.now;
    this.clock = { now: () => timeline.now, sleep: (milliseconds) => this.wait(milliseconds / 1000) };
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Whether it could take another invocation. */
  get isIdle(): boolean {
    return !this.#isDead && !this.#isBusy;
  }

  /** For the invocation under way. */
  millisecondsLeft(): number {
    return 1000 * secondsBetween(this.#timeline.now, this.#endsAt);
  }

  /** One invocation: runs until it waits for the first time, and then whenever it is its turn. */
  invoke(work: () => Promise<unknown>, fates: readonly Fate[]): Promise<void> {
    this.#fates = [...fates];
    this.#isBusy = true;
    this.#endsAt = plusSeconds(this.#timeline.now, this.#maxSeconds);
    let isOver = false;
    const end = (): void => {
      isOver = true;
      this.#isBusy = false;
      this.#endTurn();
    };
    this.#timeline.in(this.#maxSeconds, () => {
      if (!isOver) void this.die();
    });
    return this.#turn(() => {
      work().then(end, end);
    });
  }

  /** What is to become of its next call. */
  nextFate(): Fate {
    return this.#fates.shift() ?? calm;
  }

  /** Makes the calls that are begun together one after another: a turn ends when the process waits, for one thing. */
  oneByOne<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    const made = this.#calls.then(call);
    this.#calls = made.catch(() => undefined);
    return made;
  }

  /** Waits, while others have their turn. */
  wait(seconds: number): Promise<void> {
    if (this.#isDead) return never();
    if (seconds === 0) return Promise.resolve();
    return new Promise((resume) => {
      this.#timeline.in(seconds, () => (this.#isDead ? undefined : this.#turn(resume)));
      this.#endTurn();
    });
  }

  /** Ends here, whatever it was doing. */
  die(): Promise<never> {
    this.#isDead = true;
    for (const close of this.#connections) close();
    this.#endTurn();
    return never();
  }

  /** Has something of this process happen so many seconds from now, whether or not it is still alive by then. */
  leaveBehind(seconds: number, act: () => Promise<unknown>): void {
    this.#timeline.in(seconds, async () => {
      // Nobody is there to hear what came of it.
      await act().catch(() => undefined);
    });
  }

  /** Closes a connection when the process dies, unless it is over by then. */
  holds(close: () => void): () => void {
    this.#connections.add(close);
    return () => this.#connections.delete(close);
  }

  #turn(go: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.#endTurn = resolve;
      go();
    });
  }
}

/** A promise of its own each time: what waits for it can then be forgotten. */
const never = (): Promise<never> => new Promise(() => undefined);

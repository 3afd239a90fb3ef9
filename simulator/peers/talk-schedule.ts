import type { SimulatedProcess } from '../process.ts';

/** How often each node talks to others. */
const periodMilliseconds = 2_000;
/** From a broker's start until its first talk. */
const firstTalk = { afterMilliseconds: 1_500, spanMilliseconds: 500 };

interface Talkers {
  readonly members: ReadonlyMap<string, SimulatedProcess>;
  /** One member's turn; returns whether anybody learned anything. */
  readonly talk: (process: SimulatedProcess, at: number) => boolean;
  /** Whether no talk can change anything any more. */
  readonly isSettled: (at: number) => boolean;
  readonly later: (at: number, action: () => void) => void;
}

/** Lets all members talk in turn, but only while that can still change something: a cluster at rest costs nothing. */
export class TalkSchedule {
  readonly #talkers: Talkers;
  #isRunning = false;
  #quietTurns = 0;
  /** How many turns without news it takes before it is asked, at some cost, whether there can be any more. */
  #enoughQuietTurns = 0;

  constructor(talkers: Talkers) {
    this.#talkers = talkers;
  }

  /** Something has changed. */
  begin(at: number): void {
    this.#quietTurns = 0;
    this.#enoughQuietTurns = this.#talkers.members.size;
    if (this.#isRunning || this.#talkers.isSettled(at)) return;
    this.#bookTurn(at);
  }

  #bookTurn(after: number): void {
    const turns = [...this.#talkers.members.values()].map((process) => ({ process, at: nextTurnOf(process, after) }));
    const next = Math.min(...turns.map(({ at }) => at));
    this.#isRunning = next !== Infinity;
    if (!this.#isRunning) return;
    this.#talkers.later(next, () => {
      for (const { process, at } of turns) if (at === next) this.#takeTurn(process, at);
      this.#isRunning = !this.#isAtRest(next);
      if (this.#isRunning) this.#bookTurn(next);
    });
  }

  #takeTurn(process: SimulatedProcess, at: number): void {
    if (process.state(at) !== 'running' || !this.#talkers.members.has(process.id)) return;
    this.#quietTurns = this.#talkers.talk(process, at) ? 0 : this.#quietTurns + 1;
  }

  #isAtRest(at: number): boolean {
    if (this.#quietTurns < this.#enoughQuietTurns) return false;
    this.#enoughQuietTurns *= 2;
    return this.#talkers.isSettled(at);
  }
}

/** When a broker talks next after that time. */
function nextTurnOf({ birth: { brokerAt, noise } }: SimulatedProcess, after: number): number {
  const first = brokerAt + firstTalk.afterMilliseconds + (noise % firstTalk.spanMilliseconds);
  return first + Math.max(0, Math.floor((after - first) / periodMilliseconds) + 1) * periodMilliseconds;
}

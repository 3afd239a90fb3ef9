import type { RecordedCall } from '../../adapters/rocketchat/recording/recorded-call.ts';
import { failing, type Listed, listing } from './answers.ts';

/*
 * What the endpoint lists of processes that live, hang and die, as servers of Rocket.Chat do. It knows no more of them
 * than these courses need, and nothing of the simulator, which has to agree with the same facts.
 */

type Span = readonly [from: number, until: number];

export interface Process {
  readonly id: string;
  /** Where it runs. Over NATS, what is listed is `localhost`. */
  readonly host: string;
  /** When it registers. @default long before the course */
  readonly from?: number;
  /** When it ends, cleanly or not: both leave the record. @default never */
  readonly until?: number;
  /** When it hangs. */
  readonly hangs?: readonly Span[];
  readonly freemem?: number;
  readonly nodeVersion?: string;
  readonly name?: string;
}

export interface Cluster {
  /** @default tcp */
  readonly mode?: 'tcp' | 'nats';
  readonly processes: readonly Process[];
  /** Links that are reset, after which each of the two is now and then called disconnected. */
  readonly cuts?: ReadonlyArray<{ readonly ends: readonly [string, string]; readonly span: Span }>;
  /** When all processes are called disconnected, by each other. */
  readonly scattered?: readonly Span[];
}

const beatSeconds = 10;
const expireSeconds = 60;
const sweepSeconds = 60;
const longAgo = -86_400;
/** A newcomer finds its peers within this. */
const greetingSeconds = 4;
/** Over NATS, a peer that is gone is called connected for so long. */
const natsPatienceSeconds = 90;

const within = (at: number, [from, until]: Span): boolean => at >= from && at < until;

/** A process with its heartbeats, from its start to its end. */
class Life {
  readonly process: Process;
  readonly #from: number;
  readonly #until: number;
  readonly #hangs: readonly Span[];
  readonly #hangStarts: readonly number[];
  /** Same process, newer registration: where it hung for longer than its record was kept. */
  readonly #registrations: readonly number[];

  constructor(process: Process) {
    this.process = process;
    this.#from = process.from ?? longAgo + (hash(process.id) % beatSeconds);
    this.#until = process.until ?? Infinity;
    this.#hangs = process.hangs ?? [];
    this.#hangStarts = this.#hangs.map(([from]) => from);
    this.#registrations = this.#hangs.flatMap(([from, until]) => {
      const beatAfter = this.#from + Math.ceil((until - this.#from) / beatSeconds) * beatSeconds;
      return isSwept(this.lastBeat(from), beatAfter) ? [beatAfter] : [];
    });
  }

  hasStarted(at: number): boolean {
    return at >= this.#from;
  }

  isAlive(at: number): boolean {
    return at >= this.#from && at < this.#until && this.#hangAt(at) === null;
  }

  endedBefore(at: number): boolean {
    return this.#until <= at;
  }

  /** The newest heartbeat at that time. */
  lastBeat(at: number): number {
    const until = Math.min(at, this.#until);
    const [hungFrom = null] = this.#hangAt(until) ?? [];
    const beat = this.#beatAtOrBefore(until);
    if (hungFrom !== null) return this.#beatAtOrBefore(hungFrom - 0.001);
    // It hung when that was due, and has not come to the next one yet.
    const [hungAtBeat = null] = this.#hangAt(beat) ?? [];
    return hungAtBeat === null ? beat : this.#beatAtOrBefore(hungAtBeat - 0.001);
  }

  registeredAt(at: number): number {
    return this.#registrations[countAtMost(this.#registrations, at) - 1] ?? this.#from;
  }

  isListed(at: number): boolean {
    return this.hasStarted(at) && !isSwept(this.lastBeat(at), at);
  }

  #beatAtOrBefore(at: number): number {
    return this.#from + Math.max(0, Math.floor((at - this.#from) / beatSeconds)) * beatSeconds;
  }

  #hangAt(at: number): Span | null {
    const last = this.#hangs[countAtMost(this.#hangStarts, at) - 1];
    return last !== undefined && within(at, last) ? last : null;
  }
}

/** How many of these, which rise, are at most that. */
function countAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isSwept = (lastBeat: number, at: number): boolean =>
  Math.floor((at - 7) / sweepSeconds) * sweepSeconds + 7 >= lastBeat + expireSeconds;

/** What the cluster answers at these times, each process in its turn. */
export function answersOf(cluster: Cluster, times: Iterable<number>): RecordedCall[] {
  const lives = cluster.processes.map((process) => new Life(process));
  return Array.from(times, (at, turn) => answerAt(cluster, lives, at, turn));
}

function answerAt(cluster: Cluster, lives: readonly Life[], at: number, turn: number): RecordedCall {
  const alive = lives.filter((life) => life.isAlive(at) && life.process.name !== 'ddp-streamer');
  const isMicroservices = lives.every(({ process }) => process.name === 'ddp-streamer');
  const observer = alive[turn % Math.max(1, alive.length)];
  if (observer === undefined && !isMicroservices) return failing(at, 'network');
  const listed = lives.filter((life) => life.isListed(at));
  return listing(
    at,
    listed.map((life) => entryOf(life, observer ?? null, cluster, at)),
  );
}

function entryOf(life: Life, observer: Life | null, cluster: Cluster, at: number): Listed {
  const { id, host, name, freemem, nodeVersion } = life.process;
  const isNats = cluster.mode === 'nats';
  const connected = observer !== null && (life === observer || isCalledConnected(life, observer, cluster, at));
  return {
    id,
    heartbeat: life.lastBeat(at),
    started: life.registeredAt(at),
    host: isNats ? 'localhost' : host,
    address: isNats && connected ? host : undefined,
    local: observer === null ? undefined : life === observer,
    connected,
    name,
    freemem,
    nodeVersion,
  };
}

function isCalledConnected(
  life: Life,
  observer: Life,
  { mode, cuts = [], scattered = [] }: Cluster,
  at: number,
): boolean {
  if (scattered.some((span) => within(at, span))) return false;
  if (life.endedBefore(mode === 'nats' ? at - natsPatienceSeconds : at)) return false;
  if (at - Math.max(life.registeredAt(at), observer.registeredAt(at)) < greetingSeconds) return false;
  const [one, other] = [life.process.id, observer.process.id];
  const cut = cuts.find(({ ends, span }) => within(at, span) && ends.includes(one));
  if (cut === undefined) return true;
  // Between the two, a third of the answers say that all is well; a third of those by others say that it is not.
  const isThird = hash(`${at} ${one} ${other}`) % 3 === 0;
  return cut.ends.includes(other) ? isThird : !isThird;
}

/** Always the same number of the same text. */
export function hash(text: string): number {
  let value = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 16_777_619) >>> 0;
  }
  return (value ^ (value >>> 15)) >>> 0;
}

/** Every so many seconds, `late` after the beat. */
export const beats = (until: number, everySeconds = 60, late: (turn: number) => number = () => 3): number[] =>
  Array.from({ length: Math.floor(until / everySeconds) }, (_, turn) => turn * everySeconds + late(turn));

/** Processes at places of their own: a, b, c and so on. */
export const processes = (count: number, more: Readonly<Record<string, Partial<Process>>> = {}): Process[] =>
  Array.from({ length: count }, (_, index) => {
    const id = count <= 26 ? String.fromCharCode(97 + index) : `p${index}`;
    return { id, host: `10.0.0.${index + 1}`, ...more[id] };
  });

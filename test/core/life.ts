import fc from 'fast-check';
import type { Rules } from '../../core/rules/registry.ts';
import type { ProbeResult } from '../../core/observation/probe-result.ts';
import { plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { type FailureKind, failureKinds } from '../../core/observation/failure.ts';
import type { Instance } from '../../core/observation/instance.ts';
import type { EvaluationInput } from '../../core/evaluate.ts';
import type { Observation, Sighting } from '../../core/observation/observation.ts';
import { rulesWith } from './rules-of-life.ts';
import { probeResultAt, type ProbeScript, probeScripts } from './probe-script.ts';

/** A check of a life: when it is made, what it sees, and the rules that it judges by. */
export interface Moment {
  /** When the check was due. @default at */
  readonly takenAt?: Timestamp;
  /** When it saw that. */
  readonly at: Timestamp;
  readonly observation: Observation;
  /** How long the answer took. @default 5 */
  readonly latencyMilliseconds?: number;
  readonly rules: Rules;
  /** What people had asked of that check. @default nothing */
  readonly wishes?: Partial<Pick<EvaluationInput, 'silences' | 'requests' | 'escalateAfterSeconds'>>;
}

/** What the checks of a workspace see, one after another. */
export type Life = readonly Moment[];

/** How an answer lists a process. */
const appearances = ['fresh', 'stale', 'gone', 'undated', 'ahead', 'old'] as const;
type Appearance = (typeof appearances)[number];

/** One process, from the check at which it first may be listed. */
interface Process {
  /** Checks from the end of the process before it in the same place; overlapping it where negative. */
  readonly gap: number;
  readonly spans: ReadonlyArray<{ readonly checks: number; readonly as: Appearance }>;
  readonly freePercent: number | null;
  /** @default unknown */
  readonly nodeVersion?: string | null;
  /** @default it is never asked */
  readonly probes?: ProbeScript;
}

/** Where one process follows another. */
interface Place {
  readonly service: string | null;
  readonly host: string | null;
  readonly processes: readonly Process[];
}

/** Connections that are broken from a check on, for so many checks: those between two places, counted from 0. */
interface Break {
  readonly a: number;
  readonly b: number;
  readonly from: number;
  readonly checks: number;
}

interface Call {
  /** Since the call before. */
  readonly seconds: number;
  readonly sees: 'instances' | 'nothing' | FailureKind;
  /** Counts the fresh processes, one of which answers; null: none claims to. */
  readonly answers: number | null;
  /** Whether a process without its broker answers before. @default false */
  readonly isDegraded?: boolean;
  /** How long the answer takes. @default 5 */
  readonly latencyMilliseconds?: number;
  /** For how many days the certificate is valid that the server shows. @default it shows none */
  readonly certificateDays?: number | null;
}

/** All that a life is made from; small where it is simple, so that what fails can be made simpler. */
export interface Plot {
  readonly places: readonly Place[];
  readonly breaks: readonly Break[];
  readonly calls: readonly Call[];
  readonly rules: Rules;
  /** From half of the calls on. */
  readonly laterRules: Rules;
}

export const lifeStart: Timestamp = '2026-11-21T19:20:00.000Z';

const mostly = <Value>(usual: Value, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const process: fc.Arbitrary<Process> = fc.record({
  gap: fc.integer({ min: -2, max: 5 }),
  spans: fc.array(
    fc.record({
      checks: fc.integer({ min: 1, max: 8 }),
      as: fc.oneof(
        { weight: 6, arbitrary: fc.constant<Appearance>('fresh') },
        { weight: 4, arbitrary: fc.constantFrom<Appearance>('stale', 'gone') },
        { weight: 1, arbitrary: fc.constantFrom(...appearances) },
      ),
    }),
    { minLength: 1, maxLength: 6, size: 'max' },
  ),
  freePercent: mostly<number | null>(50, fc.constantFrom(3, 8, null)),
  nodeVersion: mostly<string | null>(null, fc.constantFrom('v14.21.3', 'v22.16.0')),
  probes: probeScripts,
});

const place: fc.Arbitrary<Place> = fc.record({
  service: mostly<string | null>('rocket.chat', fc.constantFrom('ddp-streamer', null)),
  host: fc.constantFrom('10.0.0.1', '10.0.0.2', '10.0.0.3', 'localhost', null),
  processes: fc.array(process, { minLength: 1, maxLength: 5, size: 'max' }),
});

const forwards = fc.oneof(fc.constant(60), fc.constant(60), fc.constantFrom(1, 10, 59, 61, 300, 1_000, 4_000));

interface PlotOptions {
  /** Seconds between checks. @default mostly a minute, never backwards */
  readonly seconds?: fc.Arbitrary<number>;
  /** How many. @default up to 40 */
  readonly calls?: number;
  /** How long things must last before they count. @default up to five minutes */
  readonly forSeconds?: fc.Arbitrary<number>;
}

export const plots = (options: PlotOptions = {}): fc.Arbitrary<Plot> => {
  const { seconds = forwards, calls, forSeconds = fc.constantFrom(0, 60, 120, 300) } = options;
  const rules = rulesWith(forSeconds);
  return fc
    .record({
      places: fc.array(place, { minLength: 1, maxLength: 4, size: 'max' }),
      breaks: fc.array(
        fc.record({ a: fc.nat(3), b: fc.nat(3), from: fc.nat(30), checks: fc.integer({ min: 1, max: 12 }) }),
        { maxLength: 5, size: 'max' },
      ),
      calls: fc.array(
        fc.record({
          seconds,
          sees: fc.oneof(
            { weight: 12, arbitrary: fc.constant('instances' as const) },
            { weight: 1, arbitrary: fc.constantFrom('nothing' as const, ...failureKinds) },
          ),
          answers: mostly<number | null>(0, fc.option(fc.nat(5), { nil: null })),
          isDegraded: fc.oneof(
            { weight: 12, arbitrary: fc.constant(false) },
            { weight: 1, arbitrary: fc.constant(true) },
          ),
          latencyMilliseconds: mostly(5, fc.constantFrom(900, 3_000)),
          certificateDays: mostly<number | null>(90, fc.constantFrom(3, 14, null)),
        }),
        { minLength: calls ?? 1, maxLength: calls ?? 40, size: 'max' },
      ),
      rules,
      laterRules: fc.option(rules, { nil: null, freq: 4 }),
    })
    .map(({ laterRules, ...plot }) => ({ ...plot, laterRules: laterRules ?? plot.rules }));
};

/** What the checks of a plot see. */
export function lifeOf({ places, breaks, calls, rules: first, laterRules }: Plot): Life {
  const cast = places.flatMap(castOf);
  const moments: Moment[] = [];
  let at = lifeStart;
  for (const [index, call] of calls.entries()) {
    if (index > 0) at = plusSeconds(at, call.seconds);
    for (const actor of cast) actor.live(index, at);
    moments.push({
      at,
      observation: observationOf(call, cast, brokenAt(breaks, places.length, index), at),
      ...(call.latencyMilliseconds !== undefined && { latencyMilliseconds: call.latencyMilliseconds }),
      rules: index < calls.length / 2 ? first : laterRules,
    });
  }
  return moments;
}

/** A process as it goes through its life. */
class Actor {
  readonly id: string;
  readonly placeIndex: number;
  readonly #from: number;
  readonly #place: Place;
  readonly #process: Process;
  #appearance: Appearance = 'gone';
  #registeredAt: Timestamp | null = null;
  #heartbeatAt: Timestamp | null = null;
  #live: ProbeResult | null = null;

  constructor(id: string, placeIndex: number, from: number, place: Place, process: Process) {
    this.id = id;
    this.placeIndex = placeIndex;
    this.#from = from;
    this.#place = place;
    this.#process = process;
  }

  get appearance(): Appearance {
    return this.#appearance;
  }

  live(check: number, at: Timestamp): void {
    this.#appearance = this.#appearanceAt(check);
    this.#registeredAt ??= this.#appearance === 'gone' ? null : plusSeconds(at, -5);
    this.#live = probeResultAt(this.#process.probes ?? [], check - this.#from);
    if (this.#appearance === 'fresh') this.#heartbeatAt = plusSeconds(at, -(Number.parseInt(this.id, 10) % 10));
    if (this.#appearance === 'stale') this.#heartbeatAt ??= plusSeconds(at, -40);
  }

  seenBy(observer: Actor | null, isBroken: (other: Actor) => boolean, at: Timestamp): Instance {
    const { host, service } = this.#place;
    const isLocal = observer === this;
    return {
      id: this.id,
      name: service,
      pid: 1,
      address: null,
      host,
      port: host === null ? null : '3000',
      tcpPort: null,
      registeredAt: this.#registeredAt,
      heartbeatAt: this.#heartbeat(at),
      connected: observer !== null && (isLocal || !isBroken(observer)),
      local: isLocal,
      totalMemoryBytes: 1000,
      freeMemoryBytes: this.#process.freePercent === null ? null : this.#process.freePercent * 10,
      nodeVersion: this.#process.nodeVersion ?? null,
      clientConnections: null,
      ...(this.#live !== null && { live: this.#live }),
    };
  }

  #appearanceAt(check: number): Appearance {
    let left = check - this.#from;
    if (left < 0) return 'gone';
    for (const { checks, as } of this.#process.spans) {
      if (left < checks) return as;
      left -= checks;
    }
    return 'gone';
  }

  #heartbeat(at: Timestamp): Timestamp | null {
    if (this.#appearance === 'undated') return null;
    if (this.#appearance === 'ahead') return '2257-01-01T00:00:00.000Z';
    return this.#appearance === 'old' ? plusSeconds(at, -7_200) : this.#heartbeatAt;
  }
}

function castOf(place: Place, placeIndex: number): Actor[] {
  let from = 0;
  return place.processes.map((process, index) => {
    const appears = index === 0 ? Math.max(0, process.gap) : Math.max(0, from + process.gap);
    from = appears + process.spans.reduce((sum, { checks }) => sum + checks, 0);
    return new Actor(`${placeIndex * 10 + index}`.padStart(2, '0'), placeIndex, appears, place, process);
  });
}

/** The places between which connections are broken at a check, as `0+1`, the lesser first. */
function brokenAt(breaks: readonly Break[], places: number, check: number): ReadonlySet<string> {
  const now = breaks.filter(({ from, checks }) => check >= from && check < from + checks);
  return new Set(now.map(({ a, b }) => pairOf(a % places, b % places)));
}

const pairOf = (a: number, b: number): string => [a, b].sort((one, other) => one - other).join('+');

function observationOf(
  { sees, answers, isDegraded = false, certificateDays = null }: Call,
  cast: readonly Actor[],
  broken: ReadonlySet<string>,
  at: Timestamp,
): Observation {
  if (sees !== 'instances' && sees !== 'nothing') return { outcome: sees, detail: `it was ${sees}`, httpStatus: null };
  const listed = sees === 'nothing' ? [] : cast.filter(({ appearance }) => appearance !== 'gone');
  const fresh = listed.filter(({ appearance }) => appearance === 'fresh');
  const observer = (answers === null ? undefined : fresh[answers % fresh.length]) ?? null;
  const isBroken = (one: Actor) => (other: Actor) => broken.has(pairOf(one.placeIndex, other.placeIndex));
  const seen = sightingOf(listed.map((actor) => actor.seenBy(observer, isBroken(actor), at)));
  return {
    ...seen,
    ...(isDegraded && { degraded: 'no broker' }),
    ...(certificateDays !== null && { certificateUntil: plusSeconds(at, 86_400 * certificateDays) }),
  };
}

/** An answer that lists these instances. */
export const sightingOf = (instances: readonly Instance[]): Sighting => ({
  outcome: 'ok',
  instances,
  observer: instances.find(({ local }) => local)?.id ?? null,
  serverDate: null,
  degraded: null,
  oddities: [],
});

import { millisecondsOf, plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';

/** The clock that times are shown by. */
export interface Zone {
  readonly label: string;
  readonly offsetMinutes: number;
}

export const utc: Zone = { label: 'UTC', offsetMinutes: 0 };

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const day = 86_400;

const shifted = (time: Timestamp, { offsetMinutes }: Zone): Timestamp => plusSeconds(time, 60 * offsetMinutes);
const dayOf = (local: Timestamp): string =>
  `${Number(local.slice(8, 10))} ${months[Number(local.slice(5, 7)) - 1] ?? ''}`;
const clockOf = (local: Timestamp): string => local.slice(11, 16);

/** `21 Nov 19:26` */
export const momentText = (time: Timestamp, zone: Zone): string => {
  const local = shifted(time, zone);
  return `${dayOf(local)} ${clockOf(local)}`;
};

/** `21 Nov 2026, 19:26` */
export const fullMomentText = (time: Timestamp, zone: Zone): string => {
  const local = shifted(time, zone);
  return `${dayOf(local)} ${local.slice(0, 4)}, ${clockOf(local)}`;
};

/** `21 Nov 19:26–19:28`, `21 Nov 19:26 – 22 Nov 02:10` */
export const stretchText = (from: Timestamp, to: Timestamp, zone: Zone): string =>
  dayOf(shifted(from, zone)) === dayOf(shifted(to, zone))
    ? `${momentText(from, zone)}–${clockOf(shifted(to, zone))}`
    : `${momentText(from, zone)} – ${momentText(to, zone)}`;

/** Where things stand on the time axis. */
export class TimeScale {
  readonly since: Timestamp;
  readonly zone: Zone;
  readonly #wholeSeconds: number;
  readonly #sinceMilliseconds: number;

  constructor(since: Timestamp, until: Timestamp, zone: Zone) {
    this.since = since;
    this.zone = zone;
    this.#wholeSeconds = Math.max(1, secondsBetween(since, until));
    this.#sinceMilliseconds = millisecondsOf(since);
  }

  /** From 0 to 100. */
  percentAt(time: Timestamp): number {
    return Math.min(100, Math.max(0, (millisecondsOf(time) - this.#sinceMilliseconds) / (10 * this.#wholeSeconds)));
  }

  /** Round times, half a dozen of them, with what is written at each. */
  ticks(): ReadonlyArray<{ readonly at: Timestamp; readonly label: string }> {
    const seconds =
      steps.find((step) => this.#wholeSeconds / step <= maxTicks) ??
      Math.ceil(this.#wholeSeconds / day / maxTicks) * day;
    const offset = Date.parse(shifted(this.since, this.zone)) / 1000;
    const first = Math.ceil(offset / seconds) * seconds - offset;
    const count = Math.max(0, Math.floor((this.#wholeSeconds - first) / seconds) + 1);
    return Array.from({ length: count }, (_, index) => {
      const at = plusSeconds(this.since, first + index * seconds);
      return { at, label: this.#label(at, seconds) };
    });
  }

  #label(at: Timestamp, stepSeconds: number): string {
    const local = shifted(at, this.zone);
    if (stepSeconds < 60) return local.slice(11, 19);
    return stepSeconds >= day || clockOf(local) === '00:00' ? dayOf(local) : clockOf(local);
  }
}

const maxTicks = 8;
const steps = [
  ...[5, 10, 15, 30, 60, 2 * 60, 5 * 60, 10 * 60, 15 * 60, 30 * 60],
  ...[1, 2, 3, 6, 12].map((hours) => hours * 3600),
  ...[1, 2, 5, 7].map((days) => days * day),
];

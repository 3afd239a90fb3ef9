import { Cron } from 'croner';
import type { Silence, KnownSilences } from './silence.ts';
import { plusSeconds, secondsBetween, type Timestamp, toTimestamp } from '../base/time.ts';

/** A time that comes again and again, in which incidents may open but are not sent. */
export interface MaintenanceWindow {
  /** When it begins: minute, hour, day of the month, month and weekday, as cron writes them. */
  readonly cron: string;
  /** Of the clock that says so, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** From its beginning on, whatever clocks do meanwhile. */
  readonly forSeconds: number;
  /** Null: all kinds. */
  readonly kinds: readonly string[] | null;
  /** Why, as alerts and `silence list` show it. */
  readonly reason: string;
}

/**
 * When a window next begins after a moment, so many times at most. Where clocks skip the time at which it should,
 * it begins when they have; where they show it twice, at the first.
 *
 * @throws TypeError or RangeError where expression or time zone cannot be understood
 */
export function nextBeginnings(
  { cron, timeZone }: Pick<MaintenanceWindow, 'cron' | 'timeZone'>,
  after: Timestamp,
  max: number,
): readonly Timestamp[] {
  const schedule = new Cron(cron, { timezone: timeZone, mode: '5-part' });
  return schedule.nextRuns(max, new Date(after)).map(toTimestamp);
}

/** The windows that a moment falls into, as silences. One that cannot be understood here mutes nothing. */
export function maintenanceAt(windows: readonly MaintenanceWindow[], at: Timestamp): KnownSilences {
  const silences: Silence[] = [];
  const remarks: string[] = [];
  for (const window of windows) {
    try {
      const [from] = nextBeginnings(window, plusSeconds(at, -window.forSeconds), 1);
      if (from !== undefined && secondsBetween(from, at) >= 0) silences.push(silenceOf(window, from));
    } catch (error) {
      const { cron, timeZone } = window;
      remarks.push(`the maintenance window ${cron} (${timeZone}) mutes nothing: ${String(error)}`);
    }
  }
  return { silences, remarks };
}

const silenceOf = ({ forSeconds, kinds, reason }: MaintenanceWindow, from: Timestamp): Silence => ({
  id: `maintenance/${from}`,
  kinds,
  instance: null,
  from,
  until: plusSeconds(from, forSeconds),
  reason,
  isMaintenance: true,
});

import { plusSeconds } from '../base/time.ts';
import type { Period, Timeline, Uptime } from './model.ts';

/** How much of the last days is shown, each with what it is called. */
export interface UptimeOverview {
  readonly spans: ReadonlyArray<readonly [name: string, period: Period | null]>;
  /** Each of the 90 days (UTC, `2026-11-21`) before the end, the earliest first; null where no check was made. */
  readonly days: ReadonlyArray<readonly [day: string, period: Period | null]>;
}

const spanNames = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
} as const satisfies Record<keyof Uptime, string>;
const shownDays = 90;

/** What is shown of how the last days went, on every page alike. */
export function uptimeOverview({ uptime, days, to }: Pick<Timeline, 'uptime' | 'days' | 'to'>): UptimeOverview {
  const known = new Map(days.map((day) => [day.from.slice(0, 10), day]));
  const last = plusSeconds(to, -0.001);
  const names = Array.from({ length: shownDays }, (_, index) =>
    plusSeconds(last, (index - shownDays + 1) * 86_400).slice(0, 10),
  );
  return {
    spans: (['24h', '7d', '30d', '90d'] as const).map((span) => [spanNames[span], uptime[span]]),
    days: names.map((name) => [name, known.get(name) ?? null]),
  };
}

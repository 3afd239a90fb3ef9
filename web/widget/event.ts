import * as v from 'valibot';
import { type Timestamp, toTimestamp } from '../../core/base/time.ts';
import { utc, type Zone } from '../drawing/time-axis.ts';

/** What a dashboard asks of its widget. */
export interface WidgetRequest {
  /** Null where the widget's parameters name none. */
  readonly workspace: string | null;
  readonly since: Timestamp;
  readonly until: Timestamp;
  readonly zone: Zone;
  readonly theme: 'light' | 'dark';
  /** Pixels. */
  readonly width: number;
}

const milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));
const range = v.object({ start: milliseconds, end: milliseconds });

/** As the dashboard sends it: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard.html */
const widgetEvent = v.object({
  workspace: v.optional(v.nullable(v.string()), null),
  widgetContext: v.object({
    timeRange: v.object({ ...range.entries, zoom: v.optional(v.nullable(range), null) }),
    timezone: v.fallback(v.object({ label: v.string(), offsetISO: v.string() }), { label: 'UTC', offsetISO: '+00:00' }),
    theme: v.fallback(v.picklist(['light', 'dark']), 'light'),
    width: v.fallback(v.number(), 1000),
  }),
});

const describing = v.object({ describe: v.literal(true) });

/** Whether the dashboard asks what the widget is, in place of what it shows. */
export const asksToDescribe = (event: unknown): boolean => v.is(describing, event);

/** What an event asks for; null where no dashboard sent it. */
export function readWidgetEvent(event: unknown): WidgetRequest | null {
  const result = v.safeParse(widgetEvent, event);
  if (!result.success) return null;
  const { workspace, widgetContext } = result.output;
  const { timeRange, timezone, theme, width } = widgetContext;
  const { start, end } = timeRange.zoom ?? timeRange;
  return {
    workspace,
    since: toTimestamp(new Date(Math.min(start, end))),
    until: toTimestamp(new Date(Math.max(start, end))),
    zone: zoneOf(timezone.label, timezone.offsetISO),
    theme,
    width,
  };
}

const zoneOf = (label: string, offsetIso: string): Zone => {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offsetIso) ?? [];
  if (sign === undefined) return utc;
  const offsetMinutes = (sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes));
  return { label: offsetMinutes === 0 ? utc.label : label, offsetMinutes };
};

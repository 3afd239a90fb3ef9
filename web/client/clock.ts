/** By which clock times are shown. */
export type ZoneName = 'utc' | 'local';

const locale = 'en-GB';
const forms = {
  moment: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  second: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
} as const;

const made = new Map<string, Intl.DateTimeFormat>();

function formatOf(form: keyof typeof forms, zone: ZoneName): Intl.DateTimeFormat {
  const key = `${form} ${zone}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(locale, { ...forms[form], ...(zone === 'utc' && { timeZone: 'UTC' }) });
  made.set(key, format);
  return format;
}

const text = (form: keyof typeof forms, at: number, zone: ZoneName): string =>
  formatOf(form, zone).format(at).replace(',', '').replace('Sept', 'Sep');

/** `21 Nov 19:26` */
export const momentText = (at: number, zone: ZoneName): string => text('moment', at, zone);
/** `21 Nov 19:26:40` */
export const secondText = (at: number, zone: ZoneName): string => text('second', at, zone);

/** `21 Nov 19:26–19:28`, `21 Nov 19:26 – 22 Nov 02:10` */
export const stretchText = (from: number, to: number, zone: ZoneName): string =>
  text('day', from, zone) === text('day', to, zone)
    ? `${momentText(from, zone)}–${text('time', to, zone)}`
    : `${momentText(from, zone)} – ${momentText(to, zone)}`;

/** `UTC`, or what the reader's own clock is called. */
export const zoneLabel = (zone: ZoneName): string =>
  zone === 'utc' ? 'UTC' : new Intl.DateTimeFormat().resolvedOptions().timeZone;

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const steps = [1, 2, 5, 10, 15, 30].map((count) => count * minute);
const longSteps = [1, 2, 3, 6, 12].map((count) => count * hour);
const daySteps = [1, 2, 5, 7, 14, 30].map((count) => count * day);

interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Round times of a span, as many as there is room for. */
export function ticksOf(from: number, to: number, maxTicks: number, zone: ZoneName): readonly Tick[] {
  const step = [...steps, ...longSteps, ...daySteps].find((one) => (to - from) / one <= maxTicks) ?? 90 * day;
  // Round by the reader's clock; where that changes within the span, by the clock of its beginning.
  const offset = zone === 'utc' ? 0 : new Date(from).getTimezoneOffset() * minute;
  const ticks: Tick[] = [];
  for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step) {
    const time = text('time', at, zone);
    ticks.push({ at, label: step >= day || time === '00:00' ? text('day', at, zone) : time });
  }
  return ticks;
}

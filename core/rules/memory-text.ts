import { plusSeconds, type Timestamp } from '../base/time.ts';
import type { Forecast } from '../memory/growth.ts';
import type { LimitOwner } from '../memory/limits.ts';
import { bytesText } from '../text/bytes-text.ts';
import type { TimeText } from '../text/time-text.ts';
import { percentText } from '../text/words.ts';

/** What is wrong with the memory of a process. */
export interface MemoryFigures {
  readonly sign: 'level' | 'growth';
  readonly usedBytes: number;
  readonly limitBytes: number;
  readonly limitOf: LimitOwner;
  readonly forecast: Forecast | null;
  /** The check that showed it. */
  readonly shownAt: Timestamp;
}

/** `uses 1.8 GiB of memory, 92 % of its 2 GiB limit`; `reaches its 2 GiB limit at about 00:30 UTC (1.5 GiB now, …)` */
export const memoryText = (figures: MemoryFigures, time: TimeText): string => {
  const { sign, usedBytes, limitOf, forecast } = figures;
  if (sign === 'growth') {
    const when = forecast === null ? '' : ` ${whenText(figures, forecast, time)}`;
    return `reaches ${limitText(figures)}${when} (${bytesText(usedBytes)} now${growthText(forecast)})`;
  }
  const what = limitOf === 'heap' ? 'heap' : 'memory';
  const growth =
    forecast === null
      ? ''
      : `; it reaches that ${whenText(figures, forecast, time)} (${growthText(forecast).slice(2)})`;
  return `uses ${bytesText(usedBytes)} of ${what}, ${levelText(figures)}${growth}`;
};

/** The same in a few words: `uses 92 % of its 2 GiB limit`, `reaches 2 GiB at about 00:30 UTC`. */
export const memorySubject = (figures: MemoryFigures, time: TimeText): string => {
  const { sign, forecast, limitBytes, shownAt } = figures;
  if (sign === 'level') return `uses ${levelText(figures)}`;
  const when =
    forecast === null ? 'soon' : `at about ${time(rounded(plusSeconds(shownAt, forecast.reachedInSeconds)))}`;
  return `reaches ${bytesText(limitBytes)} ${when}`;
};

const levelText = (figures: MemoryFigures): string =>
  figures.limitOf === 'rule'
    ? `more than the ${bytesText(figures.limitBytes)} that the rules allow`
    : `${percentText(Math.round((100 * figures.usedBytes) / figures.limitBytes))} of ${limitText(figures)}`;

const limitText = ({ limitOf, limitBytes }: MemoryFigures): string => {
  const bytes = bytesText(limitBytes);
  switch (limitOf) {
    case 'process':
      return `its ${bytes} limit`;
    case 'heap':
      return `its heap's ${bytes} limit`;
    case 'host':
      return `its host's ${bytes}`;
    case 'rule':
      return `the ${bytes} that the rules allow`;
  }
};

/** `, +93 MiB/h` */
const growthText = (forecast: Forecast | null): string =>
  forecast === null ? '' : `, +${bytesText(forecast.bytesPerHour)}/h`;

/** `at about 00:30 UTC` */
const whenText = ({ shownAt }: MemoryFigures, { reachedInSeconds }: Forecast, time: TimeText): string =>
  `at about ${time(rounded(plusSeconds(shownAt, reachedInSeconds)))}`;

/** How exact a forecast is: `limit reached between 23:50 UTC and 22 Nov 02:00 UTC`. */
export const rangeText = ({ shownAt, forecast }: MemoryFigures, time: TimeText): readonly string[] => {
  if (forecast === null) return [];
  const { earliestSeconds, latestSeconds } = forecast;
  const [earliest, latest] = [earliestSeconds, latestSeconds].map((seconds) =>
    seconds === null ? null : time(rounded(plusSeconds(shownAt, seconds))),
  );
  if (latest === null) return [`limit reached ${earliest} or later`];
  return earliest === latest ? [] : [`limit reached between ${earliest} and ${latest}`];
};

/** When the limit is reached at the earliest. */
export const earliestText = ({ shownAt }: MemoryFigures, { earliestSeconds }: Forecast, time: TimeText): string =>
  time(rounded(plusSeconds(shownAt, earliestSeconds)));

const tenMinutes = 600_000;

/** No more exact than a forecast can be: to ten minutes. */
const rounded = (time: Timestamp): Timestamp => {
  const milliseconds = Date.parse(time);
  return plusSeconds(time, (tenMinutes * Math.round(milliseconds / tenMinutes) - milliseconds) / 1000);
};

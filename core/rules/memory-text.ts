import type { Forecast } from '../memory/growth.ts';
import type { LimitOwner } from '../memory/limits.ts';
import { bytesText } from '../text/bytes-text.ts';
import { percentText } from '../text/words.ts';

/** What is wrong with the memory of a process. */
export interface MemoryFigures {
  readonly sign: 'level' | 'growth';
  readonly usedBytes: number;
  readonly limitBytes: number;
  readonly limitOf: LimitOwner;
  readonly forecast: Forecast | null;
}

/** `uses 1.8 GiB of memory, 92 % of its limit of 2 GiB` */
export const memoryText = (figures: MemoryFigures): string => {
  const { sign, forecast, usedBytes, limitOf } = figures;
  const what = limitOf === 'heap' ? 'heap' : 'memory';
  const uses = `uses ${bytesText(usedBytes)} of ${what}`;
  if (sign === 'level') {
    const growth = forecast === null ? '' : `; ${growthText(forecast)}, and is there ${soonText(forecast)}`;
    return `${uses}, ${levelText(figures)}${growth}`;
  }
  const growth = forecast === null ? 'grows' : growthText(forecast);
  const when = forecast === null ? '' : ` ${soonText(forecast)}`;
  return `${growth} and reaches ${limitText(figures)}${when}: it ${uses} now`;
};

const levelText = (figures: MemoryFigures): string =>
  figures.limitOf === 'rule'
    ? `more than the ${bytesText(figures.limitBytes)} that the rules allow`
    : `${percentText(Math.round((100 * figures.usedBytes) / figures.limitBytes))} of ${limitText(figures)}`;

const limitText = ({ limitOf, limitBytes }: MemoryFigures): string => {
  const bytes = bytesText(limitBytes);
  switch (limitOf) {
    case 'process':
      return `its limit of ${bytes}`;
    case 'heap':
      return `its heap's limit of ${bytes}`;
    case 'host':
      return `its host's ${bytes}`;
    case 'rule':
      return `the ${bytes} that the rules allow`;
  }
};

const growthText = ({ bytesPerHour }: Forecast): string => `grows by ${bytesText(bytesPerHour)} an hour`;

/** `in about 5 h (4.5 h to 7 h)` */
const soonText = ({ reachedInSeconds, earliestSeconds, latestSeconds }: Forecast): string => {
  const [about, earliest] = [hours(reachedInSeconds), hours(earliestSeconds)];
  if (latestSeconds === null) return `in about ${about} (${earliest} or later)`;
  const latest = hours(latestSeconds);
  return earliest === latest ? `in about ${about}` : `in about ${about} (${earliest} to ${latest})`;
};

/** No more exact than a forecast can be: to the half hour, and below two hours to ten minutes. */
const hours = (seconds: number): string =>
  seconds < 2 * 3600
    ? `${Math.max(10, 10 * Math.round(seconds / 600))} min`
    : `${Math.round((2 * seconds) / 3600) / 2} h`;

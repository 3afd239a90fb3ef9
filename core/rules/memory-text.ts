import type { Incident } from '../incidents/incident.ts';
import type { Forecast } from '../memory/growth.ts';
import { mebibyte } from '../memory/series.ts';
import { percentText } from '../text/words.ts';

type Memory = Extract<Incident, { readonly kind: 'memory' }>;

/** What is wrong with the memory of a process: `uses 1.8 GiB of memory, 92 % of its limit of 2 GiB`. */
export const memoryText = (incident: Memory): string => {
  const { sign, forecast, usedBytes, limitOf } = incident;
  const what = limitOf === 'heap' ? 'heap' : 'memory';
  const uses = `uses ${bytesText(usedBytes)} of ${what}`;
  if (sign === 'level') {
    const pace = forecast === null ? '' : `; ${growthText(forecast)}, and is there ${soonText(forecast)}`;
    return `${uses}, ${levelText(incident)}${pace}`;
  }
  const growth = forecast === null ? 'grows' : growthText(forecast);
  const when = forecast === null ? '' : ` ${soonText(forecast)}`;
  return `${growth} and reaches ${limitText(incident)}${when}: it ${uses} now`;
};

const levelText = (incident: Memory): string =>
  incident.limitOf === 'rule'
    ? `more than the ${bytesText(incident.limitBytes)} that the rules allow`
    : `${percentText(Math.round((100 * incident.usedBytes) / incident.limitBytes))} of ${limitText(incident)}`;

const limitText = ({ limitOf, limitBytes }: Memory): string => {
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

/** `9.4 MiB`, `512 MiB`, `1.8 GiB` */
export const bytesText = (bytes: number): string => {
  const inMebibytes = bytes / mebibyte;
  if (inMebibytes >= 1024) return `${Number((inMebibytes / 1024).toFixed(1))} GiB`;
  return `${inMebibytes < 10 ? Number(inMebibytes.toFixed(1)) : Math.round(inMebibytes)} MiB`;
};

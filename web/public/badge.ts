import { allHealthyPercent, availabilityText } from '../../core/timeline/availability.ts';
import type { Timeline, Uptime } from '../../core/timeline/model.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { momentText, utc } from '../drawing/time-axis.ts';
import { markup } from '../drawing/markup.ts';
import { maxQuietSeconds, type Standing, standingOf } from './standing.ts';

/** What a badge says. */
export interface Badge {
  readonly label: string;
  readonly message: string;
  readonly level: Standing['level'];
  /** The check that it goes by; null where there is none. */
  readonly checkedAt: Timestamp | null;
}

interface BadgeOptions {
  readonly label: string;
  readonly at: Timestamp;
  /** Of which time the share is added; null: none. */
  readonly uptime: keyof Uptime | null;
  /** After so many seconds without a check, nobody knows how it stands. */
  readonly maxQuiet?: number;
  /** Whether it says of when it is: an image has no other way to show that it is out of date. @default false */
  readonly isDated?: boolean;
}

export function badgeOf(
  timeline: Timeline,
  { label, at, uptime, maxQuiet = maxQuietSeconds, isDated = false }: BadgeOptions,
): Badge {
  const { level, text } = standingOf(timeline, at, maxQuiet);
  const period = uptime === null ? null : timeline.uptime[uptime];
  const share = period === null ? null : allHealthyPercent(period.judged);
  const shared = uptime === null || share === null ? text : `${text}, ${availabilityText(share)} in ${uptime}`;
  const message = isDated ? `${shared}, ${momentText(at, utc)} UTC` : shared;
  return {
    label,
    message: message.charAt(0).toLowerCase() + message.slice(1),
    level,
    checkedAt: timeline.current?.takenAt ?? null,
  };
}

/** White text on each has a contrast of 4.5 or more. */
const colours: Readonly<Record<Standing['level'], string>> = {
  well: '#2b6f61',
  impaired: '#a34a06',
  down: '#a8123e',
  unknown: '#5c636c',
};

/** As shields.io reads it from a URL of one's own, with what machines want to know besides. */
export const badgeJson = ({ label, message, level, checkedAt }: Badge): string =>
  `${JSON.stringify({ schemaVersion: 1, label, message, color: colours[level].slice(1), isError: level === 'down', level, checkedAt })}\n`;

/** The width of a character, on average: the font of the reader is not known. */
const characterWidth = 6.7;
const [padding, height] = [8, 20];

export function badgeSvg({ label, message, level }: Badge): string {
  const [left, right] = [label, message].map((text) => Math.ceil(text.length * characterWidth) + 2 * padding);
  const [labelWidth, messageWidth] = [left ?? 0, right ?? 0];
  const width = labelWidth + messageWidth;
  const said = `${label}: ${message}`;
  return `${
    markup`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img" aria-label="${said}"><title>${said}</title><clipPath id="r"><rect width="${width}" height="${height}" rx="4"/></clipPath><g clip-path="url(#r)"><rect width="${labelWidth}" height="${height}" fill="#2f353c"/><rect x="${labelWidth}" width="${messageWidth}" height="${height}" fill="${colours[level]}"/></g><g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle"><text x="${labelWidth / 2}" y="14" textLength="${labelWidth - 2 * padding}" lengthAdjust="spacingAndGlyphs">${label}</text><text x="${labelWidth + messageWidth / 2}" y="14" textLength="${messageWidth - 2 * padding}" lengthAdjust="spacingAndGlyphs">${message}</text></g></svg>`
      .text
  }\n`;
}

import type { Timestamp } from '../../base/time.ts';
import { oneLine } from '../../text/one-line.ts';
import { cutAtWord } from '../../text/words.ts';
import type { AlertObject } from '../alert-object.ts';
import { headingOf, type Link, linksIn } from '../sections.ts';
import { chatText, type ChatStyle } from './chat-text.ts';

/** How bad it is, in one sign. */
export type Mood = 'critical' | 'warning' | 'over' | 'summary';

/** What is posted to a chat: an alert, or a summary. */
export interface ChatPost {
  /** The same however often it is delivered. */
  readonly id: string;
  readonly at: Timestamp;
  /** At its full length, unescaped. */
  readonly heading: string;
  readonly mood: Mood;
  readonly links: readonly Link[];
  /** What stands below the heading, with as much as fits. A blank line stands between paragraphs. */
  readonly textIn: (style: ChatStyle, maxLength: number) => string;
}

export const alertPost = (alert: AlertObject): ChatPost => ({
  id: alert.id,
  at: alert.takenAt,
  heading: headingOf(alert),
  mood: moodOf(alert),
  links: linksIn(alert),
  textIn: (style, maxLength) => chatText(alert, style, maxLength),
});

const moodOf = ({ groups: [worst], severity }: AlertObject): Mood =>
  worst?.change === 'resolved' ? 'over' : (worst?.severity ?? severity);

export const moodSigns: Readonly<Record<Mood, string>> = { critical: '🔴', warning: '⚠️', over: '✅', summary: '📊' };

/** The heading with its sign, of at most so many characters. */
export const chatHeading = ({ heading, mood }: ChatPost, maxLength: number): string => {
  const sign = `${moodSigns[mood]} `;
  return `${sign}${cutAtWord(oneLine(heading, 4 * maxLength), maxLength - sign.length)}`;
};

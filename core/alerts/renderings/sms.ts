import { ascii } from '../../text/ascii.ts';
import { cutAtWord } from '../../text/words.ts';

/** One part of a text message holds 160 characters of its alphabet, in which brackets and a few others count twice. */
const maxLength = 150;

/** An alert as a short text message. @param heading the subject at its full length: which instance, and what */
export const smsFrom = (heading: string): string =>
  cutAtWord(ascii(heading, 4 * maxLength).replaceAll('`', "'"), maxLength);

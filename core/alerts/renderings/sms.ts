import type { AlertObject } from '../alert-object.ts';
import { ascii } from '../../text/ascii.ts';
import { cutAtWord, listed } from '../../text/words.ts';

/** One part of a text message holds 160 characters of its alphabet, in which brackets and a few others count twice. */
const maxLength = 150;
const maxNames = 2;

/** An alert as a short text message: the subject, and which instances it is where all are in the same trouble. */
export const smsFrom = (subject: string, { groups, changes }: AlertObject): string => {
  const names = changes.flatMap(({ instances }) => instances.map(({ name }) => name));
  if (groups.length > 1 || names.length === 0) return subject;
  const which = ascii(listed(names, maxNames), maxLength).replaceAll('`', "'");
  return cutAtWord(`${subject}: ${which}`, maxLength);
};

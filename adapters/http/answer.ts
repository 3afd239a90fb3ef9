import { STATUS_CODES } from 'node:http';
import { fieldsOf } from '../../core/base/json.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { quotable, type Redact } from './redact.ts';

/** The title of a page is near its beginning; the rest may be megabytes of anything. */
const maxReadCharacters = 4_096;

/** The body as JSON; undefined where it is none. */
export const readJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** For a person: `HTTP 404 Not Found`. The server's own text for its status is not shown: it may be anything. */
export const describeStatus = (status: number): string => `HTTP ${status} ${STATUS_CODES[status] ?? ''}`.trim();

/** What a body is that is not the expected one, in a few words for a person. */
export const describeBody = (body: string, redact: Redact): string => {
  const start = quotable(body, redact).slice(0, maxReadCharacters).trim();
  if (start === '') return 'an empty answer';
  const json = readJson(body);
  const message = messageIn(json, redact);
  if (message !== '') return `"${message}"`;
  if (/^[{[]/.test(start)) return json === undefined ? 'malformed JSON' : 'JSON without a message';
  if (!/<html|<!doctype html/i.test(start)) return `"${oneLine(start, 80)}"`;
  const title = oneLine(/<title[^>]{0,200}>([^<]*)/i.exec(start)?.[1] ?? '', 80);
  return title === '' ? 'an HTML page' : `an HTML page "${title}"`;
};

const messageIn = (json: unknown, redact: Redact): string => {
  const { message, error, errorType } = fieldsOf(json);
  return textOf(message, redact) || textOf(error, redact) || textOf(errorType, redact);
};

const textOf = (value: unknown, redact: Redact): string =>
  typeof value === 'string' || typeof value === 'number' ? oneLine(quotable(String(value), redact), 120) : '';

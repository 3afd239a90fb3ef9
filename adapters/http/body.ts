import { oneLine } from '../../core/text/one-line.ts';
import { fieldsOf, isFields } from '../../core/base/json.ts';
import { readText } from '../rocketchat/values.ts';

/** The title of a page stands at its beginning; what follows may be megabytes of anything. */
const beginning = 4_096;

/** The body as JSON; undefined where it is none. */
export const readJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** What an error says, one text a line: those of its JSON, or the beginning of anything else. */
export const wordsOf = (body: string): string => {
  const json = readJson(body);
  if (!isFields(json)) return body.slice(0, beginning);
  return ['error', 'message', 'errorType'].map((name) => readText(json[name]) ?? '').join('\n');
};

/** What a body that does not show the instances is, in a few words for a person. */
export const describeBody = (body: string): string => {
  const start = body.slice(0, beginning).trim();
  if (start === '') return 'an empty answer';
  const json = readJson(body);
  const message = readText(fieldsOf(json)['message']) ?? readText(fieldsOf(json)['error']);
  if (message !== null) return `"${oneLine(message, 120)}"`;
  if (/^[{[]/.test(start)) return json === undefined ? 'malformed JSON' : 'JSON without a message';
  if (!/<html|<!doctype html/i.test(start)) return `"${oneLine(start, 80)}"`;
  const title = oneLine(/<title[^>]{0,200}>([^<]*)/i.exec(start)?.[1] ?? '', 80);
  return title === '' ? 'an HTML page' : `an HTML page "${title}"`;
};

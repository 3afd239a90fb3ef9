import type { Bytes } from './unzipped.ts';

/** A longer one holds more than a check would read of an answer. */
const maxLineCharacters = 64 * 1024 ** 2;

/**
 * The lines of a text, one after the other, with the line break at their ends: the last may have none.
 *
 * @throws Error where one is too long to be held
 */
export async function* linesOf(source: Bytes): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    rest += first;
    for (const next of others) {
      yield `${rest}\n`;
      rest = next;
    }
    if (rest.length > maxLineCharacters) throw new Error(`a line is longer than ${maxLineCharacters} characters`);
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}

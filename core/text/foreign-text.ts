import { oneLine } from './one-line.ts';

/**
 * Text that came from a server, for a message: on one line, printable, at most `longest` characters, and without
 * addresses that a mail reader or a chat would turn into links.
 */
export const foreignText = (text: string, maxLength: number): string =>
  oneLine(oneLine(text, maxLength).replace(/:\/\//g, ': //'), maxLength);

import { oneLine } from './one-line.ts';

/** A text in printable ASCII, on one line: letters lose their accents, and what has no like becomes a question mark. */
export const ascii = (text: string, maxLength: number): string =>
  oneLine(text, maxLength)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]/g, '?');

import { omittedText } from '../sections.ts';

/** Room for a last line that says how many more there are. */
const omissionLineLength = '• and 1000000 more'.length;

/**
 * As many of the lines as fit into `longest` characters, each whole, and then how many more there are.
 *
 * @param omitted how many are left out already
 */
export const linesThatFit = (lines: readonly string[], maxLength: number, omitted = 0): readonly string[] => {
  const isWhole = omitted === 0 && lengthOf(lines) <= maxLength;
  if (isWhole) return lines;
  const shown: string[] = [];
  let room = maxLength - omissionLineLength;
  for (const line of lines) {
    room -= line.length + 1;
    if (room < 0) break;
    shown.push(line);
  }
  const left = lines.length - shown.length + omitted;
  return left === 0 ? shown : [...shown, `• ${omittedText(left, shown.length)}`];
};

/** Of lines put together. */
export const lengthOf = (lines: readonly string[]): number => lines.join('\n').length;

/** A text, or as many whole lines of it as fit, so that nothing that is formatted is cut. */
export const linesWithin = (
  text: string,
  maxLength: number,
  lengthOfText: (text: string) => number = ({ length }) => length,
): string => {
  if (lengthOfText(text) <= maxLength) return text;
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    if (lengthOfText([...kept, line, '…'].join('\n')) > maxLength) break;
    kept.push(line);
  }
  return [...kept, '…'].join('\n');
};

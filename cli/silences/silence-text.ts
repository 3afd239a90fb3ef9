import { durationText } from '../../core/text/duration-text.ts';
import { dayAndTimeText } from '../../core/text/time-text.ts';
import { listed } from '../../core/text/words.ts';
import type { Silence } from '../../core/incidents/silence.ts';
import type { WorkspaceSilence } from '../../adapters/dynamodb/silences.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { tableLines } from '../output/table.ts';
import type { Terminal } from '../base/terminal.ts';

const maxTextLength = 200;

/** `everything`, `disappeared and unresponsive of 10.0.1.3:3000` */
export const scopeText = ({ kinds, instance }: Silence): string => {
  const what = kinds === null ? 'everything' : listed(kinds, kinds.length);
  return instance === null ? what : `${what} of ${oneLine(instance, maxTextLength)}`;
};

/** `until 2026-11-22 02:20 UTC, for another 2 h` */
export const untilText = ({ until }: Silence, now: Timestamp): string =>
  `until ${dayAndTimeText(until)}, for another ${durationText(secondsBetween(now, until))}`;

/** Silences as a table, for a person. */
export const silenceTable = (
  silences: readonly WorkspaceSilence[],
  now: Timestamp,
  { colors, columns }: Pick<Terminal, 'colors' | 'columns'>,
): string[] =>
  tableLines(
    [
      ['WORKSPACE', 'ID', 'SILENCED', 'UNTIL', 'LEFT', 'REASON'].map((text) => ({ text, paint: colors.bold })),
      ...silences.map(({ workspace, silence }) =>
        [
          workspace,
          silence.id,
          scopeText(silence),
          dayAndTimeText(silence.until),
          durationText(secondsBetween(now, silence.until)),
          oneLine(silence.reason, maxTextLength),
        ].map((text) => ({ text })),
      ),
    ],
    columns,
  );

/** A silence as one line of JSON. */
export const silenceLine = ({ workspace, silence }: WorkspaceSilence): string => {
  const { id, kinds, instance, from, until, reason } = silence;
  return JSON.stringify({ type: 'silence', id, workspace, kinds, instance, from, until, reason });
};

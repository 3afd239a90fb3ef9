import * as v from 'valibot';
import type { RecordedCall } from '../../fixtures/recordings.ts';
import { currentEntry, type Entry } from '../support.ts';

const list = v.object({ instances: v.array(currentEntry), success: v.literal(true) });

/** Every entry of every answer that shows the list, in the current shape to the letter. */
export const entriesOf = (calls: readonly RecordedCall[]): readonly Entry[] =>
  calls.flatMap((call) => ('body' in call && call.status === 200 ? v.parse(list, call.body).instances : []));

const keysOf = (value: unknown, path = ''): readonly string[] =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? [path]
    : [path, ...Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))];

/** The shapes that entries come in: which keys, in which order, and whether they are called connected and local. */
export const shapesOf = (calls: readonly RecordedCall[]): ReadonlySet<string> =>
  new Set(
    entriesOf(calls).map(({ currentStatus: { connected, local }, ...entry }) =>
      [`connected ${connected}, local ${local ?? 'unknown'}`, ...keysOf(entry)].join(' '),
    ),
  );

import * as v from 'valibot';
import type { RecordedCall } from '../../fixtures/recordings.ts';
import { currentEntry, type Entry } from '../support.ts';

const list = v.object({ instances: v.array(currentEntry), success: v.literal(true) });

const entriesIn = (body: unknown): readonly Entry[] => v.parse(list, body).instances;

/** Every entry of every answer that shows the list, in the current shape to the letter. */
export const entriesOf = (calls: readonly RecordedCall[]): readonly Entry[] =>
  calls.flatMap((call) => ('body' in call && call.status === 200 ? entriesIn(call.body) : []));

const keysOf = (value: unknown, path = ''): readonly string[] =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? [path]
    : [path, ...Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))];

/** Which keys an entry has, in which order, and whether it is called connected and local. */
const shapeOf = ({ currentStatus: { connected, local }, ...entry }: Entry): string =>
  [`connected ${connected}, local ${local ?? 'unknown'}`, ...keysOf(entry)].join(' ');

/** The shapes that entries come in. */
export const shapesOf = (calls: readonly RecordedCall[]): ReadonlySet<string> => new Set(entriesOf(calls).map(shapeOf));

/** The shapes of the entries of one answer, one after another. */
export const shapesIn = (body: unknown): readonly string[] => entriesIn(body).map(shapeOf);

import { isMapping } from './mapping.ts';
import type { Path } from './mistakes.ts';

/** One place that alerts go to, as it stands in the file. */
export interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/**
 * A list, or the one thing that stands where a list may.
 *
 * @param content what the file has under `part`, whatever that is
 */
export const placesAt = (part: string, content: unknown, key: string): readonly Place[] => {
  const value: unknown = isMapping(content) ? content[key] : undefined;
  if (!Array.isArray(value)) return value === undefined ? [] : [{ path: [part, key], value }];
  return value.map((item: unknown, index) => ({ path: [part, key, index], value: item }));
};

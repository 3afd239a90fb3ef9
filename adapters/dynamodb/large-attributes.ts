import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Alert } from '../../core/alerts/alert.ts';
import type { HealthState } from '../../core/incidents/health-state.ts';
import { isFields } from '../../core/base/json.ts';
import { fromColumn, isColumn, toColumn } from './columns.ts';
import { fromReferences, toReferences } from './references.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';

/** The attributes of an item that grow with the workspace. */
export interface LargeAttributes
  extends Pick<HealthState, 'instances' | 'incidents' | 'brokenConnections'>, Pick<Snapshot, 'forgotten'> {
  /** Without what its snapshot says anyway. */
  readonly alert: Omit<Alert, 'id' | 'workspace' | 'takenAt'> | null;
}

/*
 * Measured with 5,000 instances: quality 5 takes 37 ms of a whole core, about 0.3 s of the function's share, for
 * 244 KB; 4 takes 14 ms and 1 % more room, 9 takes 86 ms and saves nothing.
 */
const quality = 4;

export const compress = (bulk: Partial<LargeAttributes>): Uint8Array => {
  const text = JSON.stringify(toColumn([toReferences(bulk)]));
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
};

/** What `compress` was given. Throws where it is not something that `compress` wrote. */
export const decompress = (compressed: Uint8Array): Readonly<Record<string, unknown>> => {
  const column: unknown = JSON.parse(brotliDecompressSync(compressed).toString());
  const bulk = isColumn(column) ? fromColumn(column)[0] : undefined;
  if (!isFields(bulk)) throw new TypeError('what is compressed in it is not what this alerter writes');
  return fromReferences(bulk);
};

import { type Fields } from '../../core/base/json.ts';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Alert } from '../../core/alerts/alert.ts';
import type { HealthState } from '../../core/incidents/health-state.ts';
import { isFields } from '../../core/base/json.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { readColumnsForm } from './columns-form.ts';

/** The attributes of an item that grow with the workspace. */
export interface LargeAttributes
  extends Pick<HealthState, 'instances' | 'incidents' | 'recoveries' | 'held'>, Pick<Snapshot, 'forgotten'> {
  /** Without its id, workspace and time, which the item has. */
  readonly alert: Omit<Alert, 'id' | 'workspace' | 'takenAt'> | null;
}

/** Large attributes as an item holds them, and as they are. */
export interface Compressed {
  readonly bytes: Uint8Array;
  readonly attributes: Partial<LargeAttributes>;
}

/*
 * Measured with 3,000 instances where all is well: 180 KB in 40 ms of a whole core. Quality 4 takes a quarter of the
 * time less and 4 % more room, which costs ten times as much as the time.
 */
const quality = 5;

/** Brotli of JSON, as docs/history.md shows how to read it. */
export const compressJson = (json: string): Uint8Array =>
  brotliCompressSync(json, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });

/** What an item's `compressed` holds. Throws where it is not something that this or an earlier version wrote. */
export const decompressAttributes = (compressed: Uint8Array): Fields => {
  const json: unknown = JSON.parse(brotliDecompressSync(compressed).toString());
  return isFields(json) ? json : readColumnsForm(json);
};

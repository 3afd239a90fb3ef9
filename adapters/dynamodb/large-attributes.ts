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

/*
 * Measured with 3,000 instances that are lost at once, an alert for each included: 327 KB in 70 ms of a whole core.
 * Quality 4 takes 40 ms less and 7 % more room, 9 takes three times as long for 6 % less.
 */
const quality = 5;

/** Brotli of JSON, as docs/history.md shows how to read it. */
export const compressAttributes = (attributes: Partial<LargeAttributes>): Uint8Array =>
  brotliCompressSync(JSON.stringify(attributes), { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });

/** What an item's `compressed` holds. Throws where it is not something that this or an earlier version wrote. */
export const decompressAttributes = (compressed: Uint8Array): Fields => {
  const json: unknown = JSON.parse(brotliDecompressSync(compressed).toString());
  return isFields(json) ? json : readColumnsForm(json);
};

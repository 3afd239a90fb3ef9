import { type Fields, fieldsOf, isFields, isList } from '../../core/base/json.ts';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Alert } from '../../core/alerts/alert.ts';
import type { HealthState } from '../../core/incidents/health-state.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { fromColumns, isColumns, isEmpty, toColumns, withoutEmpty } from './columns.ts';
import { readEarlierForm } from './earlier-form.ts';

/** The attributes of an item that grow with the workspace. */
export interface LargeAttributes
  extends
    Pick<HealthState, 'instances' | 'incidents' | 'recoveries' | 'held' | 'escalation'>,
    Pick<Snapshot, 'forgotten'> {
  /** Without its id, workspace and time, which the item has. */
  readonly alert: Omit<Alert, 'id' | 'workspace' | 'takenAt'> | null;
}

/** Large attributes as an item holds them, and as they are. */
export interface Compressed {
  readonly bytes: Uint8Array;
  readonly attributes: Partial<LargeAttributes>;
}

/** An attribute as `compressed` holds it. */
interface WrittenAttribute {
  readonly name: string;
  readonly json: string;
  readonly bytes: number;
}

/** The attributes that hold something, lists in columns, and how much room all of them take. */
export const writeAttributes = (
  attributes: LargeAttributes,
): { readonly attributes: readonly WrittenAttribute[]; readonly bytes: number } => {
  const written = Object.entries(attributes).flatMap(([name, value]): readonly WrittenAttribute[] => {
    if (isEmpty(value)) return [];
    const json = JSON.stringify(isList(value) ? toColumns(value.map(fieldsOf)) : withoutEmpty(value));
    return [{ name, json, bytes: Buffer.byteLength(json) }];
  });
  return { attributes: written, bytes: written.reduce((sum, { bytes }) => sum + bytes, 0) };
};

/**
 * How hard Brotli tries. `thorough` takes some three times as long as `fast`. Of 3,000 instances where all is well it saves
 * nothing of 133 KB; of 4,200 lost ones and their alert, a quarter of 571 KB, so that more of it fits into an item.
 */
export type Effort = 'fast' | 'thorough';
const qualities: Readonly<Record<Effort, number>> = { fast: 2, thorough: 5 };

/** Brotli of JSON, as docs/history.md shows how to read it. */
export const compressAttributes = (attributes: readonly WrittenAttribute[], effort: Effort): Uint8Array =>
  brotliCompressSync(`{${attributes.map(({ name, json }) => `"${name}":${json}`).join(',')}}`, {
    params: { [constants.BROTLI_PARAM_QUALITY]: qualities[effort] },
  });

/** What an item's `compressed` holds. Throws where it is not something that this or an earlier version wrote. */
export const decompressAttributes = (compressed: Uint8Array): Fields => {
  const json: unknown = JSON.parse(brotliDecompressSync(compressed).toString());
  if (!isFields(json)) return readEarlierForm(json);
  // `alert` is no list, and earlier versions wrote lists as they are.
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [
      name,
      name !== 'alert' && isColumns(value) ? fromColumns(value) : value,
    ]),
  );
};

import type { StoredAlert } from '../../core/history/snapshot.ts';
import * as v from 'valibot';
import { type Alert, alertId } from '../../core/alerts/alert.ts';
import { countInstances } from '../../core/cluster/counts.ts';
import { isFields, isList } from '../../core/base/json.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { type LargeAttributes, compressAttributes, decompressAttributes } from './large-attributes.ts';
import { shrinkSnapshot } from './shrink.ts';
import type { Omission, Snapshot } from '../../core/history/snapshot.ts';
import { storedAlertOnly, storedSnapshot } from './stored.ts';

/** A snapshot as the table holds it. `compressed` holds the large attributes that are not there themselves. */
export type Item = Readonly<Record<string, unknown>>;

export interface WriteOptions {
  /** How long the item is kept, from `takenAt` on. */
  readonly keepSeconds: number;
  /** Names this write: if the SDK repeats it, it is not taken for another check's. */
  readonly writer: string;
}

/** DynamoDB's limit for an item, less what marking it as delivered may add. */
const maxBytes = 400 * 1024 - 1024;
/**
 * A larger item is compressed, because each kilobyte of a write costs as much as the first: a plain item of 16 KB, some
 * 30 instances, costs $0.43 a month when written every minute. Below that, being readable is worth more.
 */
const maxPlainBytes = 16 * 1024;
/** An attribute that is no larger than this stays readable also in a large item. */
const maxAlwaysPlainBytes = 4 * 1024;

interface WrittenItem {
  readonly item: Item;
  /** What was left out so that it fits. */
  readonly omitted: readonly Omission[];
}

/** The item of a snapshot; of one that does not fit, as much as does. */
export const toItem = (snapshot: Snapshot, keeping: WriteOptions): WrittenItem => {
  const counts = countInstances(snapshot.health.instances);
  return shrinkToItemLimit(snapshot, (smaller) => ({ ...attributesOf(smaller, keeping), ...counts }));
};

const shrinkToItemLimit = (snapshot: Snapshot, toItemOf: (snapshot: Snapshot) => Item): WrittenItem => {
  const item = toItemOf(snapshot);
  const smaller = maxBytesOf(item) > maxBytes ? shrinkSnapshot(snapshot) : null;
  return smaller === null ? { item, omitted: snapshot.omitted } : shrinkToItemLimit(smaller, toItemOf);
};

const attributesOf = (snapshot: Snapshot, { keepSeconds, writer }: WriteOptions): Item => {
  const { failure, health, forgotten, alert, ...rest } = snapshot;
  const { instances, incidents, recoveries, held, ...seen } = health;
  return {
    ...leaveOutEmpty({
      ...rest,
      ...seen,
      failure: failure && { detail: failure.detail, httpStatus: failure.httpStatus },
      alertedAt: alert?.takenAt,
      expiresAt: Math.floor(Date.parse(snapshot.takenAt) / 1000) + keepSeconds,
      writer,
    }),
    ...plainOrCompressed({
      instances,
      incidents,
      recoveries,
      held,
      forgotten,
      alert: alert && { severity: alert.severity, cluster: alert.cluster, changes: alert.changes },
    }),
  };
};

const plainOrCompressed = (attributes: LargeAttributes): Item => {
  const bytes = new Map(Object.entries(attributes).map(([name, value]) => [name, jsonBytes(value)]));
  const inAll = [...bytes.values()].reduce((sum, each) => sum + each, 0);
  if (inAll <= maxPlainBytes) return leaveOutEmpty(attributes);
  const pick = (isPicked: (bytesOfOne: number) => boolean): Partial<LargeAttributes> =>
    Object.fromEntries(Object.entries(attributes).filter(([name]) => isPicked(bytes.get(name) ?? 0)));
  return {
    ...leaveOutEmpty(pick((bytesOfOne) => bytesOfOne <= maxAlwaysPlainBytes)),
    compressed: compressAttributes(pick((bytesOfOne) => bytesOfOne > maxAlwaysPlainBytes)),
  };
};

/** Without nulls and empty lists, at any depth: reading fills them in again. */
const leaveOutEmpty = (fields: object): Item =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => !isEmpty(value))
      .map(([name, value]) => [name, valueWithoutEmpty(value)]),
  );

const valueWithoutEmpty = (value: unknown): unknown => {
  if (isList(value)) return value.map(valueWithoutEmpty);
  return isFields(value) ? leaveOutEmpty(value) : value;
};

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (isList(value) && value.length === 0);

/** At least as many bytes as DynamoDB counts, whose names and values take no more room than in JSON. */
const maxBytesOf = ({ compressed, ...plain }: Item): number =>
  jsonBytes(plain) + (compressed instanceof Uint8Array ? compressed.length : 0);

const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Reads an item. Throws a `ValiError`, a `TypeError` or what zlib throws where it is none that `toItem` made. */
export const fromItem = (item: Item): Snapshot => {
  const stored = v.parse(storedSnapshot, uncompressed(item));
  const { failure, alert, takenAt, observedAt, ...flat } = stored;
  const {
    instances,
    incidents,
    seenAt,
    emptySince,
    isMicroservices,
    recentChecks,
    views,
    replacementGaps,
    recoveries,
    sent,
    held,
    hasShownConnection,
    ...rest
  } = flat;
  return {
    ...rest,
    takenAt,
    observedAt: observedAt ?? takenAt,
    failure: failure && flat.outcome !== 'ok' ? { outcome: flat.outcome, ...failure } : null,
    health: {
      instances,
      incidents,
      seenAt,
      emptySince,
      isMicroservices,
      recentChecks,
      views,
      // Versions that did not keep it show it by their last answer.
      hasShownConnection: hasShownConnection ?? instances.some(({ connected, local }) => connected === true && !local),
      replacementGaps,
      recoveries,
      sent,
      held,
    },
    alert: alert && toAlert(stored, alert),
  };
};

/** The alert of an item of the table or of its index; null where the snapshot has none. Throws as `fromItem` does. */
export const alertFromItem = (item: Item): StoredAlert | null => {
  const { alert, deliveredAt, ...key } = v.parse(storedAlertOnly, uncompressed(item));
  return alert && { alert: toAlert(key, alert), deliveredAt };
};

const uncompressed = ({ compressed, ...plain }: Item): Item =>
  compressed instanceof Uint8Array ? { ...plain, ...decompressAttributes(compressed) } : plain;

const toAlert = (
  { workspace, takenAt }: { readonly workspace: string; readonly takenAt: Timestamp },
  alert: NonNullable<LargeAttributes['alert']>,
): Alert => ({ id: alertId(workspace, takenAt), workspace, takenAt, ...alert });

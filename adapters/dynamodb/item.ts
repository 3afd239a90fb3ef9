import type { StoredAlert } from '../../core/history/snapshot.ts';
import * as v from 'valibot';
import { type Alert, alertId } from '../../core/alerts/alert.ts';
import type { Change } from '../../core/incidents/incident.ts';
import { countInstances } from '../../core/cluster/counts.ts';
import { millisecondsOf, type Timestamp } from '../../core/base/time.ts';
import { leaveOutEmpty } from './columns.ts';
import {
  type Compressed,
  compressAttributes,
  decompressAttributes,
  type Effort,
  type LargeAttributes,
  writeAttributes,
} from './large-attributes.ts';
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
  /** What of it is compressed; null where all of it is plain. */
  readonly compressed: Compressed | null;
}

/** The item of a snapshot; of one that does not fit, as much as does. */
export const toItem = (snapshot: Snapshot, keeping: WriteOptions): WrittenItem => {
  const counts = countInstances(snapshot.health.instances);
  const attributesIn: WriteAttributes = (smaller, effort) => {
    const { plain, compressed } = attributesOf(smaller, keeping, effort);
    return { plain: { ...plain, ...counts }, compressed };
  };
  return shrinkToItemLimit(snapshot, attributesIn, 'fast');
};

/** An item's attributes: those that are readable as they stand, and those that are not. */
interface Attributes {
  readonly plain: Item;
  readonly compressed: Compressed | null;
}

type WriteAttributes = (snapshot: Snapshot, effort: Effort) => Attributes;

const shrinkToItemLimit = (snapshot: Snapshot, attributesIn: WriteAttributes, effort: Effort): WrittenItem => {
  const { plain, compressed } = attributesIn(snapshot, effort);
  // At least as many as DynamoDB counts, whose names and values take no more room than in JSON.
  const bytes = Buffer.byteLength(JSON.stringify(plain)) + (compressed?.bytes.length ?? 0);
  const isTooLarge = bytes > maxBytes;
  if (isTooLarge && effort === 'fast') return shrinkToItemLimit(snapshot, attributesIn, 'thorough');
  const smaller = isTooLarge ? shrinkSnapshot(snapshot) : null;
  if (smaller !== null) return shrinkToItemLimit(smaller, attributesIn, 'thorough');
  const item = { ...plain, ...(compressed && { compressed: compressed.bytes }) };
  return { item, omitted: snapshot.omitted, compressed };
};

const attributesOf = (snapshot: Snapshot, { keepSeconds, writer }: WriteOptions, effort: Effort): Attributes => {
  const { failure, health, forgotten, alert, ...rest } = snapshot;
  const { instances, incidents, recoveries, held, escalation, ...seen } = health;
  const small = leaveOutEmpty({
    ...rest,
    ...seen,
    failure: failure && { detail: failure.detail, httpStatus: failure.httpStatus },
    alertedAt: alert?.takenAt,
    expiresAt: Math.floor(millisecondsOf(snapshot.takenAt) / 1000) + keepSeconds,
    writer,
  });
  const attributes = {
    instances,
    incidents,
    recoveries,
    held,
    ...(escalation && { escalation }),
    forgotten,
    alert: alert && { severity: alert.severity, cluster: alert.cluster, changes: alert.changes.map(asWritten) },
  };
  const large = plainOrCompressed(attributes, effort);
  return { ...large, plain: { ...small, ...large.plain } };
};

const plainOrCompressed = (attributes: LargeAttributes, effort: Effort): Attributes => {
  const written = writeAttributes(attributes);
  const plain = written.bytes <= maxPlainBytes ? leaveOutEmpty(attributes) : null;
  // In columns they take less room than as they would stand in the item.
  if (plain !== null && Buffer.byteLength(JSON.stringify(plain)) <= maxPlainBytes) return { plain, compressed: null };
  const large = written.attributes.filter(({ bytes }) => bytes > maxAlwaysPlainBytes);
  const isLarge = new Set(large.map(({ name }) => name));
  const pick = (isPicked: (name: string) => boolean): object =>
    Object.fromEntries(Object.entries(attributes).filter(([name]) => isPicked(name)));
  return {
    plain: leaveOutEmpty(pick((name) => !isLarge.has(name))),
    compressed: { bytes: compressAttributes(large, effort), attributes: pick((name) => isLarge.has(name)) },
  };
};

/**
 * Reads an item. Throws a `ValiError`, a `TypeError` or what zlib throws where it is none that `toItem` made.
 *
 * @param known of what the item may hold; it then need not be read again
 */
export const fromItem = ({ compressed, ...plain }: Item, known: Compressed | null = null): Snapshot => {
  const isKnown = known !== null && compressed instanceof Uint8Array && Buffer.compare(compressed, known.bytes) === 0;
  const stored = isKnown
    ? { ...v.parse(storedSnapshot, plain), ...known.attributes }
    : v.parse(storedSnapshot, uncompressed({ ...plain, compressed }));
  const { failure, alert, takenAt, observedAt, ...flat } = stored;
  const {
    instances,
    incidents,
    seenAt,
    emptySince,
    unremembered,
    isMicroservices,
    recentChecks,
    views,
    replacementGaps,
    recoveries,
    sent,
    held,
    escalation,
    hasShownConnection,
    answerMilliseconds,
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
      ...(unremembered !== undefined && { unremembered }),
      isMicroservices,
      recentChecks,
      views,
      // Versions that did not keep it show it by their last answer.
      hasShownConnection: hasShownConnection ?? instances.some(({ connected, local }) => connected === true && !local),
      replacementGaps,
      ...(answerMilliseconds !== undefined && { answerMilliseconds }),
      recoveries,
      sent,
      held,
      ...(escalation !== undefined && { escalation }),
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
): Alert => ({
  id: alertId(workspace, takenAt),
  workspace,
  takenAt,
  ...alert,
  changes: alert.changes.map(asRead),
});

/** Versions that know of no escalation read one as a reminder; no other is only for those who waited. */
const asWritten = (change: Change): Change =>
  change.change === 'escalated' ? { ...change, change: 'reminder', isOnlyAfter: true } : change;

const asRead = (change: Change): Change =>
  change.change === 'reminder' && change.isOnlyAfter ? { ...change, change: 'escalated' } : change;

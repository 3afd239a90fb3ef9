import { mebibyte } from './series.ts';

/** Whose limit it is that memory runs into: the process's own, its host's, what a rule allows, or that of its heap. */
export const limitOwners = ['process', 'host', 'rule', 'heap'] as const;
export type LimitOwner = (typeof limitOwners)[number];

/** From where on the memory of a process is too much, and where it ends. */
export interface MemoryLimit {
  /** null where it is not known. */
  readonly limitBytes: number | null;
  readonly limitOf: LimitOwner;
  readonly bounds: readonly MemoryBound[];
}

export interface MemoryBound {
  readonly bytes: number;
  /** Where it is not a share of the limit, what to name in place of the limit. */
  readonly instead?: { readonly limitBytes: number; readonly limitOf: LimitOwner };
}

export interface ResidentRule {
  readonly limitMiB: number | null;
  readonly residentMiB: number | null;
  readonly residentPercent: number;
}

/** What ends a process: its own limit, where it is known; else the memory of the host, of which others use some, too. */
export function residentLimit(totalMemoryBytes: number | null, rule: ResidentRule): MemoryLimit {
  const { limitMiB, residentMiB, residentPercent } = rule;
  const limitBytes = limitMiB === null ? totalMemoryBytes : limitMiB * mebibyte;
  const limitOf = limitMiB === null ? 'host' : 'process';
  const share = limitBytes === null || residentPercent === 0 ? [] : [{ bytes: (limitBytes * residentPercent) / 100 }];
  if (residentMiB === null) return { limitBytes, limitOf, bounds: share };
  const ruleBytes = residentMiB * mebibyte;
  const instead = { limitBytes: ruleBytes, limitOf: 'rule' } as const;
  const bounds = [...share, { bytes: ruleBytes, instead }];
  return limitMiB === null ? { ...instead, bounds } : { limitBytes, limitOf, bounds };
}

export interface HeapRule {
  readonly heapLimitMiB: number | null;
  readonly heapPercent: number;
}

export const heapLimit = ({ heapLimitMiB, heapPercent }: HeapRule): MemoryLimit => {
  const limitBytes = heapLimitMiB === null ? null : heapLimitMiB * mebibyte;
  const bounds = limitBytes === null || heapPercent === 0 ? [] : [{ bytes: (limitBytes * heapPercent) / 100 }];
  return { limitBytes, limitOf: 'heap', bounds };
};

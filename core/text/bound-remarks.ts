import { oneLine } from './one-line.ts';

/** More of what is odd about a check is counted only: an answer can be odd in a hundred thousand places. */
export const maxRemarks = 20;
export const maxRemarkLength = 500;

/** So many are kept of the last, which are about the check as a whole. */
const lastKept = 5;

/** As many remarks as a person reads and a log should hold, each on one line. */
export function boundRemarks(remarks: readonly string[]): readonly string[] {
  const left = remarks.length - maxRemarks;
  const kept = left > 0 ? [...remarks.slice(0, maxRemarks - lastKept), ...remarks.slice(-lastKept)] : remarks;
  return [...kept.map((remark) => oneLine(remark, maxRemarkLength)), ...(left > 0 ? [`and ${left} more`] : [])];
}

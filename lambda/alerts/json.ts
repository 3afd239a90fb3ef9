import type { Change, IncidentKind, Reason } from '../health/incident.ts';
import type { Severity } from '../health/rules.ts';
import type { Timestamp } from '../time.ts';
import type { Alert } from './alert.ts';
import { summaryOf } from './summary.ts';

/** An alert as machines get it. */
export interface AlertObject {
  readonly type: 'alert';
  readonly id: string;
  readonly workspace: string;
  readonly takenAt: Timestamp;
  readonly severity: Severity;
  readonly changes: readonly ChangeObject[];
  /** How many of the least changes were left out for want of room; absent where none were. */
  readonly omittedChanges?: number;
}

export interface ChangeObject {
  readonly change: Change['change'];
  readonly kind: IncidentKind;
  /** Ids of instances; empty where the whole workspace is meant. */
  readonly subjects: readonly string[];
  readonly reason: Reason | null;
  /** One line for a person. */
  readonly summary: string;
  /** How many subjects were left out for want of room; absent where none were. */
  readonly omittedSubjects?: number;
}

export const alertObject = ({ id, workspace, takenAt, severity, changes }: Alert): AlertObject => ({
  type: 'alert',
  id,
  workspace,
  takenAt,
  severity,
  changes: changes.map((change) => ({
    change: change.change,
    kind: change.incident.kind,
    subjects: change.incident.subjects,
    reason: change.reason,
    summary: summaryOf(change, takenAt),
  })),
});

/** As many subjects of a change as stay when room is short. */
const fewSubjects = 100;

/** The alert object as one line of JSON that takes at most `mostBytes` inside another JSON text. */
export const alertJson = (alert: Alert, mostBytes: number): string => {
  const full = alertObject(alert);
  if (bytesInJson(full) <= mostBytes) return JSON.stringify(full);
  const { changes, ...head } = full;
  const shorter = changes.map(withFewSubjects);
  const bytes = shorter.map(bytesInJson);
  const kept: ChangeObject[] = [];
  let room = mostBytes - bytesInJson({ ...head, changes: [], omittedChanges: changes.length });
  for (const [index, change] of shorter.entries()) {
    room -= (bytes[index] ?? 0) + 1;
    if (room < 0) break;
    kept.push(change);
  }
  const omittedChanges = changes.length - kept.length;
  return JSON.stringify({
    ...head,
    changes: kept,
    ...(omittedChanges > 0 && { omittedChanges }),
  } satisfies AlertObject);
};

const withFewSubjects = (change: ChangeObject): ChangeObject =>
  change.subjects.length <= fewSubjects
    ? change
    : {
        ...change,
        subjects: change.subjects.slice(0, fewSubjects),
        omittedSubjects: change.subjects.length - fewSubjects,
      };

/** What a value takes as JSON within a JSON string, quotes escaped and all. */
const bytesInJson = (value: unknown): number => Buffer.byteLength(JSON.stringify(JSON.stringify(value)));

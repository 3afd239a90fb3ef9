import type { Timestamp } from '../time.ts';
import type { IncidentKind } from './incident.ts';

/** A time in which matching incidents may open but are not told. */
export interface Silence {
  /** Null: all kinds. */
  readonly kind: IncidentKind | null;
  /** An instance's id; null: all instances, and the workspace itself. */
  readonly instance: string | null;
  readonly from: Timestamp;
  readonly until: Timestamp;
}

import type { Timestamp } from '../base/time.ts';
import type { InstanceFacts } from '../cluster/instance-facts.ts';
import type { Status } from '../cluster/known-instance.ts';
import type { Evidence } from '../incidents/incident.ts';

/** Who plays in the examples of alerts. */
export interface ExampleCast {
  readonly at: Timestamp;
  readonly ago: (seconds: number) => Timestamp;
  readonly first: InstanceFacts;
  readonly second: InstanceFacts;
  readonly third: InstanceFacts;
  /** One on an old Node, with little memory free at its start. */
  readonly short: InstanceFacts;
}

export interface ExampleIncident<E extends Evidence> {
  readonly evidence: E;
  /** @default the first */
  readonly instances?: readonly InstanceFacts[];
  /** All that the answer lists, those that are in trouble first. @default the three, the first in trouble */
  readonly cluster?: { readonly instances: readonly InstanceFacts[]; readonly inTrouble: number };
  /** How many more there are. @default none */
  readonly omittedInstances?: number;
}

/** An incident of a kind as it could be, for previews and golden files. */
export interface RuleExample<E extends Evidence = Evidence> {
  /** For how long it has lasted when it opens. */
  readonly sinceSeconds: number;
  /** How the first instance stands meanwhile. @default healthy */
  readonly status?: Status;
  /** When its process started. @default long ago */
  readonly startedSecondsAgo?: number;
  /** Whether it is a permanent state: one message, without reminder or end. @default false */
  readonly isNotice?: boolean;
  /** Whether the check that opens it sees the workspace. @default true */
  readonly isSeen?: boolean;
  incident(cast: ExampleCast, sinceSeconds: number): ExampleIncident<E>;
  /** Others as they open, by what is particular about them. @default none */
  readonly variants?: Readonly<Record<string, (cast: ExampleCast) => ExampleIncident<E>>>;
  /** Those of the variants that are a permanent state: one message, without reminder or end. @default none */
  readonly notices?: readonly string[];
  /** The variant that ends for a reason, by that reason. @default the incident itself */
  readonly endings?: Readonly<Record<string, string>>;
}

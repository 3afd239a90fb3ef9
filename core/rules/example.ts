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
  readonly thirdId: string;
  /** One on an old Node, with little memory free at its start. */
  readonly short: InstanceFacts;
}

export interface ExampleIncident<E extends Evidence> {
  readonly evidence: E;
  /** @default the first */
  readonly instances?: readonly InstanceFacts[];
}

/** An incident of a kind as it could be, for previews and golden files. */
export interface RuleExample<E extends Evidence = Evidence> {
  /** For how long it has lasted when it opens. */
  readonly sinceSeconds: number;
  /** How the first instance stands meanwhile. @default healthy */
  readonly status?: Status;
  incident(cast: ExampleCast, sinceSeconds: number): ExampleIncident<E>;
  /** Others as they open, by what is particular about them. @default none */
  readonly variants?: Readonly<Record<string, (cast: ExampleCast) => ExampleIncident<E>>>;
}

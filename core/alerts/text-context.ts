import type { Timestamp } from '../base/time.ts';
import { namesOf } from '../cluster/instance-name.ts';
import { type TimeText, timesFor } from '../text/time-text.ts';
import type { Alert, ClusterFacts } from './alert.ts';
import { type AlertOrigin, commandOf } from './origin.ts';

/** What the texts of a check's changes have in common. */
export interface TextContext {
  /** The check that says it. */
  readonly at: Timestamp;
  /** What people call the instances, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** All instances of the cluster that are there, as people call them; empty where they are not known. */
  readonly present: readonly string[];
  /** `2 of 3 healthy` */
  readonly healthy: string;
  readonly time: TimeText;
  readonly forgetAfterSeconds: number | null;
  /** A command of the alerter as the reader types it; null where none of them reaches the alerter. */
  readonly command: ((name: string) => string) | null;
}

/** Of a check of which nothing but its time is known. */
export const plainContext = (at: Timestamp): TextContext => ({
  at,
  names: new Map(),
  present: [],
  healthy: '',
  time: timesFor(at, null),
  forgetAfterSeconds: null,
  command: null,
});

export const contextOf = ({ takenAt, workspace, changes, cluster }: Alert, origin: AlertOrigin): TextContext => ({
  at: takenAt,
  names: namesOf(changes.flatMap(({ instances }) => instances)),
  present: cluster.omittedInstances > 0 ? [] : presentIn(cluster),
  healthy: healthyText(cluster),
  time: timesFor(takenAt, origin.timeZone),
  forgetAfterSeconds: origin.forgetAfterSeconds,
  command: origin.deployment === null ? null : (name) => commandOf(`${name} --workspace ${workspace}`, origin),
});

const presentIn = ({ instances }: ClusterFacts): readonly string[] =>
  instances.filter(({ status }) => status !== 'missing' && status !== 'replaced').map(({ name }) => name);

interface Counted {
  readonly healthy: number;
  readonly instances: readonly unknown[];
  readonly omittedInstances?: number | undefined;
}

/** `2 of 3 healthy`: of the instances that there are and of those that should be there; empty where there are none. */
export const healthyText = ({ healthy, instances, omittedInstances = 0 }: Counted): string => {
  const all = Math.max(healthy, instances.length + omittedInstances);
  return all === 0 ? '' : `${healthy} of ${all} healthy`;
};

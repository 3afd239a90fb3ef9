import { isServing, type KnownInstance, type Status, statuses } from './known-instance.ts';

/** How the instances of a workspace stand, in numbers. */
export interface InstanceCounts {
  /** In the last answer, less those that others have replaced already. */
  readonly listed: number;
  readonly healthy: number;
}

export const countInstances = (instances: readonly KnownInstance[]): InstanceCounts => ({
  listed: instances.filter(({ listed, status }) => listed && status !== 'replaced').length,
  healthy: instances.filter(isServing).length,
});

/** How many instances there are of each status; statuses that none has are left out. */
export const countStatuses = (instances: readonly KnownInstance[]): Partial<Record<Status, number>> =>
  Object.fromEntries(
    statuses.flatMap((status) => {
      const count = instances.filter((instance) => instance.status === status).length;
      return count === 0 ? [] : [[status, count]];
    }),
  );

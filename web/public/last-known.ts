import { createHash } from 'node:crypto';
import { countInstances } from '../../core/cluster/counts.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { LastKnown } from './standing.ts';

/** How a workspace stands by its last check alone, which costs one read; null where there is none. */
export const lastKnownOf = (snapshot: Snapshot | null): LastKnown =>
  snapshot === null
    ? { current: null, incidents: [] }
    : {
        current: { takenAt: snapshot.takenAt, ...countInstances(snapshot.health.instances) },
        incidents: snapshot.health.incidents
          .filter(({ openedAt }) => openedAt !== null)
          .map(({ kind, severity, mendedAt = null }) => ({ kind, severity, endedAt: mendedAt })),
      };

/** Whatever of a snapshot changes what a page shows, beside the time that passes. */
const shownOf = ({ health }: Snapshot) => ({
  instances: health.instances.map(({ id, status, listed }) => [id, status, listed]),
  incidents: health.incidents.map(({ id, kind, severity, state, mendedAt }) => [id, kind, severity, state, mendedAt]),
});

/** Names what is shown without saying anything of it: it stands in a header that everybody can read. */
export const contentName = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32);

/** What a page of a workspace shows. @param format how it is drawn: another version draws it otherwise */
export const contentOf = (snapshot: Snapshot | null, format: readonly unknown[]): string =>
  contentName([format, snapshot === null ? null : shownOf(snapshot)]);

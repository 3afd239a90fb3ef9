import type { Alert } from '../../core/alerts/alert.ts';
import { makeAlert } from '../../core/alerts/alert.ts';
import { clusterFacts } from '../../core/alerts/cluster-facts.ts';
import type { Change } from '../../core/incidents/incident.ts';
import type { WriteOptions } from '../../adapters/dynamodb/item.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { noOverlap } from '../../check/overlap.ts';
import { asDeployed, type Assemble } from './container.ts';

const toNobody = { publish: () => Promise.resolve() };

/** Pipelines with a fault, each of which is to be found out. */
export const variants: Readonly<Record<string, Assemble>> = {
  'marks before it publishes': (parts) => {
    const { history, publisher } = asDeployed(parts);
    const publish = async (alert: Alert): Promise<void> => {
      const { workspace, takenAt } = alert;
      await history.markDelivered({ workspace, takenAt, delivered: [takenAt], deliveredAt: takenAt, outbox: [] });
      await publisher.publish(alert);
    };
    return { history, publisher: { publish } };
  },

  'publishes before it writes': ({ client, table, publisher }) => {
    class Hasty extends History {
      override async record(snapshot: Snapshot, keeping: WriteOptions) {
        if (snapshot.alert !== null) await publisher.publish(snapshot.alert);
        return super.record(snapshot, keeping);
      }
    }
    return { history: new Hasty(client, table), publisher: toNobody };
  },

  'forgets the outbox': ({ client, table, publisher }) => {
    class Forgetful extends History {
      override async latest(workspace: string, at: Timestamp) {
        const snapshot = await super.latest(workspace, at);
        return snapshot && { ...snapshot, outbox: [] };
      }
    }
    return { history: new Forgetful(client, table), publisher };
  },

  'tells the difference of two answers': ({ client, table, publisher }) => {
    class Naive extends History {
      #previous: Snapshot | null = null;

      override async latest(workspace: string, at: Timestamp) {
        this.#previous = await super.latest(workspace, at);
        return this.#previous;
      }

      override record(snapshot: Snapshot, keeping: WriteOptions) {
        const { workspace, takenAt, health } = snapshot;
        const changes = difference(this.#previous, snapshot);
        const made = makeAlert({ workspace, takenAt, changes, cluster: clusterFacts(health, takenAt) });
        const alert = changes.length === 0 ? null : made;
        return super.record({ ...snapshot, alert, outbox: alert === null ? [] : [takenAt] }, keeping);
      }
    }
    return { history: new Naive(client, table), publisher };
  },
};

/** Has each check go on as if no other could be under way. */
export const withoutTurns: Assemble = (parts) => ({ ...asDeployed(parts), mayOverlap: noOverlap });

/** Whatever is in one answer and not in the other. */
function difference(previous: Snapshot | null, { takenAt, health }: Snapshot): Change[] {
  const listed = ({ instances }: Snapshot['health']) => instances.filter((instance) => instance.listed);
  const now = new Set(listed(health).map(({ id }) => id));
  const gone = previous === null ? [] : listed(previous.health).filter(({ id }) => !now.has(id));
  return gone.map((instance) => ({
    change: 'opened',
    incident: {
      id: `gone/${instance.id}`,
      kind: 'disappeared',
      lastSeenAt: instance.lastSeenAt,
      subjects: [instance.id],
      severity: 'critical',
      since: takenAt,
      state: 'open',
      openedAt: takenAt,
      toldAt: takenAt,
    },
    reason: null,
    replacedBy: null,
    instances: [instance],
  }));
}

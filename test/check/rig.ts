import type { Alert } from '../../core/alerts/alert.ts';
import type { Change } from '../../core/incidents/incident.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { plusSeconds } from '../../core/base/time.ts';
import { setUp, Stage, type StageOptions } from '../../cli/demo/stage.ts';

/** A stage that remembers what was told. */
export class Rig extends Stage {
  static async build(options: StageOptions = {}): Promise<Rig> {
    const published: Alert[] = [];
    const publisher = { publish: (alert: Alert) => Promise.resolve(void published.push(alert)) };
    const rig = new Rig(await setUp(options), options, publisher);
    rig.published = published;
    return rig;
  }

  /** Every alert as often as it was handed over. */
  published: readonly Alert[] = [];

  /** What was told, a line for each change: `opened disappeared`. */
  get told(): string[] {
    return this.published.flatMap(({ changes }) => changes.map(tell));
  }

  /** The ids of the processes that live, oldest first. */
  get ids(): [string, string, string] {
    const [a = '', b = '', c = ''] = this.cluster.instances.map(({ id }) => id);
    return [a, b, c];
  }

  /** Everything recorded, oldest first. */
  async snapshots(): Promise<Snapshot[]> {
    const now = this.clock.now();
    const snapshots: Snapshot[] = [];
    const span = { since: plusSeconds(now, -86_400), until: now, now };
    for await (const snapshot of this.history.between(this.workspace.name, span)) snapshots.push(snapshot);
    return snapshots;
  }
}

const tell = ({ change, incident, reason }: Change): string =>
  [change, incident.kind, reason].filter((part) => part !== null).join(' ');

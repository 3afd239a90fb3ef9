import type { KnownInstance } from '../../../core/cluster/known-instance.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { readTimeline } from '../../../core/timeline/read-timeline.ts';
import type { Timeline } from '../../../core/timeline/model.ts';
import { givenInstances, givenSnapshot, minute } from '../../adapters/dynamodb/given.ts';
import { plusSeconds, type Timestamp } from '../../../core/base/time.ts';

const [anInstance] = givenInstances(1);
const aCheck = givenSnapshot();

/** A healthy instance, by default, called after its id. */
export const givenInstance = (id: string, known: Partial<KnownInstance> = {}): KnownInstance => {
  if (anInstance === undefined) throw new Error('one instance was asked for');
  return { ...anInstance, id, host: id, port: '3000', pid: null, ...known };
};

export const lost = (id: string, since: Timestamp, known: Partial<KnownInstance> = {}): KnownInstance =>
  givenInstance(id, { status: 'missing', listed: false, lostSince: since, ...known });

/** A check so many minutes after noon that saw these instances; or could not see, where there are none given. */
export const checkAt = (minutes: number, instances: readonly KnownInstance[] | 'timeout'): Snapshot => {
  const takenAt = minute(minutes);
  const observedAt = plusSeconds(takenAt, 0.4);
  if (instances !== 'timeout')
    return { ...aCheck, takenAt, observedAt, health: { ...aCheck.health, instances, seenAt: observedAt } };
  const failure = { outcome: instances, detail: 'no answer', httpStatus: null } as const;
  return { ...aCheck, takenAt, observedAt, outcome: instances, failure, health: { ...aCheck.health, seenAt: null } };
};

/** From noon to so many minutes later. */
export const timelineOf = (snapshots: Iterable<Snapshot>, minutes: number): Promise<Timeline> =>
  readTimeline(snapshots, { workspace: 'production', from: minute(0), to: minute(minutes) });

/** Each lane as `name: state for so many minutes, …`. */
export const shownLanes = ({ lanes }: Timeline): readonly string[] =>
  lanes
    .map(
      ({ name, runs }) => `${name}: ${runs.map(({ state, from, to }) => `${state} ${minutes(from, to)}`).join(', ')}`,
    )
    .sort();

const minutes = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

import { countInstances } from '../cluster/counts.ts';
import type { KnownInstance, Status } from '../cluster/known-instance.ts';
import { millisecondsOf } from '../base/time.ts';
import type { Snapshot } from '../history/snapshot.ts';
import type { Silence } from '../incidents/silence.ts';
import { AlertMarks } from './alert-marks.ts';
import { Cells } from './cells.ts';
import type { CheckInterval } from './check-intervals.ts';
import { Incidents } from './incidents.ts';
import type { Rollup } from './rollup.ts';
import { isWorthALane, Tracks } from './tracks.ts';
import { type CourseState, WorkspaceCourse } from './workspace-course.ts';

/** A part of the time whose checks are read one by one; in milliseconds since 1970. */
export interface ReadPart {
  readonly from: number;
  readonly to: number;
  /** How long the parts are that measurements are kept of; they begin at whole multiples. */
  readonly cell: number;
}

/** More than anybody makes in a time that is drawn. */
const maxSilences = 500;

/** What checks and rollups say, the earliest first, brought together as what a timeline is made of. */
export class Fold {
  readonly course: WorkspaceCourse;
  readonly cells = new Cells();
  readonly tracks: Tracks;
  readonly incidents = new Incidents();
  readonly alerts = new AlertMarks();
  readonly #silences = new Map<string, Silence>();

  constructor(wholeMilliseconds: number) {
    this.course = new WorkspaceCourse(wholeMilliseconds);
    this.tracks = new Tracks(wholeMilliseconds);
  }

  get silences(): readonly Silence[] {
    return [...this.#silences.values()];
  }

  /** Takes a check; of one before the part, what it saw may hold into it. */
  addCheck({ snapshot, holdsUntil }: CheckInterval, part: ReadPart): void {
    const takenAt = millisecondsOf(snapshot.takenAt);
    if (takenAt >= part.to) return;
    const [from, to] = [Math.max(takenAt, part.from), Math.min(millisecondsOf(holdsUntil), part.to)];
    if (takenAt >= part.from) this.#count(snapshot, takenAt, part.cell);
    else this.incidents.prime(snapshot);
    if (to > from) this.#hold(snapshot, takenAt, [from, to], part);
  }

  /** Takes a part of what was kept. Of the instances, nothing where only figures of the workspace are needed. */
  addRollup(rollup: Rollup, from: number, to: number, isOfInstances = true): void {
    const isWithin = (at: number): boolean => at >= from && at < to;
    const failed = new Map(rollup.failed.filter(([at]) => isWithin(at)));
    for (const at of rollup.checks) if (isWithin(at)) this.course.addCheck(at, failed.get(at) ?? null);
    this.course.addStretches(rollup.stretches, from, to);
    if (!isOfInstances) return;
    for (const [begin, cell] of rollup.cells) if (isWithin(Math.max(begin, from))) this.cells.addCell(begin, cell);
    for (const track of rollup.tracks) this.tracks.addTrack(track, from, to);
    for (const span of rollup.incidents) if (millisecondsOf(span.openedAt) < to) this.incidents.addSpan(span);
    for (const mark of rollup.alerts) if (isWithin(millisecondsOf(mark.takenAt))) this.alerts.addMark(mark);
    for (const silence of rollup.silences) this.#addSilence(silence);
  }

  /** What a rollup has left out is left out of all that is made of it. */
  addOmissions({ omittedTracks, omittedIncidents, omittedAlerts }: Rollup): void {
    this.tracks.addOmitted(omittedTracks);
    this.incidents.addOmitted(omittedIncidents);
    this.alerts.addOmitted(omittedAlerts);
  }

  #count(snapshot: Snapshot, takenAt: number, cell: number): void {
    const { outcome, alert, deliveredAt, health, silences } = snapshot;
    this.course.addCheck(takenAt, outcome === 'ok' ? null : outcome);
    this.incidents.add(snapshot);
    if (isSeen(snapshot)) {
      const measured = { milliseconds: snapshot.latencyMilliseconds, ...countInstances(health.instances) };
      this.cells.addCheck(beginIn(takenAt, cell), measured);
    }
    if (alert !== null) this.alerts.add(alert, deliveredAt);
    for (const silence of silences) this.#addSilence(silence);
  }

  #hold(snapshot: Snapshot, takenAt: number, [from, to]: readonly [number, number], { cell }: ReadPart): void {
    const state = courseStateOf(snapshot);
    this.course.addStretch({ state, from, to, mixed: null });
    if (!isSeen(snapshot)) return;
    const instances = snapshot.health.instances.filter(isWorthALane);
    const begin = beginIn(takenAt, cell);
    const part = takenAt === from ? ([begin, begin + cell] as const) : null;
    for (const instance of instances) this.tracks.addSeen(instance, snapshot.takenAt, [from, to], part);
    const counts = countByStatus(instances);
    for (let at = beginIn(from, cell); at < to; at += cell) {
      const milliseconds = Math.min(to, at + cell) - Math.max(from, at);
      for (const [status, count] of counts) this.cells.addState(at, status, count * milliseconds);
    }
  }

  #addSilence(silence: Silence): void {
    if (this.#silences.size < maxSilences || this.#silences.has(silence.id)) this.#silences.set(silence.id, silence);
  }
}

const beginIn = (at: number, cell: number): number => Math.floor(at / cell) * cell;

const isSeen = ({ outcome, observedAt, takenAt, health }: Snapshot): boolean =>
  outcome === 'ok' && (health.seenAt === observedAt || health.seenAt === takenAt);

function courseStateOf(snapshot: Snapshot): CourseState {
  if (snapshot.outcome !== 'ok') return snapshot.outcome;
  if (!isSeen(snapshot)) return 'unjudged';
  const expected = snapshot.health.instances.filter(isExpected);
  return expected.length > 0 && expected.every(({ status }) => status === 'healthy') ? 'well' : 'answered';
}

/** What has been replaced need not be there. */
const isExpected = (instance: KnownInstance): boolean => instance.status !== 'replaced' && isWorthALane(instance);

const countByStatus = (instances: readonly KnownInstance[]): ReadonlyMap<Status, number> => {
  const counts = new Map<Status, number>();
  for (const { status } of instances) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
};

import type { DataAlert, DataIncident, DataLane, TimelineData } from './data.ts';
import type { PageState } from './state.ts';

/** More than these, nobody looks through. */
const maxLanes = 60;

const percentOf = ({ availability }: DataLane): number => {
  const value = Number.parseFloat(availability.replace(/^[<>] /, ''));
  return Number.isNaN(value) ? 101 : value;
};

/** Whether an instance was in one of the statuses at any time. */
const wasIn = (lane: DataLane, wanted: ReadonlySet<number>, statuses: readonly string[]): boolean =>
  lane.runs.some(([, , state, mixed]) =>
    mixed === undefined ? wanted.has(state) : statuses.some((status) => (mixed[status] ?? 0) > 0),
  );

/** The lanes that fit the filters; those that were least well, in the order of their names. */
export function shownLanes({ data, address }: PageState): readonly DataLane[] {
  const words = address.instance.trim().toLowerCase();
  const wanted = new Set(address.statuses.map((status) => data.laneStates.indexOf(status)));
  const meant = data.incidents.find(({ id }) => id === address.incident);
  return data.lanes
    .filter(
      (lane, index) =>
        (meant?.lanes.includes(index) ?? false) ||
        ((words === '' ||
          [lane.name, ...lane.processes.map(([, name]) => name)].some((name) => name.toLowerCase().includes(words))) &&
          (wanted.size === 0 || wasIn(lane, wanted, address.statuses))),
    )
    .sort((a, b) => percentOf(a) - percentOf(b))
    .slice(0, maxLanes)
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** The statuses that any instance was in. */
export const seenStatuses = ({ laneStates, lanes }: TimelineData): readonly string[] =>
  laneStates.filter((status, index) =>
    lanes.some(({ runs }) => runs.some(([, , one, mixed]) => one === index || (mixed?.[status] ?? 0) > 0)),
  );

const isOfKind = (kinds: readonly string[], kind: string): boolean => kinds.length === 0 || kinds.includes(kind);

/** The incidents that fit the filters, the latest first. */
export const shownIncidents = ({ data, address }: PageState): readonly DataIncident[] =>
  data.incidents.filter(({ kind }) => isOfKind(address.kinds, kind)).toReversed();

/** The alerts of those incidents; all where none is filtered out. */
export function shownAlerts(state: PageState): readonly DataAlert[] {
  const { alerts } = state.data;
  if (state.address.kinds.length === 0) return alerts;
  const wanted = new Set(shownIncidents(state).flatMap((incident) => incident.alerts));
  return alerts.filter((_, index) => wanted.has(index));
}

import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { Incident } from '../../core/incidents/incident.ts';
import type { InstanceFacts } from '../../core/cluster/instance-facts.ts';
import type { KnownInstance } from '../../core/cluster/known-instance.ts';
import { isFields } from '../../core/base/json.ts';
import type { LargeAttributes } from './large-attributes.ts';

/**
 * An alert repeats what the snapshot's incidents and instances hold. Here each repetition becomes the place in their
 * list; what differs, or is no longer in the list, stays written out.
 */
export const toReferences = (bulk: Partial<LargeAttributes>): Readonly<Record<string, unknown>> => {
  const { alert, incidents = [], instances = [] } = bulk;
  if (!alert) return bulk;
  const incidentAt = places(incidents);
  const instanceAt = places(instances);

  const incidentOrPlace = (incident: Incident): Incident | number => {
    const place = incidentAt.get(incident.id);
    return place !== undefined && isDeepStrictEqual(incidents[place], incident) ? place : incident;
  };
  const factsOrPlace = (facts: InstanceFacts): InstanceFacts | number => {
    const place = instanceAt.get(facts.id);
    return place !== undefined && addsNothing(facts, instances[place]) ? place : facts;
  };
  const changes = alert.changes.map((change) => ({
    ...change,
    incident: incidentOrPlace(change.incident),
    replacedBy: change.replacedBy && factsOrPlace(change.replacedBy),
    instances: change.instances.map(factsOrPlace),
  }));
  return { ...bulk, alert: { ...alert, changes } };
};

const places = (list: ReadonlyArray<{ readonly id: string }>): ReadonlyMap<string, number> =>
  new Map(list.map(({ id }, place) => [id, place]));

const addsNothing = (facts: InstanceFacts, instance: KnownInstance | undefined): boolean =>
  isDeepStrictEqual({ ...instance, ...facts }, instance);

const referring = v.looseObject({
  instances: v.optional(v.array(v.unknown()), []),
  incidents: v.optional(v.array(v.unknown()), []),
  alert: v.looseObject({
    changes: v.array(
      v.looseObject({ incident: v.unknown(), replacedBy: v.optional(v.unknown()), instances: v.array(v.unknown()) }),
    ),
  }),
});

/** Undoes `toReferences`; an instance's facts come with all that is known of it. */
export const fromReferences = (bulk: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  if (!isFields(bulk['alert']) || !v.is(referring, bulk)) return bulk;
  const { instances, incidents, alert } = v.parse(referring, bulk);
  const factsAt = (facts: unknown): unknown => (typeof facts === 'number' ? instances[facts] : facts);
  const changes = alert.changes.map((change) => ({
    ...change,
    incident: typeof change.incident === 'number' ? incidents[change.incident] : change.incident,
    replacedBy: factsAt(change.replacedBy),
    instances: change.instances.map(factsAt),
  }));
  return { ...bulk, alert: { ...alert, changes } };
};

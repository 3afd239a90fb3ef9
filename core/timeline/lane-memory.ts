import { plusSeconds } from '../base/time.ts';
import type { KnownInstance } from '../cluster/known-instance.ts';
import { ownAnswer } from '../cluster/probes.ts';
import type { Snapshot } from '../history/snapshot.ts';
import { forecastOf } from '../memory/growth.ts';
import { incidentsOf } from '../rules/rule.ts';
import { memory } from '../rules/memory.ts';
import type { LaneMemory } from './model.ts';

/** The memory of each process that reported it at a check, and where it leads, by id. */
export function laneMemoryIn(snapshot: Snapshot): ReadonlyMap<string, LaneMemory> {
  const memories = snapshot.health.instances.map((instance) => [instance.id, memoryOf(instance, snapshot)] as const);
  return new Map(memories.flatMap(([id, one]) => (one === null ? [] : [[id, one] as const])));
}

function memoryOf(instance: KnownInstance, { observedAt: at, health }: Snapshot): LaneMemory | null {
  const residentBytes = ownAnswer(instance)?.residentBytes ?? null;
  if (residentBytes === null) return null;
  const incident = incidentsOf(memory, health.incidents).find(({ subjects }) => subjects.includes(instance.id));
  const limitBytes = incident?.limitBytes ?? instance.totalMemoryBytes;
  const resident = instance.probed?.resident ?? null;
  const shown = incident?.forecast && { ...incident.forecast, from: incident.shownAt };
  const own = resident === null || limitBytes === null ? null : forecastOf(resident, limitBytes, at);
  const forecast = shown ?? (own && { ...own, from: at });
  return {
    at,
    residentBytes,
    limitBytes,
    bytesPerHour: forecast?.bytesPerHour ?? null,
    reachesLimitAt: forecast === null ? null : plusSeconds(forecast.from, Math.round(forecast.reachedInSeconds)),
  };
}

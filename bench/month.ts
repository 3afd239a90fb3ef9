import { decide } from '../core/decide.ts';
import type { Observation } from '../core/observation/observation.ts';
import { defaultRules } from '../core/rules/registry.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import { plusSeconds, type Timestamp } from '../core/base/time.ts';
import type { Instance } from '../core/observation/instance.ts';

export const workspace = 'production';
export const instancesInAll = 10;
const minutesADay = 1_440;

/** Numbers that look random and are the same every time, below a limit. */
const dice = (minute: number, limit: number): number => {
  let mixed = Math.imul(minute ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % limit;
};

/**
 * A place's process at a minute: a rolling deploy every day, one process after the other; and every other day, one
 * that dies and is started again after half an hour.
 */
function processAt(
  place: number,
  minute: number,
  instances: number,
): { readonly generation: number; readonly isDown: boolean } {
  // The first is before the beginning; no process has the id of an earlier one.
  const deploys = 1 + Math.floor((minute - 3 * place) / minutesADay);
  const accident = Math.floor(minute / (2 * minutesADay));
  const begun = accident * 2 * minutesADay + 600;
  const isStricken = dice(accident, instances) === place;
  const isDown = isStricken && minute >= begun && minute < begun + 30;
  return { generation: 1_000 * deploys + (isStricken && minute >= begun + 30 ? 1 : 0), isDown };
}

function instanceAt(place: number, minute: number, since: Timestamp, all: number): Instance[] {
  const { generation, isDown } = processAt(place, minute, all);
  if (isDown) return [];
  const at = plusSeconds(since, 60 * minute);
  const hex = Math.abs(generation).toString(16).padStart(12, '0');
  return [
    {
      id: `${String(place).padStart(8, '0')}-0000-4000-a000-${hex}`,
      name: 'rocket.chat',
      pid: 1,
      address: `10.0.0.${place}`,
      host: `10.0.0.${place}`,
      port: '3000',
      tcpPort: 33_000 + place,
      registeredAt: plusSeconds(since, 60 * (minute - (minute % minutesADay))),
      heartbeatAt: plusSeconds(at, -dice(minute * 16 + place, 10_000) / 1000),
      connected: true,
      local: place === minute % all,
      totalMemoryBytes: 16 * 1024 ** 3,
      freeMemoryBytes: (3 + dice(generation + place, 9)) * 1024 ** 3,
      nodeVersion: 'v22.16.0',
      clientConnections: dice(minute + place, 900),
    },
  ];
}

function observationAt(minute: number, since: Timestamp, all: number): Observation {
  if (dice(minute, 400) === 0) return { outcome: 'timeout', detail: 'no answer within 10 s', httpStatus: null };
  const instances = Array.from({ length: all }, (_, place) => instanceAt(place, minute, since, all)).flat();
  const observer = instances.find(({ local }) => local)?.id ?? null;
  return {
    outcome: 'ok',
    instances,
    observer,
    serverDate: plusSeconds(since, 60 * minute),
    degraded: null,
    oddities: [],
  };
}

/** One check every so many minutes, as the check function makes them of what happens to so many instances. */
export function* checksOf(
  days: number,
  since: Timestamp,
  instances = instancesInAll,
  everyMinutes = 1,
): Generator<Snapshot, void, undefined> {
  let previous: Snapshot | null = null;
  for (let minute = 0; minute < days * minutesADay; minute += everyMinutes) {
    const takenAt = plusSeconds(since, 60 * minute);
    const observation = observationAt(minute, since, instances);
    const before: Snapshot | null = previous;
    const latencyMilliseconds = observation.outcome === 'ok' ? 60 + dice(minute, 80) : 10_000;
    const seen = { observation, latencyMilliseconds, rules: defaultRules, silences: [] };
    const observedAt = plusSeconds(takenAt, latencyMilliseconds / 1000);
    const { snapshot: taken } = decide({ workspace, takenAt, observedAt, previous: before, ...seen });
    const snapshot: Snapshot = { ...taken, deliveredAt: taken.alert && plusSeconds(takenAt, 1), outbox: [] };
    yield snapshot;
    previous = snapshot;
  }
}

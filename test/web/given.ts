import type { Snapshot } from '../../core/history/snapshot.ts';
import type { KnownIncident } from '../../core/rules/registry.ts';
import { readTimeline } from '../../core/timeline/read-timeline.ts';
import type { Timeline } from '../../core/timeline/model.ts';
import { emptyProbeResult } from '../../core/observation/probe-result.ts';
import { alertOf, minute } from '../adapters/dynamodb/given.ts';
import { checkAt, givenInstance, lost } from '../core/timeline/given.ts';

/** What somebody would call a host who wants to run a script where it is read. */
export const hostile = {
  image: '<img src=x onerror=alert(1)>',
  script: '"><script>alert(2)</script>',
  attribute: `' onfocus='alert(3)' autofocus tabindex='0`,
  workspace: '</title><script>alert(4)</script>',
} as const;

const low = { totalMemoryBytes: 8 * 1024 ** 3, freeMemoryBytes: 0.3 * 1024 ** 3 };

const openIncident = (id: string): KnownIncident => ({
  id: `lost/${id}`,
  subjects: [id],
  severity: 'critical',
  since: minute(70),
  state: 'open',
  openedAt: minute(71),
  toldAt: minute(71),
  kind: 'disappeared',
  lastSeenAt: minute(69),
});

/** Two hours in which everything that a timeline can show happens, to hosts that nobody should call so. */
function checkOfBadDay(at: number): Snapshot {
  if (at >= 20 && at < 24)
    return { ...checkAt(at, 'timeout'), failure: { outcome: 'timeout', detail: hostile.image, httpStatus: null } };
  const [first, second] = [hostile.image, hostile.script];
  const instances = [
    givenInstance('first', {
      host: first,
      live: { ...emptyProbeResult, residentBytes: (300 + 4 * at) * 1024 ** 2 },
      ...(at >= 30 && at < 40 && { status: 'disconnected' as const }),
    }),
    at < 50
      ? givenInstance('second', { host: second })
      : lost('second', minute(50), { host: second, status: 'replaced', replacedBy: 'third' }),
    ...(at < 50
      ? []
      : [
          givenInstance('third', {
            host: hostile.attribute,
            replaces: 'second',
            ...low,
            ...(at >= 60 && at < 65 && { status: 'unresponsive' as const }),
          }),
        ]),
    at < 70 ? givenInstance('fourth') : lost('fourth', minute(70)),
  ];
  const check = checkAt(at, instances);
  const incident = openIncident('fourth');
  const change = {
    change: 'opened',
    incident,
    reason: null,
    replacedBy: null,
    instances: instances.filter(({ id }) => id === 'first'),
  } as const;
  return {
    ...check,
    latencyMilliseconds: 80 + ((at * 37) % 60),
    health: { ...check.health, incidents: at < 71 ? [] : [incident] },
    alert: at === 71 ? alertOf([change], minute(71)) : null,
  };
}

export const checksOfBadDay = (): readonly Snapshot[] =>
  Array.from({ length: 110 }, (_, at) => at)
    .filter((at) => at < 80 || at >= 95)
    .map(checkOfBadDay);

export const badDayTimeline = (): Promise<Timeline> =>
  readTimeline(checksOfBadDay(), { workspace: hostile.workspace, from: minute(0), to: minute(120) });

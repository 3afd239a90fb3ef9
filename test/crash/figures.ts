import * as v from 'valibot';
import type { Played } from './play.ts';
import { isScheduledIn } from './verdict.ts';

/** What was played, in numbers, by what was counted. */
export type Figures = Readonly<Record<string, number>>;

/** Figures as another process sends them. */
export const figuresSchema = v.record(v.string(), v.number()) satisfies v.GenericSchema<unknown, Figures>;

export function figuresOf({ life, calls, snapshots, deliveries }: Played): Figures {
  const isScheduled = isScheduledIn(life);
  const alerts = snapshots.flatMap(({ alert }) => alert ?? []);
  const changes = alerts.flatMap((alert) => alert.changes.map(({ change }) => change));
  const acknowledged = new Set(
    snapshots.flatMap(({ health }) => health.incidents.filter((one) => one.acknowledged).map(({ id }) => id)),
  );
  const disturbed = calls.flatMap(({ name, fate }) => (fate.mishap === null ? [] : `${name} ${fate.mishap}`));
  return {
    histories: 1,
    checks: new Set(calls.map(({ invocation }) => invocation)).size,
    calls: calls.length,
    snapshots: snapshots.length,
    'of which looked again': snapshots.filter((one) => !isScheduled(one)).length,
    alerts: alerts.length,
    openings: changes.filter((change) => change === 'opened').length,
    ends: changes.filter((change) => change === 'resolved').length,
    escalations: changes.filter((change) => change === 'escalated').length,
    acknowledged: acknowledged.size,
    'checks under a silence': snapshots.filter(({ silences }) => silences.length > 0).length,
    deliveries: deliveries.length,
    'repeated deliveries': deliveries.length - new Set(deliveries.map(({ Message }) => Message)).size,
    ...disturbed.reduce((counts, what) => add(counts, { [what]: 1 }), {}),
  };
}

export function add(a: Figures, b: Figures): Figures {
  const sum = new Map(Object.entries(a));
  for (const [name, figure] of Object.entries(b)) sum.set(name, (sum.get(name) ?? 0) + figure);
  return Object.fromEntries(sum);
}

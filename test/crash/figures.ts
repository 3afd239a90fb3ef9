import * as v from 'valibot';
import type { Played } from './play.ts';

const names = [
  'histories',
  'checks',
  'calls',
  'kills',
  'failed calls',
  'snapshots',
  'alerts',
  'openings',
  'ends',
  'deliveries',
  'repeated deliveries',
] as const;

/** What was played, in numbers. */
export type Figures = Readonly<Record<(typeof names)[number], number>>;

export const nothingPlayed: Figures = {
  histories: 0,
  checks: 0,
  calls: 0,
  kills: 0,
  'failed calls': 0,
  snapshots: 0,
  alerts: 0,
  openings: 0,
  ends: 0,
  deliveries: 0,
  'repeated deliveries': 0,
};

/** Figures as another process sends them. */
export const figuresSchema = v.object(v.entriesFromList(names, v.number())) satisfies v.GenericSchema<unknown, Figures>;

export function figuresOf({ calls, snapshots, deliveries }: Played): Figures {
  const alerts = snapshots.flatMap(({ alert }) => alert ?? []);
  const changes = alerts.flatMap((alert) => alert.changes.map(({ change }) => change));
  const kills = calls.filter(({ fate }) => fate.mishap?.startsWith('killed') ?? false).length;
  return {
    histories: 1,
    checks: new Set(calls.map(({ invocation }) => invocation)).size,
    calls: calls.length,
    kills,
    'failed calls': calls.filter(({ fate }) => fate.mishap !== null).length - kills,
    snapshots: snapshots.length,
    alerts: alerts.length,
    openings: changes.filter((change) => change === 'opened').length,
    ends: changes.filter((change) => change === 'resolved').length,
    deliveries: deliveries.length,
    'repeated deliveries': deliveries.length - new Set(deliveries.map(({ Message }) => Message)).size,
  };
}

export const add = (a: Figures, b: Figures): Figures =>
  v.parse(figuresSchema, Object.fromEntries(names.map((name) => [name, a[name] + b[name]])));

/** A line for each figure. */
export const tableOf = (figures: Figures): string =>
  names.map((name) => `${name.padEnd(20)}${figures[name].toLocaleString('en').padStart(12)}`).join('\n');

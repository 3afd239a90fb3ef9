import { durationText } from '../../lambda/alerts/duration-text.ts';
import { happening } from '../../lambda/alerts/happening.ts';
import { nameOf } from '../../lambda/alerts/place.ts';
import { dayAndTimeText } from '../../lambda/alerts/time-text.ts';
import { counted, percentText } from '../../lambda/alerts/words.ts';
import { countStatuses } from '../../lambda/health/counts.ts';
import { freeMemoryPercent } from '../../lambda/health/judgements/low-memory.ts';
import { type KnownInstance, type Status, statuses } from '../../lambda/health/state.ts';
import type { Terminal } from '../terminal.ts';
import { type CheckView, shownInstances } from './json-lines.ts';
import { type Cell, tableLines } from './table.ts';

type Colors = Terminal['colors'];

const paintOf = (status: Status, colors: Colors): ((text: string) => string) => {
  if (status === 'healthy') return colors.green;
  return status === 'replaced' ? colors.dim : status === 'disconnected' ? colors.yellow : colors.red;
};

/** What one look shows a person: the instances as a table, and what stands out. */
export function checkReport(view: CheckView, url: string, { colors }: Terminal): string[] {
  const instances = shownInstances(view.health).sort(byName);
  const troubles = whatStandsOut(view, instances);
  return [
    `${colors.bold(view.workspace)}  ${url}  ${dayAndTimeText(view.takenAt)}`,
    countText(view),
    '',
    ...tableLines([heading(colors), ...instances.map((instance) => row(instance, view, colors))]),
    '',
    ...(troubles.length === 0 ? [colors.green('Nothing stands out.')] : [colors.bold('What stands out')]),
    ...troubles.map((trouble) => `  ${colors.red('▲')} ${trouble}`),
  ];
}

const byName = (a: KnownInstance, b: KnownInstance): number =>
  nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true });

/** A check in one line: when, how many of what, and what is being watched. */
export function checkSummary(view: CheckView, { colors }: Terminal): string {
  const incidents = view.health.incidents.map(({ kind, state }) =>
    state === 'open' ? colors.red(kind) : `${kind} (pending)`,
  );
  const outcome = view.outcome === 'ok' ? countText(view) : colors.magenta(`could not see: ${view.outcome}`);
  return [view.takenAt.slice(11, 19), outcome, ...incidents].join('  ');
}

function countText({ health }: CheckView): string {
  const counts = countStatuses(health);
  const parts = statuses.flatMap((status) => (counts[status] === undefined ? [] : [`${counts[status]} ${status}`]));
  const [only, ...more] = parts;
  if (only === undefined) return 'no instances listed';
  return more.length === 0
    ? `${counted(shownInstances(health).length, 'instance')}, all ${only.replace(/^\d+ /, '')}`
    : parts.join(', ');
}

const heading = (colors: Colors): Cell[] =>
  ['INSTANCE', 'STATUS', 'HEARTBEAT', 'CONNECTION', 'FREE AT START', 'STARTED', 'NODE'].map((text) => ({
    text,
    paint: colors.dim,
  }));

function row(instance: KnownInstance, view: CheckView, colors: Colors): Cell[] {
  const { status, startedAt, nodeVersion, heartbeatAgeSeconds: age } = instance;
  const free = freeMemoryPercent(instance);
  return [
    { text: nameOf(instance) },
    { text: status, paint: paintOf(status, colors) },
    { text: age === null ? 'unknown' : `${durationText(age)} ago` },
    { text: connectionText(instance, view.observer) },
    { text: free === null ? 'unknown' : percentText(free) },
    { text: startedAt === null ? 'unknown' : dayAndTimeText(startedAt) },
    { text: nodeVersion ?? 'unknown' },
  ];
}

/** Only the process that answered knows, and only of its own connections. */
function connectionText({ id, connected }: KnownInstance, observer: string | null): string {
  if (id === observer) return 'answered';
  if (observer === null || connected === null) return 'unknown';
  return connected ? 'connected' : 'not connected';
}

function whatStandsOut({ health, takenAt }: CheckView, instances: readonly KnownInstance[]): string[] {
  const told = new Set(health.incidents.flatMap(({ subjects }) => subjects));
  const untold = instances.filter(({ id, status }) => status === 'unresponsive' && !told.has(id));
  return [
    ...health.incidents.map((incident) => {
      const subjects = instances.filter(({ id }) => incident.subjects.includes(id));
      return happening({ change: 'opened', incident, reason: null, replacedBy: null, instances: subjects }, takenAt);
    }),
    ...untold.map(
      (instance) => `heartbeat of ${nameOf(instance)} stale for ${durationText(instance.heartbeatAgeSeconds ?? 0)}`,
    ),
    ...(instances.length === 0 ? ['the list is empty, though the process that answered should be in it'] : []),
  ];
}

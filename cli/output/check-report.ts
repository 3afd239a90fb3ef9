import { durationText } from '../../core/text/duration-text.ts';
import { ongoingText } from '../../core/alerts/headlines.ts';
import { plainContext } from '../../core/alerts/text-context.ts';
import { bytesText } from '../../core/text/bytes-text.ts';
import { nameOf, namesOf, shortName } from '../../core/cluster/instance-name.ts';
import { dayAndTimeText } from '../../core/text/time-text.ts';
import { percentText } from '../../core/text/words.ts';
import { wrap } from '../../core/text/wrap.ts';
import { freeMemoryPercent } from '../../core/cluster/instance-facts.ts';
import { ownAnswer } from '../../core/cluster/probes.ts';
import { ruleOf } from '../../core/rules/registry.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import type { KnownInstance, Status } from '../../core/cluster/known-instance.ts';
import type { Terminal } from '../base/terminal.ts';
import { countText } from './check-summary.ts';
import { type CheckView, shownInstances } from './json-lines.ts';
import { lineWidth } from './line-width.ts';
import { type Cell, tableLines } from './table.ts';

type Colors = Terminal['colors'];

const paintOf = (status: Status, colors: Colors): ((text: string) => string) => {
  if (status === 'healthy') return colors.green;
  if (status === 'replaced') return colors.dim;
  return status === 'disconnected' || status === 'unknown' ? colors.yellow : colors.red;
};

/** What one look shows a person: the instances as a table, and what stands out. */
export function checkReport(
  view: CheckView,
  url: string,
  { colors, columns }: Pick<Terminal, 'colors' | 'columns'>,
): string[] {
  const instances = shownInstances(view.health).sort(byName);
  const last = instances.some(({ live }) => live !== undefined) ? liveColumns : startColumns;
  const names = namesOf(instances);
  const rows = instances.map((instance) =>
    row(instance, names.get(instance.id) ?? nameOf(instance), view, last, colors),
  );
  return [
    `${colors.bold(view.workspace)}  ${url}  ${dayAndTimeText(view.takenAt)}`,
    countText(view),
    '',
    ...(rows.length === 0
      ? []
      : [...tableLines([heading(last, colors), ...rows], columns), ...footnotesOf(last).map(colors.dim), '']),
    ...conclusion(whatStandsOut(view, instances), colors, lineWidth(columns)),
  ];
}

const byName = (a: KnownInstance, b: KnownInstance): number =>
  nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true });

const headings = ['INSTANCE', 'STATUS', 'HEARTBEAT', 'LINKED', 'STARTED (UTC)'];
const unknown = '-';

interface LastColumns {
  readonly headings: readonly string[];
  readonly footnote: string;
  readonly cells: (instance: KnownInstance) => readonly string[];
}

/** What is known of memory from the list alone. */
const startColumns: LastColumns = {
  headings: ['FREE'],
  footnote: "FREE: the host's memory that was free when the process started.",
  cells: (instance) => {
    const free = freeMemoryPercent(instance);
    return [free === null ? unknown : percentText(free)];
  },
};

/** What instances report about themselves. */
const liveColumns: LastColumns = {
  headings: ['MEMORY', 'READY'],
  footnote: 'MEMORY: what the process uses now, as it reports. READY: whether it takes requests.',
  cells: (instance) => {
    const { residentBytes = null, ready = null } = ownAnswer(instance) ?? {};
    return [
      residentBytes === null ? unknown : bytesText(residentBytes),
      ready === null ? unknown : ready ? 'yes' : 'no',
    ];
  },
};

const footnotesOf = ({ footnote }: LastColumns): string[] => [
  'LINKED: to the process that answered (self), as that one sees it.',
  footnote,
];

const heading = (last: LastColumns, colors: Colors): Cell[] =>
  [...headings, ...last.headings].map((text) => ({ text, paint: colors.dim }));

function row(instance: KnownInstance, name: string, view: CheckView, last: LastColumns, colors: Colors): Cell[] {
  const { status, startedAt, heartbeatAgeSeconds: age } = instance;
  return [
    { text: briefName(instance, name) },
    { text: status, paint: paintOf(status, colors) },
    { text: age === null ? unknown : `${durationText(age)} ago` },
    { text: linkText(instance, view.observer) },
    { text: startedAt === null ? unknown : dayAndTimeText(startedAt).replace(' UTC', '') },
    ...last.cells(instance).map((text) => ({ text })),
  ];
}

/** Without what the heading says. */
const briefName = ({ id }: KnownInstance, name: string): string =>
  name.replace(shortName(id), () => shortName(id).replace(/^instance /, ''));

/** Only the process that answered knows, and only of its own connections. */
function linkText({ id, connected }: KnownInstance, observer: string | null): string {
  if (id === observer) return 'self';
  if (observer === null || connected === null) return unknown;
  return connected ? 'yes' : 'no';
}

function conclusion(troubles: readonly string[], colors: Colors, width: number): string[] {
  if (troubles.length === 0) return [colors.green('Nothing stands out.')];
  const sign = colors.red('▲');
  return [
    colors.bold('What stands out'),
    ...troubles.flatMap((trouble) => {
      const [first = '', ...rest] = wrap(trouble, width - 4, '').split('\n');
      return [`  ${sign} ${first}`, ...rest.map((line) => `    ${line}`)];
    }),
  ];
}

function whatStandsOut({ health, takenAt }: CheckView, instances: readonly KnownInstance[]): string[] {
  const described = new Set(health.incidents.flatMap(idsOf));
  return [
    ...health.incidents.map((incident) => {
      const ids = idsOf(incident);
      const about = instances.filter(({ id }) => ids.includes(id));
      return ongoingText(
        { change: 'opened', incident, reason: null, replacedBy: null, instances: about },
        plainContext(takenAt),
      );
    }),
    ...instances.filter(({ id }) => !described.has(id)).flatMap(statusText),
    ...(instances.length === 0 ? ['the list is empty, though the process that answered should be in it'] : []),
  ];
}

const idsOf = (incident: Incident): readonly string[] => ruleOf(incident.kind).instancesOf(incident);

/** What is wrong with an instance of which no incident says it. */
function statusText(instance: KnownInstance): string[] {
  const { status, heartbeatAgeSeconds, heartbeatAt } = instance;
  const name = nameOf(instance);
  switch (status) {
    case 'unresponsive':
      return [`heartbeat of ${name} stale for ${durationText(heartbeatAgeSeconds ?? 0)}`];
    case 'unknown':
      return [
        heartbeatAt === null
          ? `${name} gives no heartbeat: whether it is alive is not known`
          : `heartbeat of ${name} dated ${dayAndTimeText(heartbeatAt)}: whether it is alive is not known`,
      ];
    case 'disconnected':
      return [`${name} is called disconnected`];
    case 'missing':
      return [`${name} is no longer listed`];
    case 'healthy':
    case 'replaced':
      return [];
  }
}

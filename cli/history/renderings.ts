import { stringify } from 'csv-stringify/sync';
import { nameOf } from '../../core/cluster/instance-name.ts';
import { listed } from '../../core/text/words.ts';
import { wrap } from '../../core/text/wrap.ts';
import { freeMemoryPercent } from '../../core/cluster/instance-facts.ts';
import type { KnownInstance } from '../../core/cluster/known-instance.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { countText, incidentTexts } from '../output/check-summary.ts';
import { checkLine, wholeSeconds, withOneDecimal } from '../output/json-lines.ts';
import { gap, packed, widthOf } from '../output/packed.ts';
import type { Terminal } from '../base/terminal.ts';

/** A check as it is shown: with the instances that are asked about, and what has changed where that is. */
export interface ShownCheck {
  readonly snapshot: Snapshot;
  readonly instances: readonly KnownInstance[];
  /** Whether these are all there are. */
  readonly isOfAll: boolean;
  /** Null where it does not matter. */
  readonly changes: readonly string[] | null;
}

/** How a history is written: each check on its own, so that it may be as long as it likes. */
export interface Rendering {
  readonly heading: readonly string[];
  readonly linesOf: (check: ShownCheck) => readonly string[];
}

export const asJson: Rendering = {
  heading: [],
  linesOf: ({ snapshot, instances }) => [checkLine({ ...snapshot, health: { ...snapshot.health, instances } })],
};

const timeColumns = 'TIME (UTC)'.padEnd(19);
const maxSeenColumns = 40;
/** In a narrow terminal, incidents begin sooner; what does not fit beside them is above them. */
const seenColumnsIn = (columns: number): number => (columns < 100 ? 15 : maxSeenColumns);

/** Beside the time, in a terminal of so many columns; the least that can be read. */
const roomIn = (columns: number): number => Math.max(24, columns - timeColumns.length - gap.length);

export const asTable = (
  { colors, columns }: Pick<Terminal, 'colors' | 'columns'>,
  isOfChanges: boolean,
): Rendering => ({
  heading: [
    colors.dim(
      `${timeColumns}${gap}${isOfChanges ? 'WHAT CHANGED' : `${'SEEN'.padEnd(seenColumnsIn(columns))}${gap}INCIDENTS`}`,
    ),
  ],
  linesOf: (check) => {
    const time = momentText(check.snapshot.takenAt);
    const room = roomIn(columns);
    const lines =
      check.changes?.flatMap((change) => wrap(change, room, gap).split('\n')) ?? rowsOf(check, colors, columns);
    const [first = '', ...rest] = lines;
    return [`${time}${gap}${first}`, ...rest.map((line) => `${' '.repeat(time.length)}${gap}${line}`)];
  },
});

/** `2026-11-21 19:20:00` */
const momentText = (time: Timestamp): string => time.slice(0, 19).replace('T', ' ');

/** What a check saw, and beside it the incidents; below it where there is no room. */
function rowsOf(check: ShownCheck, colors: Terminal['colors'], columns: number): readonly string[] {
  const { snapshot } = check;
  const seen = seenText(check);
  const painted = snapshot.outcome === 'ok' ? seen : colors.magenta(seen);
  const texts = [...incidentTexts(snapshot, colors), ...alertText(snapshot)];
  const room = roomIn(columns);
  const before = Math.max(seenColumnsIn(columns), seen.length) + gap.length;
  if (texts.some((text) => before + widthOf(text) > room)) {
    return [painted, ...packed(texts, room - gap.length).map((line) => `${gap}${line}`)];
  }
  const [first, ...rest] = packed(texts, room - before);
  if (first === undefined) return [painted];
  const beside = ' '.repeat(before - seen.length);
  return [`${painted}${beside}${first}`, ...rest.map((line) => `${' '.repeat(before)}${line}`)];
}

const maxNames = 3;

function seenText({ snapshot, instances, isOfAll }: ShownCheck): string {
  const all = snapshot.outcome === 'ok' ? countText(snapshot) : `could not see: ${snapshot.outcome}`;
  if (isOfAll) return all;
  const each = instances.map((known) => `${nameOf(known)} ${known.status}`);
  return `${listed(each, maxNames)}${snapshot.outcome === 'ok' ? '' : ` before (${all})`}`;
}

const alertText = ({ alert, deliveredAt }: Snapshot): string[] => {
  if (alert === null) return [];
  return [deliveredAt === null ? 'alert not yet delivered' : `alert delivered ${deliveredAt.slice(11, 19)} UTC`];
};

const csvColumns = [
  'takenAt',
  'outcome',
  'observer',
  'latencyMilliseconds',
  'id',
  'name',
  'status',
  'address',
  'host',
  'port',
  'pid',
  'connected',
  'heartbeatAgeSeconds',
  'freeMemoryPercent',
  'startedAt',
] as const;

type CsvRow = Readonly<Partial<Record<(typeof csvColumns)[number], string | number | boolean | null>>>;

/** A row for each instance of each check; one without an instance for a check that saw none. */
export const asCsv: Rendering = {
  heading: [csvColumns.join(',')],
  linesOf: ({ snapshot, instances }) => {
    const { takenAt, outcome, observer, latencyMilliseconds } = snapshot;
    const ofCheck = { takenAt, outcome, observer, latencyMilliseconds };
    const rows = instances.map((known): CsvRow => ({ ...ofCheck, ...ofInstance(known, snapshot) }));
    return [csv(rows.length === 0 ? [ofCheck] : rows)];
  },
};

const csv = (rows: readonly CsvRow[]): string =>
  stringify([...rows], {
    columns: [...csvColumns],
    cast: { boolean: String, string: withoutFormulas },
    // A host may call itself anything: a spreadsheet must not take it for a formula.
    escape_formulas: true,
  }).trimEnd();

/** Where a comma is the decimal sign, a spreadsheet begins another cell after each semicolon, quoted or not. */
const withoutFormulas = (text: string): string => text.replace(/;(?=[\s"']*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g, ";'");

const ofInstance = (known: KnownInstance, { outcome, observer }: Snapshot): CsvRow => ({
  id: known.id,
  name: nameOf(known),
  status: known.status,
  address: known.address,
  host: known.host,
  port: known.port,
  pid: known.pid,
  connected: observer === null ? null : known.connected,
  heartbeatAgeSeconds: outcome === 'ok' ? wholeSeconds(known.heartbeatAgeSeconds) : null,
  freeMemoryPercent: withOneDecimal(freeMemoryPercent(known)),
  startedAt: known.startedAt,
});

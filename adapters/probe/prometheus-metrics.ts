import { type Timestamp, timestampOf } from '../../core/base/time.ts';

/** The metrics of a process; null where it does not expose one, or not as one number. */
export interface ProcessMetrics {
  readonly residentBytes: number | null;
  readonly heapUsedBytes: number | null;
  readonly heapTotalBytes: number | null;
  readonly eventLoopLagSeconds: number | null;
  readonly startedAt: Timestamp | null;
  /** Of Rocket.Chat; absent where it is not exposed. */
  readonly version?: string;
}

/**
 * Where each figure is found, the first name first: as Rocket.Chat exposes it, or, on port 9458 of its Helm chart since
 * June 2022, Moleculer.
 */
const names = {
  residentBytes: ['process_resident_memory_bytes', 'process_memory_rss'],
  heapUsedBytes: ['nodejs_heap_size_used_bytes', 'process_memory_heap_size_used'],
  heapTotalBytes: ['nodejs_heap_size_total_bytes'],
  eventLoopLagSeconds: ['nodejs_eventloop_lag_seconds'],
  startedSeconds: ['process_start_time_seconds'],
} as const;
const wanted = Object.values(names).flat();

/*
 * A sample of the text format: a name, perhaps labels, a value, perhaps the time it was taken. The length of a line is
 * limited first, and no part can be read in two ways, so that no answer takes long to read.
 */
const label = String.raw`[A-Za-z_]\w*[ \t]*=[ \t]*"(?:[^"\\\r\n]|\\.)*"`;
const labels = String.raw`\{[ \t]*(?:${label}(?:[ \t]*,[ \t]*${label})*[ \t]*(?:,[ \t]*)?)?\}`;
const sample = new RegExp(
  String.raw`^(${wanted.join('|')})(?=[{ \t].{1,2000}$)(?:[ \t]*${labels})?[ \t]*([^\s{}"]+)(?:[ \t]+[\d.e+-]+)?[ \t]*$`,
  'gm',
);

/** Reads the Prometheus text format; null where it has none of the metrics that are looked for. */
export function readMetrics(text: string): ProcessMetrics | null {
  const numbers = new Map<string, number | null>();
  for (const [, name = '', value = ''] of text.matchAll(sample)) {
    // Samples of several processes in one answer are those of none.
    numbers.set(name, numbers.has(name) ? null : numberOf(value));
  }
  if (numbers.size === 0) return null;
  const figure = (of: keyof typeof names): number | null => {
    const name = names[of].find((one) => numbers.has(one));
    return name === undefined ? null : (numbers.get(name) ?? null);
  };
  const startedSeconds = figure('startedSeconds');
  return {
    residentBytes: bytesOf(figure('residentBytes')),
    heapUsedBytes: bytesOf(figure('heapUsedBytes')),
    heapTotalBytes: bytesOf(figure('heapTotalBytes')),
    eventLoopLagSeconds: figure('eventLoopLagSeconds'),
    startedAt: startedSeconds === null ? null : timestampOf(startedSeconds * 1000),
    ...versionIn(text),
  };
}

/** The version of the code that runs, which Rocket.Chat exposes as a label; it is no secret, and of a bounded form. */
const info = /^rocketchat_info\{(?:[^\r\n}]{0,400},)?version="([\w.+-]{1,40})"/m;

const versionIn = (text: string): Pick<ProcessMetrics, 'version'> => {
  const [, version] = info.exec(text) ?? [];
  return version === undefined ? {} : { version };
};

const numberOf = (text: string): number | null => {
  const value = /^[+\d.][\d.e+-]{0,39}$/i.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : null;
};

/** Of a process that uses none, nothing was measured. */
const bytesOf = (value: number | null): number | null =>
  value !== null && value >= 1 && value <= Number.MAX_SAFE_INTEGER ? Math.round(value) : null;

import { type Timestamp, timestampOf } from '../../core/base/time.ts';

/** The metrics of a process; null where it does not expose one, or not as one number. */
export interface ProcessMetrics {
  readonly residentBytes: number | null;
  readonly heapUsedBytes: number | null;
  readonly heapTotalBytes: number | null;
  readonly eventLoopLagSeconds: number | null;
  readonly startedAt: Timestamp | null;
}

const wanted = [
  'process_resident_memory_bytes',
  'nodejs_heap_size_used_bytes',
  'nodejs_heap_size_total_bytes',
  'nodejs_eventloop_lag_seconds',
  'process_start_time_seconds',
] as const;
type Wanted = (typeof wanted)[number];

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

/** Reads the Prometheus text format; null where it has none of the metrics that every Node process exposes. */
export function readMetrics(text: string): ProcessMetrics | null {
  const numbers = new Map<string, number | null>();
  for (const [, name = '', value = ''] of text.matchAll(sample)) {
    // Samples of several processes in one answer are those of none.
    numbers.set(name, numbers.has(name) ? null : numberOf(value));
  }
  if (numbers.size === 0) return null;
  const numberNamed = (name: Wanted): number | null => numbers.get(name) ?? null;
  const startedSeconds = numberNamed('process_start_time_seconds');
  return {
    residentBytes: bytesOf(numberNamed('process_resident_memory_bytes')),
    heapUsedBytes: bytesOf(numberNamed('nodejs_heap_size_used_bytes')),
    heapTotalBytes: bytesOf(numberNamed('nodejs_heap_size_total_bytes')),
    eventLoopLagSeconds: numberNamed('nodejs_eventloop_lag_seconds'),
    startedAt: startedSeconds === null ? null : timestampOf(startedSeconds * 1000),
  };
}

const numberOf = (text: string): number | null => {
  const value = /^[+\d.][\d.e+-]{0,39}$/i.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : null;
};

/** Of a process that uses none, nothing was measured. */
const bytesOf = (value: number | null): number | null =>
  value !== null && value >= 1 && value <= Number.MAX_SAFE_INTEGER ? Math.round(value) : null;

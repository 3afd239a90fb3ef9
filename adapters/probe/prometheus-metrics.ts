import parsePrometheusTextFormat from 'parse-prometheus-text-format';
import type { Timestamp } from '../../core/base/time.ts';
import { readTimestamp } from '../http/values.ts';

/** What a process tells of itself among its metrics; null where it does not, or not as one number. */
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
 * The parser gives up at the first line it cannot read, and Rocket.Chat writes thousands of others. Given only the
 * lines of these metrics, it reads what is wanted whatever stands beside it, and a hundred large answers in no time.
 */
const wantedLines = new RegExp(`^(?:${wanted.join('|')})(?=[{ \\t]).{1,2000}$`, 'gm');

/** Reads the Prometheus text format; null where it has none of the metrics that every Node process exposes. */
export function readMetrics(text: string): ProcessMetrics | null {
  const lines = text.match(wantedLines) ?? [];
  const numbers = new Map<string, number | null>();
  for (const line of lines) {
    for (const { name, metrics } of familiesOf(line)) {
      const value = metrics.length === 1 ? numberOf(metrics[0]?.value) : null;
      // Metrics of several processes put together are those of none.
      numbers.set(name, numbers.has(name) ? null : value);
    }
  }
  if (numbers.size === 0) return null;
  const numberNamed = (name: Wanted): number | null => numbers.get(name) ?? null;
  const startedSeconds = numberNamed('process_start_time_seconds');
  return {
    residentBytes: bytesOf(numberNamed('process_resident_memory_bytes')),
    heapUsedBytes: bytesOf(numberNamed('nodejs_heap_size_used_bytes')),
    heapTotalBytes: bytesOf(numberNamed('nodejs_heap_size_total_bytes')),
    eventLoopLagSeconds: numberNamed('nodejs_eventloop_lag_seconds'),
    startedAt: startedSeconds === null ? null : readTimestamp(startedSeconds * 1000),
  };
}

const familiesOf = (line: string): ReturnType<typeof parsePrometheusTextFormat> => {
  try {
    return parsePrometheusTextFormat(`${line}\n`);
  } catch {
    return [];
  }
};

const numberOf = (text: string | undefined): number | null => {
  const value = text === undefined || !/^[+\d.][\d.e+-]{0,39}$/i.test(text) ? NaN : Number(text);
  return Number.isFinite(value) ? value : null;
};

/** Of a process that uses none, nothing was measured. */
const bytesOf = (value: number | null): number | null =>
  value !== null && value >= 1 && value <= Number.MAX_SAFE_INTEGER ? Math.round(value) : null;

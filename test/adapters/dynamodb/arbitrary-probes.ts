import * as fc from 'fast-check';
import type { ProbeMemory } from '../../../core/cluster/probe-memory.ts';
import type { Series } from '../../../core/memory/series.ts';
import { type ProbeResult, probeFailures } from '../../../core/observation/probe-result.ts';
import { count, decimal, few, orNull, text, time } from './arbitrary-values.ts';

const probeTrouble = orNull(fc.constantFrom(...probeFailures));

const answered = fc.record({
  residentBytes: orNull(count),
  heapUsedBytes: orNull(count),
  heapTotalBytes: orNull(count),
  eventLoopLagSeconds: orNull(decimal),
  startedAt: orNull(time),
  ready: orNull(fc.boolean()),
  metricsTrouble: probeTrouble,
  readyTrouble: probeTrouble,
});

export const live: fc.Arbitrary<ProbeResult> = fc
  .tuple(answered, fc.record({ version: text }, { requiredKeys: [] }))
  .map(([result, version]) => ({ ...result, ...version }));

const series: fc.Arbitrary<Series> = fc.record({
  begunAt: time,
  since: time,
  pieceSeconds: count,
  lowsMiB: few(orNull(decimal)),
  highsMiB: few(orNull(decimal)),
  formerPeakMiB: orNull(decimal),
});

export const probed: fc.Arbitrary<ProbeMemory> = fc.record({
  processStartedAt: orNull(time),
  onceAnswered: fc.boolean(),
  onceReady: fc.boolean(),
  silentTimes: count,
  askAgainAt: orNull(time),
  remarked: probeTrouble,
  resident: orNull(series),
  heap: orNull(series),
});

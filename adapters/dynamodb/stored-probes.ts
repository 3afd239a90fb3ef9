import * as v from 'valibot';
import type { Series } from '../../core/memory/series.ts';
import type { ProbeMemory } from '../../core/cluster/probe-memory.ts';
import { type ProbeResult, probeFailures } from '../../core/observation/probe-result.ts';
import { booleanOrNull, numberOrNull, text, time, timeOrNull } from '../../core/base/stored-values.ts';

/* What instances reported of themselves, as it is read back from the table. */

const figures = v.optional(v.array(v.nullable(v.number())), []);
const troubleOrNull = v.nullish(v.picklist(probeFailures), null);

export const storedLive = v.object({
  residentBytes: numberOrNull,
  heapUsedBytes: numberOrNull,
  heapTotalBytes: numberOrNull,
  eventLoopLagSeconds: numberOrNull,
  startedAt: timeOrNull,
  ready: booleanOrNull,
  version: v.exactOptional(text),
  metricsTrouble: troubleOrNull,
  readyTrouble: troubleOrNull,
}) satisfies v.GenericSchema<unknown, ProbeResult>;

const series = v.object({
  begunAt: time,
  since: time,
  pieceSeconds: v.number(),
  lowsMiB: figures,
  highsMiB: figures,
  formerPeakMiB: numberOrNull,
}) satisfies v.GenericSchema<unknown, Series>;

export const storedProbes = v.object({
  processStartedAt: timeOrNull,
  onceAnswered: v.boolean(),
  onceReady: v.boolean(),
  silentTimes: v.number(),
  askAgainAt: timeOrNull,
  remarked: troubleOrNull,
  resident: v.nullish(series, null),
  heap: v.nullish(series, null),
}) satisfies v.GenericSchema<unknown, ProbeMemory>;

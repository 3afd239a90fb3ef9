import { emptyProbeResult, type ProbeResult } from '../core/observation/probe-result.ts';
import { readMetrics } from '../adapters/probe/prometheus-metrics.ts';
import type { Probe } from '../adapters/probe/probe-instances.ts';
import { failedProbe } from '../adapters/probe/probe-instance.ts';
import { residentBytes } from './memory-use.ts';
import type { SimulatedProcess } from './process.ts';
import type { SimulatedWorkspace } from './workspace.ts';

/** The share of resident memory that is heap, and of the heap that is used. */
const heapShare = 0.6;
const usedShare = 0.8;

/** What a process exposes as Prometheus metrics, among much else. */
export function exposition({ birth }: SimulatedProcess, at: number): string {
  const resident = residentBytes(birth.uses, birth.spawnedAt, at, birth.noise);
  const heap = Math.round(resident * heapShare);
  const gauges = {
    process_resident_memory_bytes: resident,
    process_start_time_seconds: Math.round(birth.spawnedAt / 1000),
    nodejs_eventloop_lag_seconds: 0.004,
    nodejs_heap_size_total_bytes: heap,
    nodejs_heap_size_used_bytes: Math.round(heap * usedShare),
    rocketchat_users_active: 20 + (birth.noise % 60),
  };
  return Object.entries(gauges)
    .map(([name, value]) => `# HELP ${name} Of this process.\n# TYPE ${name} gauge\n${name} ${value}\n`)
    .join('\n');
}

/** The probe of a simulated workspace: no calls, and no time. */
export const simulatedProbe =
  (workspace: SimulatedWorkspace): Probe =>
  (instances) =>
    Promise.resolve(new Map(instances.map(({ id }) => [id, liveOf(workspace, id)])));

/** What an instance of the list would report. */
export function liveOf(workspace: SimulatedWorkspace, id: string): ProbeResult {
  const at = Date.parse(workspace.now());
  const process = workspace.processAt(id);
  if (process === null) return failedProbe('no-connection');
  if (process.state(at) !== 'running') return failedProbe(process.state(at) === 'hung' ? 'timeout' : 'no-connection');
  const metrics = readMetrics(exposition(process, at));
  return { ...emptyProbeResult, ...metrics, ready: process.isReady };
}

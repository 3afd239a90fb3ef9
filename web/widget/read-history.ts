import type { History, Span } from '../../adapters/dynamodb/history.ts';
import type { StoredAlert, Snapshot } from '../../core/history/snapshot.ts';
import { earlier, later, plusSeconds, secondsBetween } from '../../core/base/time.ts';
import { readTimeline } from '../../core/timeline/read-timeline.ts';
import type { Timeline } from '../../core/timeline/timeline.ts';

/** A workspace's timeline, from all of its checks or from some of them. */
export interface WidgetHistory {
  readonly timeline: Timeline;
  /** How far apart the checks are that were read; null where all were. */
  readonly sampledEverySeconds: number | null;
}

/** What one look at a dashboard may cost: so many instances of so many snapshots. A day of ten, every minute. */
const maxInstancesRead = 20_000;
const maxSnapshotsRead = 1_500;
const maxSamples = 288;
const minSamples = 24;
/** Queries under way at a time. */
const together = 8;
const maxAlerts = 200;

/**
 * Reads what a widget shows, in bounded work: of a long time, only some of the checks, evenly spread.
 *
 * @returns null where there are no checks in that time
 */
export async function readForWidget(history: History, workspace: string, asked: Span): Promise<WidgetHistory | null> {
  const first = await history.earliest(workspace, asked);
  if (first === null) return null;
  // What lies ahead, or before the history begins, is not drawn.
  const span = { ...asked, since: later(asked.since, first.takenAt), until: earlier(asked.until, asked.now) };
  const samples = await samplesOf(history, workspace, span, first);
  const snapshots = samples === null ? history.between(workspace, span) : sampled(history, workspace, span, samples);
  const timeline = await readTimeline(snapshots, {
    workspace,
    since: span.since,
    until: span.until,
    ...(samples !== null && { alerts: some(history.alerts(workspace, span), maxAlerts) }),
  });
  return { timeline, sampledEverySeconds: samples === null ? null : secondsBetween(span.since, span.until) / samples };
}

/** How many checks to read in place of all; null where all are few enough. */
async function samplesOf(history: History, workspace: string, span: Span, first: Snapshot): Promise<number | null> {
  const second = await history.earliest(workspace, { ...span, since: plusSeconds(first.takenAt, 0.001) });
  if (second === null) return null;
  const checks = secondsBetween(span.since, span.until) / secondsBetween(first.takenAt, second.takenAt);
  const instances = Math.max(1, first.health.instances.length);
  if (checks <= maxSnapshotsRead && checks * instances <= maxInstancesRead) return null;
  return Math.round(Math.min(maxSamples, Math.max(minSamples, maxInstancesRead / instances)));
}

/** The first check of each of so many parts of the time. */
async function* sampled(
  history: History,
  workspace: string,
  span: Span,
  samples: number,
): AsyncGenerator<Snapshot, void, undefined> {
  const partSeconds = secondsBetween(span.since, span.until) / samples;
  const firstOfPart = (part: number): Promise<Snapshot | null> => {
    const since = plusSeconds(span.since, part * partSeconds);
    return history.earliest(workspace, { ...span, since, until: plusSeconds(since, partSeconds - 0.001) });
  };
  for (let part = 0; part < samples; part += together) {
    const parts = Array.from({ length: Math.min(together, samples - part) }, (_, index) => part + index);
    for (const snapshot of await Promise.all(parts.map(firstOfPart))) if (snapshot !== null) yield snapshot;
  }
}

async function* some(alerts: AsyncIterable<StoredAlert>, max: number): AsyncGenerator<StoredAlert, void, undefined> {
  let left = max;
  for await (const alert of alerts) {
    yield alert;
    left -= 1;
    if (left === 0) return;
  }
}

import type { WatchedWorkspace } from '../../config/check-event.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { Terminal } from '../base/terminal.ts';
import type { MetricsAddress } from '../metrics/serve-metrics.ts';

interface ServedMetrics {
  readonly onCheck: (snapshot: Snapshot) => void;
  readonly end: () => Promise<void>;
}

/** Serves the metrics of a watch where that is wanted. @throws Problem where it cannot listen there */
export async function metricsOf(
  { metrics: address }: { readonly metrics?: MetricsAddress },
  workspaces: ReadonlyArray<Pick<WatchedWorkspace, 'name'>>,
  terminal: Terminal,
): Promise<ServedMetrics> {
  if (address === undefined) return { onCheck: () => undefined, end: () => Promise.resolve() };
  // Loaded only now: a watch without metrics does not need it.
  const { SeenChecks, serveMetrics } = await import('../metrics/serve-metrics.ts');
  const seen = new SeenChecks(workspaces.map(({ name }) => name));
  const { url, close } = await serveMetrics(address, seen);
  terminal.progress(`metrics: ${url}`);
  return {
    onCheck: (snapshot) => {
      seen.add(snapshot);
    },
    end: close,
  };
}

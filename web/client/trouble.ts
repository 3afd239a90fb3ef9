import type { WorkspaceStatus } from '../console/status.ts';
import { callText } from './state-words.ts';

/** How much is wrong in a workspace: 0: nothing; from 100 on, something is critical. */
export function troubleOf({ open, outcome, healthy, instances, pending }: WorkspaceStatus): number {
  const real = open.filter(({ isNotice }) => !isNotice);
  const critical = real.filter(({ severity }) => severity === 'critical').length;
  return (
    100 * critical +
    10 * real.length +
    (outcome === 'ok' ? 0 : 5) +
    (healthy < instances.length ? 3 : 0) +
    (pending > 0 ? 1 : 0)
  );
}

/** The same in a few words: the worst first. */
export function troubleText(status: WorkspaceStatus): string {
  const { open, outcome, healthy, instances, pending } = status;
  const worst =
    open.find(({ severity, isNotice }) => severity === 'critical' && !isNotice) ??
    open.find(({ isNotice }) => !isNotice);
  if (worst !== undefined) return `${worst.kind}: ${worst.summary}`;
  if (outcome !== 'ok') return callText(outcome);
  if (healthy < instances.length) return `${healthy} of ${instances.length} healthy`;
  return pending > 0 ? 'something is being watched' : `${healthy} healthy`;
}

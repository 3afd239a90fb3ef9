import { randomUUID } from 'node:crypto';
import type { Publisher } from '../adapters/sns/publisher.ts';
import { check, type CheckReport, type Unmade } from '../check/check.ts';
import { noOverlap } from '../check/overlap.ts';
import type { CredentialsSource } from '../adapters/ssm/credentials.ts';
import type { WatchedWorkspace } from '../config/check-event.ts';
import type { Heartbeat } from '../adapters/heartbeat/heartbeat.ts';
import { recheckAt } from '../check/recheck.ts';
import { withHeartbeat } from '../check/with-heartbeat.ts';
import type { Snapshot } from '../core/history/snapshot.ts';
import { History } from '../adapters/dynamodb/history.ts';
import { Silences } from '../adapters/dynamodb/silences.ts';
import type { Clock, Timestamp } from '../core/base/time.ts';
import { isHealthy } from './output/json-lines.ts';
import { newRemarks } from './output/new-remarks.ts';
import type { LocalStore } from './store/local-store.ts';
import { nextTime, sleptUntil } from './time/beat.ts';

interface Watch {
  readonly workspace: WatchedWorkspace;
  readonly credentials: CredentialsSource;
  readonly store: LocalStore;
  readonly clock: Clock;
  /** How many checks to make; Infinity: until interrupted. */
  readonly checks: number;
  readonly interruption: AbortSignal;
  readonly publisher: Publisher;
  readonly heartbeat: Heartbeat;
  readonly onCheck: (snapshot: Snapshot) => Promise<void>;
  /** Told of what is odd, once for as long as it lasts. */
  readonly onRemark: (remark: string) => void;
}

/** A check that an interruption finds under way has this long to end; then it is as if it had not begun. */
const graceMilliseconds = 2_000;

/**
 * Checks a workspace again and again, as its schedule would. Resolves to whether the last check found all well, and
 * to null where an interruption came before any could tell.
 */
export async function watchWorkspace(watch: Watch): Promise<boolean | null> {
  const { workspace, clock, interruption, checks } = watch;
  const checkDueAt = checker(watch);
  const onRemarks = newRemarks(watch.onRemark);
  let wasHealthy: boolean | null = null;
  let slotAt = clock.now();
  let dueAt = slotAt;
  let rechecks = 0;
  for (let made = 1; ; made += 1) {
    const outcome = await unlessItDrags(checkDueAt(dueAt), interruption);
    if (outcome === 'given up') return wasHealthy;
    const report = typeof outcome === 'string' ? null : outcome;
    wasHealthy = report === null ? false : isHealthy(report.snapshot);
    onRemarks(report?.remarks ?? [alreadyMade]);
    if (made >= checks) return wasHealthy;
    const again = report === null ? null : recheckAt(workspace, slotAt, rechecks, report.opensAt);
    rechecks = again === null ? 0 : rechecks + 1;
    if (again === null) slotAt = nextTime(slotAt, workspace.everySeconds, clock.now());
    dueAt = again ?? slotAt;
    if (!(await sleptUntil(dueAt, clock, interruption))) return wasHealthy;
  }
}

const alreadyMade = 'not checked: the store holds a check of this time or a later one. Was the clock set back?';

function checker({ workspace, credentials, store, clock, publisher, heartbeat, onCheck }: Watch) {
  const history = new History(store.client, store.table);
  const silences = new Silences(store.client, store.table);
  const tools = { clock, credentials, history, publisher, silences, onRecorded: onCheck };
  return (dueAt: Timestamp): Promise<CheckReport | Unmade> =>
    withHeartbeat(heartbeat, () => check({ workspace, dueAt, mayOverlap: noOverlap, writer: randomUUID() }, tools));
}

function unlessItDrags<T>(work: Promise<T>, interruption: AbortSignal): Promise<T | 'given up'> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const startTimer = (): void => {
      timer = setTimeout(() => {
        resolve('given up');
      }, graceMilliseconds);
    };
    interruption.addEventListener('abort', startTimer, { once: true });
    void work.then(resolve, reject).then(() => {
      interruption.removeEventListener('abort', startTimer);
      clearTimeout(timer);
    });
  });
}

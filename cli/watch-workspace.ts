import type { Clock } from '../core/base/time.ts';
import { randomUUID } from 'node:crypto';
import type { Publisher } from '../adapters/sns/publisher.ts';
import { check, type CheckReport } from '../check/check.ts';
import type { CredentialsSource } from '../adapters/ssm/credentials.ts';
import type { WatchedWorkspace } from '../config/check-event.ts';
import type { Heartbeat } from '../adapters/heartbeat/heartbeat.ts';
import { withHeartbeat } from '../check/with-heartbeat.ts';
import { History } from '../adapters/dynamodb/history.ts';
import { Silences } from '../adapters/dynamodb/silences.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../core/base/time.ts';
import { type CheckView, isHealthy } from './output/json-lines.ts';
import type { LocalStore } from './store/dynalite.ts';

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
  readonly onCheck: (view: CheckView) => Promise<void>;
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
  let wasHealthy: boolean | null = null;
  let lastRemarks: readonly string[] = [];
  let dueAt = clock.now();
  for (let made = 1; ; made += 1) {
    const report = await unlessItDrags(checkDueAt(dueAt), interruption);
    if (report === 'given up') return wasHealthy;
    wasHealthy = report === null ? false : isHealthy(report.snapshot);
    const remarks = report?.remarks ?? [alreadyMade];
    for (const remark of remarks) if (!lastRemarks.includes(remark)) watch.onRemark(remark);
    lastRemarks = remarks;
    if (made >= checks) return wasHealthy;
    dueAt = nextTime(dueAt, workspace.everySeconds, clock.now());
    if (!(await sleptUntil(dueAt, clock, interruption))) return wasHealthy;
  }
}

const alreadyMade = 'not checked: the store holds a check of this time or a later one. Was the clock set back?';

function checker({ workspace, credentials, store, clock, publisher, heartbeat, onCheck }: Watch) {
  const history = new History(store.client, store.table);
  const silences = new Silences(store.client, store.table);
  const tools = { clock, credentials, history, publisher, silences, onRecorded: onCheck };
  return (dueAt: Timestamp): Promise<CheckReport | null> =>
    withHeartbeat(heartbeat, () => check({ workspace, dueAt, takenAt: () => dueAt, writer: randomUUID() }, tools));
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

/** The next time on the grid that has not passed: a check that took too long costs those it covered. */
function nextTime(dueAt: Timestamp, everySeconds: number, now: Timestamp): Timestamp {
  const passed = Math.floor(secondsBetween(dueAt, now) / everySeconds);
  return plusSeconds(dueAt, (passed + 1) * everySeconds);
}

/** A timer of more than 24 days would go off at once. */
const maxTimerMilliseconds = 86_400_000;

/** False when interrupted. */
async function sleptUntil(at: Timestamp, clock: Clock, signal: AbortSignal): Promise<boolean> {
  const left = (): number => secondsBetween(clock.now(), at) * 1000;
  try {
    do await clock.sleep(Math.min(Math.max(0, left()), maxTimerMilliseconds), signal);
    while (left() > 0);
    return !signal.aborted;
  } catch {
    return false;
  }
}

import { randomUUID } from 'node:crypto';
import type { Publisher } from '../../adapters/sns/publisher.ts';
import { check, type CheckReport } from '../../check/check.ts';
import { noOverlap } from '../../check/overlap.ts';
import type { CredentialsSource } from '../../adapters/ssm/credentials.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import type { Heartbeat } from '../../adapters/heartbeat/heartbeat.ts';
import { recheck } from '../../check/recheck.ts';
import { withHeartbeat } from '../../check/with-heartbeat.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { HistoryError } from '../../adapters/dynamodb/history-error.ts';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { Silences } from '../../adapters/dynamodb/silences.ts';
import type { Clock, Timestamp } from '../../core/base/time.ts';
import { isHealthy } from '../output/json-lines.ts';
import { newRemarks } from '../output/new-remarks.ts';
import { reasonOf } from '../base/reason-of.ts';
import type { LocalStore } from '../store/local-store.ts';
import { sleptUntil } from '../time/beat.ts';
import type { WorkspaceProgress } from './progress.ts';

export interface WorkspaceWatch {
  readonly workspace: WatchedWorkspace;
  readonly credentials: CredentialsSource;
  readonly store: Pick<LocalStore, 'client' | 'table'>;
  readonly clock: Clock;
  /** When the next check is due, after one that was due and by the time that it is now. */
  readonly nextDue: (dueAt: Timestamp, now: Timestamp) => Timestamp;
  /** How many checks to make; Infinity: until interrupted. */
  readonly maxChecks: number;
  readonly interruption: AbortSignal;
  readonly publisher: Publisher;
  readonly heartbeat: Heartbeat;
  readonly progress: WorkspaceProgress;
  readonly onCheck: (snapshot: Snapshot) => Promise<void>;
  /** Called with what is odd, once for as long as it lasts. */
  readonly onRemark: (remark: string) => void;
}

/** A check that an interruption finds under way has this long to end; then it is as if it had not begun. */
const graceMilliseconds = 2_000;

/**
 * Checks a workspace again and again, as its schedule would. A check that fails, for whatever reason, ends with a
 * remark, and the next one is made: never rejects.
 */
export async function watchWorkspace(watch: WorkspaceWatch): Promise<void> {
  const { workspace, clock, interruption, maxChecks, progress, nextDue } = watch;
  const makeCheck = checker(watch);
  const onRemarks = newRemarks(watch.onRemark);
  const state = { isOver: false };

  const checkAt = async (dueAt: Timestamp): Promise<CheckReport | null> => {
    const outcome = await attempt(unlessItDrags(makeCheck(dueAt), interruption));
    if (outcome === 'given up') {
      state.isOver = true;
      return null;
    }
    const report = typeof outcome === 'string' || 'failure' in outcome ? null : outcome;
    if (typeof outcome === 'string') progress.unmade();
    else if ('failure' in outcome) progress.failed(clock.now(), outcome.failure);
    else progress.made(clock.now(), isHealthy(outcome.snapshot));
    onRemarks(remarksOn(outcome));
    state.isOver ||= progress.attempts >= maxChecks;
    return state.isOver ? null : report;
  };
  /** One that is not made ends the rechecks, as one that another run has overtaken does. */
  const recheckAt = async (dueAt: Timestamp) => (await checkAt(dueAt)) ?? 'overtaken';
  const waitUntil = (at: Timestamp): Promise<boolean> => sleptUntil(at, clock, interruption);

  for (let dueAt = clock.now(); !state.isOver; dueAt = nextDue(dueAt, clock.now())) {
    if (!(await waitUntil(dueAt))) return;
    const first = await checkAt(dueAt);
    if (first !== null) await recheck(workspace, first, { checkAt: recheckAt, waitUntil, onReport: () => undefined });
  }
}

const alreadyMade = 'not checked: the store holds a check of this time or a later one. Was the clock set back?';

type Outcome = CheckReport | 'repeated' | 'overtaken' | { readonly failure: string };

const remarksOn = (outcome: Outcome): readonly string[] => {
  if (typeof outcome === 'string') return [alreadyMade];
  return 'failure' in outcome ? [`check failed; the next one tries again. ${outcome.failure}`] : outcome.remarks;
};

async function attempt<T>(work: Promise<T>): Promise<T | { readonly failure: string }> {
  try {
    return await work;
  } catch (error) {
    return { failure: failureText(error) };
  }
}

/** What a store on this machine says of itself matters, and nothing that would help in AWS. */
const failureText = (error: unknown): string =>
  error instanceof HistoryError ? `The store: ${reasonOf(error.cause)} (${error.call})` : reasonOf(error);

function checker({ workspace, credentials, store, clock, publisher, heartbeat, onCheck }: WorkspaceWatch) {
  const history = new History(store.client, store.table);
  const silences = new Silences(store.client, store.table);
  const openRollups = () => Promise.resolve(new Rollups(store.client, store.table));
  const tools = { clock, credentials, history, publisher, silences, openRollups, onRecorded: onCheck };
  return (dueAt: Timestamp) =>
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

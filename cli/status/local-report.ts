import * as v from 'valibot';
import { History } from '../../adapters/dynamodb/history.ts';
import { isOfWorkspace } from '../../adapters/dynamodb/table.ts';
import { isUncheckedAt } from '../../check/check-progress.ts';
import { timestampSchema, type Timestamp } from '../../core/base/time.ts';
import { dayAndTimeText } from '../../core/text/time-text.ts';
import { counted } from '../../core/text/words.ts';
import { insistOnStore } from '../store/kept-store.ts';
import { type LocalStore, openLocalStore } from '../store/local-store.ts';
import { partitionsIn } from '../store/partitions.ts';
import { connectToWatch } from '../store/running-store.ts';
import type { ProgressReport } from '../watch/progress.ts';
import type { WatchReport } from '../watch/control.ts';
import type { LastCheck } from './report.ts';
import { lastCheckOf } from './workspaces.ts';

export interface LocalWorkspace extends Omit<ProgressReport, 'everySeconds'> {
  /** null: no watch runs that says it. */
  readonly everySeconds: number | null;
  /** null: there is none. */
  readonly lastCheck: LastCheck | null;
}

/** Whether a watch on this machine is watching, and whether its alerts arrive. */
export interface LocalReport {
  readonly store: string;
  readonly at: Timestamp;
  /** null: none runs. */
  readonly watch: { readonly pid: number; readonly startedAt: Timestamp } | null;
  readonly workspaces: readonly LocalWorkspace[];
  /** What has to be put right, one line each. */
  readonly problems: readonly string[];
}

interface LocalOptions {
  readonly store: string;
  readonly at: Timestamp;
  /** Whether what counts is the watch alone, and not what it sees. */
  readonly isOnlyWatch: boolean;
}

/** Asks the watch that keeps a store, or reads the store where none runs. @throws Problem where there is no store */
export async function localReport({ store: directory, at, isOnlyWatch }: LocalOptions): Promise<LocalReport> {
  insistOnStore(directory);
  const running = await connectToWatch(directory);
  const store = running ?? (await openLocalStore(directory));
  try {
    const watch = running === null ? null : readWatch((await running.progress()).json);
    const seen = watch?.workspaces ?? (await namesIn(store)).map(unwatched);
    const history = new History(store.client, store.table);
    const workspaces: LocalWorkspace[] = [];
    for (const one of seen) {
      // One that the store cannot tell of is no reason to say nothing of the watch.
      const snapshot = await history.latest(one.name, at).catch(() => null);
      workspaces.push({ ...one, lastCheck: snapshot === null ? null : lastCheckOf(snapshot) });
    }
    const problems = [
      ...(watch === null ? ['no watch runs on this store: nothing is monitored'] : []),
      ...(watch === null ? [] : workspaces.flatMap((workspace) => checkProblems(workspace, watch.startedAt, at))),
      ...(isOnlyWatch ? [] : workspaces.flatMap(seenProblems)),
    ];
    const runs = watch === null ? null : { pid: watch.pid, startedAt: watch.startedAt };
    return { store: directory, at, watch: runs, workspaces, problems };
  } finally {
    await store.close();
  }
}

const progressSchema = v.object({
  name: v.string(),
  everySeconds: v.number(),
  made: v.number(),
  failed: v.number(),
  lastMadeAt: v.nullable(timestampSchema),
  failure: v.nullable(v.object({ at: timestampSchema, reason: v.string() })),
}) satisfies v.GenericSchema<unknown, ProgressReport>;

const watchSchema = v.object({
  pid: v.number(),
  startedAt: timestampSchema,
  workspaces: v.array(progressSchema),
}) satisfies v.GenericSchema<unknown, WatchReport>;

const readWatch = (json: string): WatchReport => v.parse(watchSchema, JSON.parse(json));

const unwatched = (name: string): Omit<LocalWorkspace, 'lastCheck'> => ({
  name,
  everySeconds: null,
  made: 0,
  failed: 0,
  lastMadeAt: null,
  failure: null,
});

async function namesIn({ client, table }: LocalStore): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const name of partitionsIn(client, table)) {
    if (isOfWorkspace(name)) names.push(name);
  }
  return names.sort();
}

/** A check that takes long is no reason for a complaint, however often checks are due. */
const minEverySeconds = 12;

function checkProblems(
  { name, everySeconds, lastMadeAt, failure }: LocalWorkspace,
  startedAt: Timestamp,
  at: Timestamp,
): readonly string[] {
  if (failure !== null) return [`${name}: the last check failed. ${failure.reason}`];
  const every = Math.max(everySeconds ?? 0, minEverySeconds);
  const since = lastMadeAt ?? startedAt;
  return isUncheckedAt({ name, everySeconds: every }, since, at)
    ? [`${name}: not checked since ${dayAndTimeText(since)}`]
    : [];
}

function seenProblems({ name, lastCheck }: LocalWorkspace): readonly string[] {
  if (lastCheck === null) return [];
  const { outcome, waitingAlerts } = lastCheck;
  return [
    ...(outcome === 'ok' ? [] : [`${name}: the last check could not see it (${outcome})`]),
    ...(waitingAlerts === 0 ? [] : [`${name}: ${counted(waitingAlerts, 'alert')} could not be delivered yet`]),
  ];
}

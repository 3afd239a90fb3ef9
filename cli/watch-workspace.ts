import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Alert } from '../lambda/alerts/alert.ts';
import type { Publisher } from '../lambda/alerts/publisher.ts';
import { check } from '../lambda/check/check.ts';
import type { CredentialsSource } from '../lambda/check/credentials-source.ts';
import type { WatchedWorkspace } from '../lambda/check/event.ts';
import { History } from '../lambda/history/history.ts';
import { systemClock } from '../lambda/system-clock.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../lambda/time.ts';
import { type CheckView, isHealthy } from './output/json-lines.ts';
import type { LocalStore } from './store/dynalite.ts';

export interface Watch {
  readonly workspace: WatchedWorkspace;
  readonly credentials: CredentialsSource;
  readonly store: LocalStore;
  /** How many checks to make; Infinity: until interrupted. */
  readonly checks: number;
  readonly interruption: AbortSignal;
  readonly onCheck: (view: CheckView) => void;
  readonly onRemark: (remark: string) => void;
  readonly onAlert: (alert: Alert) => void;
}

/** Checks a workspace again and again, as its schedule would. Resolves to whether the last check found all well. */
export async function watchWorkspace(watch: Watch): Promise<boolean> {
  const { workspace, interruption, checks } = watch;
  const history = new History(watch.store.client, watch.store.table);
  let wasHealthy = true;
  let dueAt = systemClock.now();
  for (let made = 1; ; made += 1) {
    const report = await check(
      { workspace, dueAt, takenAt: always(dueAt), writer: randomUUID() },
      {
        clock: systemClock,
        credentials: watch.credentials,
        history,
        publisher: publisherOf(watch),
        silences: [],
        onRecorded: (snapshot) => {
          wasHealthy = isHealthy(snapshot);
          watch.onCheck(snapshot);
        },
      },
    );
    for (const remark of report?.remarks ?? []) watch.onRemark(remark);
    if (made >= checks) return wasHealthy;
    dueAt = nextTime(dueAt, workspace.everySeconds);
    if (!(await sleptUntil(dueAt, interruption))) return wasHealthy;
  }
}

const publisherOf = ({ onAlert }: Watch): Publisher => ({
  publish: (alert) => {
    onAlert(alert);
    return Promise.resolve();
  },
});

const always = (at: Timestamp) => () => at;

/** The next time on the grid that has not passed: a check that took too long costs those it covered. */
function nextTime(dueAt: Timestamp, everySeconds: number): Timestamp {
  const passed = Math.floor(secondsBetween(dueAt, systemClock.now()) / everySeconds);
  return plusSeconds(dueAt, (passed + 1) * everySeconds);
}

/** False when interrupted. */
async function sleptUntil(at: Timestamp, signal: AbortSignal): Promise<boolean> {
  const milliseconds = Math.max(0, secondsBetween(systemClock.now(), at) * 1000);
  try {
    await setTimeout(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

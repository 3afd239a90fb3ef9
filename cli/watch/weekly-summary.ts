import { randomUUID } from 'node:crypto';
import { History } from '../../adapters/dynamodb/history.ts';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { Summaries } from '../../adapters/dynamodb/summaries.ts';
import { sendSummaries, type SummaryTools } from '../../check/send-summaries.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { type Clock, earlier, plusSeconds, type Timestamp } from '../../core/base/time.ts';
import { defaultRules } from '../../core/rules/registry.ts';
import type { SummaryObject } from '../../core/summary/summary-object.ts';
import { nextDue, type SummaryTime } from '../../core/summary/week.ts';
import { reasonOf } from '../base/reason-of.ts';
import type { LocalStore } from '../store/local-store.ts';
import { sleptUntil } from '../time/beat.ts';
import type { Destination } from './destination.ts';

interface WeeklyOptions {
  readonly time: SummaryTime;
  readonly workspaces: readonly WatchedWorkspace[];
  readonly destinations: readonly Destination[];
  readonly store: Pick<LocalStore, 'client' | 'table'>;
  /** Whether the store holds what earlier watches saw: what they did not send is sent at once. */
  readonly isKept: boolean;
  readonly clock: Clock;
  readonly interruption: AbortSignal;
  readonly onNote: (note: string) => void;
  /** Shows a summary on the terminal. */
  readonly show: (summary: SummaryObject) => Promise<void>;
}

/** A run that is ended leaves it to another after this time. */
const turnSeconds = 600;
const againSeconds = 3_600;
/** By which the store marks that it was shown. */
const terminal = 'terminal';

/** Sends the weekly summary, to each destination once, until it is interrupted. Never rejects. */
export async function sendWeekly(options: WeeklyOptions): Promise<void> {
  const { time, clock, interruption, isKept, onNote } = options;
  const now = clock.now();
  let at: Timestamp = isKept ? now : nextDue(time, now);
  while (await sleptUntil(at, clock, interruption)) {
    const startedAt = clock.now();
    at = nextDue(time, startedAt);
    try {
      await sendNow(options, startedAt);
    } catch (error) {
      onNote(`the weekly summary was not sent everywhere; that is tried again in an hour. ${reasonOf(error)}`);
      at = earlier(at, plusSeconds(startedAt, againSeconds));
    }
  }
}

async function sendNow(options: WeeklyOptions, at: Timestamp): Promise<void> {
  const { time, workspaces, store, clock, show } = options;
  // Those of the file that no people read have none; the webhook of the environment has all.
  const readers = options.destinations.filter(({ route }) => route.summary?.audience !== null);
  const { client, table } = store;
  const tools: SummaryTools = {
    clock,
    source: { history: new History(client, table), rollups: new Rollups(client, table) },
    summaries: new Summaries(client, table),
    publish: async (summary, audience) => {
      if (audience === terminal) return show(summary);
      const failure = await readers.find(({ name }) => name === audience)?.deliverSummary(summary);
      if (failure !== null && failure !== undefined) throw new Error(`${audience}: ${failure.reason}`);
    },
  };
  await sendSummaries(
    {
      time,
      audiences: [
        { id: terminal, workspaces: null },
        ...readers.map(({ name, route }) => ({ id: name, workspaces: route.workspaces })),
      ],
      workspaces: workspaces.map(({ name }) => name),
      rulesOf: (name) => workspaces.find((workspace) => workspace.name === name)?.rules ?? defaultRules,
      commandOf: null,
    },
    { writer: randomUUID(), at, until: plusSeconds(at, turnSeconds) },
    tools,
  );
}

import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import * as v from 'valibot';
import { type WatchedWorkspace, readCheckEvent } from '../../config/check-event.ts';
import { isSummaryEvent } from '../../config/summary-event.ts';
import { asSelfCheckEvent, type SelfCheckEvent } from '../../config/self-check-event.ts';
import { asStatusPageEvent } from '../../config/status-page-event.ts';
import { commandClientConfig, usingClient } from '../input/aws-clients.ts';
import { inTurns } from './in-turns.ts';

/** The schedules of a deployment, by what they start. */
export interface Schedules {
  readonly workspaces: ReadonlyArray<{ readonly workspace: WatchedWorkspace; readonly isEnabled: boolean }>;
  /** null: there is none. */
  readonly selfCheck: { readonly event: SelfCheckEvent; readonly isEnabled: boolean } | null;
  /** Names of those whose event this version cannot read. */
  readonly unreadable: readonly string[];
}

/** Reads every schedule of the group, with the event that it sends. */
export function readSchedules(group: string): Promise<Schedules> {
  return usingClient(new SchedulerClient(commandClientConfig()), async (client) => {
    const names = await namesIn(client, group);
    const read = await inTurns(names, async (name) => {
      const { State, Target } = await client.send(new GetScheduleCommand({ GroupName: group, Name: name }));
      return { name, isEnabled: State === 'ENABLED', input: jsonOf(Target?.Input) };
    });
    const events = read.map((schedule) => ({
      ...schedule,
      selfCheck: asSelfCheckEvent(schedule.input),
      workspace: workspaceIn(schedule.input),
      isOfStatusPage: asStatusPageEvent(schedule.input) !== null,
    }));
    const [selfCheck = null] = events.flatMap(({ selfCheck: event, isEnabled }) =>
      event === null ? [] : [{ event, isEnabled }],
    );
    return {
      workspaces: events.flatMap(({ workspace, isEnabled }) => (workspace === null ? [] : [{ workspace, isEnabled }])),
      selfCheck,
      unreadable: events
        .filter(
          (one) =>
            one.workspace === null && one.selfCheck === null && !one.isOfStatusPage && !isSummaryEvent(one.input),
        )
        .map(({ name }) => name),
    };
  });
}

async function namesIn(client: SchedulerClient, group: string): Promise<readonly string[]> {
  const names: string[] = [];
  let next: string | undefined;
  do {
    const { Schedules: schedules = [], NextToken } = await client.send(
      new ListSchedulesCommand({ GroupName: group, ...(next !== undefined && { NextToken: next }) }),
    );
    names.push(...schedules.flatMap(({ Name }) => (Name === undefined ? [] : [Name])));
    next = NextToken;
  } while (next !== undefined && names.length < maxSchedules);
  return names;
}

/** A stack holds fewer. */
const maxSchedules = 1_000;

const json = v.pipe(v.string(), v.parseJson());

const jsonOf = (input: string | undefined): unknown => {
  const parsed = v.safeParse(json, input);
  return parsed.success ? parsed.output : null;
};

const workspaceIn = (input: unknown): WatchedWorkspace | null => {
  try {
    return readCheckEvent(input).workspace;
  } catch {
    return null;
  }
};

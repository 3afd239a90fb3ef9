import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { asSelfCheckEvent, type SelfCheckEvent } from '../../config/self-check-event.ts';
import { credentials, region } from './cloud.ts';
import { invoke } from './invoke.ts';

/** Has the self-check made as somebody does it by hand, with the event of its schedule. */
export async function makeSelfCheck(endpoint: string, group: string): Promise<void> {
  const client = new SchedulerClient({ endpoint, region, credentials });
  try {
    const { arn, event } = await scheduleOf(client, group);
    await invoke(endpoint, arn.split(':').at(-1) ?? '', 'RequestResponse', event);
  } finally {
    client.destroy();
  }
}

async function scheduleOf(client: SchedulerClient, group: string) {
  const { Schedules: schedules = [] } = await client.send(new ListSchedulesCommand({ GroupName: group }));
  for (const { Name } of schedules) {
    const { Target } = await client.send(new GetScheduleCommand({ GroupName: group, Name }));
    const event: SelfCheckEvent | null = asSelfCheckEvent(JSON.parse(Target?.Input ?? 'null'));
    if (event !== null) return { arn: Target?.Arn ?? '', event };
  }
  throw new Error('no schedule starts the self-check');
}

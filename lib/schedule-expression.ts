import { Duration } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { hasSlots, slotOf } from '../config/check-slots.ts';

const minutesInHour = 60;

/**
 * When a workspace is checked. An interval that divides an hour or a day falls on slots of the clock, so that a
 * schedule made anew goes on in step; any other counts from when the schedule was made.
 *
 * Which of the slots, the workspace's name decides: hundreds that are checked every five minutes are checked in each
 * of the five, and none changes its slot when others come or go. Within a minute it is the scheduler that spreads
 * them: it starts what is due at some time in that minute.
 *
 * @param everySeconds a whole number of minutes.
 */
export const checkEvery = (everySeconds: number, workspace: string): ScheduleExpression => {
  const minutes = everySeconds / 60;
  if (!hasSlots(everySeconds)) return ScheduleExpression.rate(Duration.minutes(minutes));
  const slot = slotOf(workspace, minutes);
  if (minutes === 1) return ScheduleExpression.cron({ minute: '*' });
  if (minutes === minutesInHour) return ScheduleExpression.cron({ minute: String(slot) });
  if (minutes < minutesInHour) return ScheduleExpression.cron({ minute: `${slot}/${minutes}` });
  const hour = `${Math.floor(slot / minutesInHour)}/${minutes / minutesInHour}`;
  return ScheduleExpression.cron({ minute: String(slot % minutesInHour), hour });
};

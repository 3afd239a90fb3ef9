import { Duration } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';

const minutesInHour = 60;

/**
 * When a workspace is checked. An interval that divides an hour falls on whole slots of the clock, so that the times
 * of checks are round and a schedule made anew goes on in step; any other counts from when the schedule was made.
 *
 * @param everySeconds a whole number of minutes.
 */
export const checkEvery = (everySeconds: number): ScheduleExpression => {
  const minutes = everySeconds / 60;
  if (minutes === 1) return ScheduleExpression.cron({ minute: '*' });
  if (minutes === minutesInHour) return ScheduleExpression.cron({ minute: '0' });
  if (minutesInHour % minutes === 0) return ScheduleExpression.cron({ minute: `0/${minutes}` });
  return ScheduleExpression.rate(Duration.minutes(minutes));
};

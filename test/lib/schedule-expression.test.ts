import { expect, test } from '@jest/globals';
import { durationSeconds } from '../../lib/config/duration.ts';
import { checkEvery } from '../../lib/schedule-expression.ts';

test.each([
  ['1m', 'cron(* * * * ? *)'],
  ['5m', 'cron(0/5 * * * ? *)'],
  ['30m', 'cron(0/30 * * * ? *)'],
  ['1h', 'cron(0 * * * ? *)'],
  ['7m', 'rate(7 minutes)'],
  ['2h', 'rate(2 hours)'],
  ['90m', 'rate(90 minutes)'],
])('every %s is %s: on whole slots of the hour where it divides one', (every, expression) => {
  expect(checkEvery(durationSeconds(every) ?? 0).expressionString).toBe(expression);
});

import { expect, test } from '@jest/globals';
import { durationSeconds } from '../../core/settings/duration.ts';
import { checkEvery } from '../../lib/schedule-expression.ts';

const expressionOf = (every: string, workspace: string): string =>
  checkEvery(durationSeconds(every) ?? 0, workspace).expressionString;

test.each([
  ['1m', 'production', 'cron(* * * * ? *)'],
  ['5m', 'production', 'cron(1/5 * * * ? *)'],
  ['5m', 'staging', 'cron(3/5 * * * ? *)'],
  ['30m', 'production', 'cron(21/30 * * * ? *)'],
  ['1h', 'production', 'cron(51 * * * ? *)'],
  ['2h', 'production', 'cron(51 1/2 * * ? *)'],
  ['12h', 'production', 'cron(51 9/12 * * ? *)'],
  ['7m', 'production', 'rate(7 minutes)'],
  ['5h', 'production', 'rate(5 hours)'],
  ['90m', 'production', 'rate(90 minutes)'],
])('every %s, %s is checked at %s: on a slot of its own where the interval divides an hour or a day', (...row) => {
  const [every, workspace, expression] = row;
  expect(expressionOf(every, workspace)).toBe(expression);
});

test('hundreds of workspaces are spread over all slots of their interval, about evenly', () => {
  const counts = new Map<string, number>();
  for (let index = 0; index < 300; index += 1) {
    const expression = expressionOf('5m', `workspace-${index}`);
    counts.set(expression, (counts.get(expression) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual([0, 1, 2, 3, 4].map((slot) => `cron(${slot}/5 * * * ? *)`));
  expect(Math.max(...counts.values())).toBeLessThan(90);
});

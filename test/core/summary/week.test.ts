import { expect, test } from '@jest/globals';
import { secondsBetween, type Timestamp } from '../../../core/base/time.ts';
import { nextDue, weekDue } from '../../../core/summary/week.ts';

const berlin = { cron: '0 8 * * 1', timeZone: 'Europe/Berlin' };
const hours = ({ from, to }: ReturnType<typeof weekDue>): number => secondsBetween(from, to) / 3_600;

test('a week is from eight to eight by the clock of its time zone', () => {
  const week = weekDue(berlin, '2026-11-23T07:00:00.000Z');
  expect(week).toEqual({ from: '2026-11-16T07:00:00.000Z', to: '2026-11-23T07:00:00.000Z' });
});

test('a moment before it is due, the week before is', () => {
  expect(weekDue(berlin, '2026-11-23T06:59:59.999Z').to).toBe('2026-11-16T07:00:00.000Z');
});

test.each<[string, Timestamp, Timestamp, number]>([
  ['in spring', '2026-03-30T12:00:00.000Z', '2026-03-30T06:00:00.000Z', 167],
  ['in autumn', '2026-10-26T12:00:00.000Z', '2026-10-26T07:00:00.000Z', 169],
])('the week in which clocks change %s is an hour shorter or longer', (_, at, to, length) => {
  const week = weekDue(berlin, at);
  expect([week.to, hours(week)]).toEqual([to, length]);
});

test('a time that clocks leave out is due when they have: in that hour, an hour later', () => {
  const early = { cron: '30 2 * * 0', timeZone: 'Europe/Berlin' };
  const week = weekDue(early, '2026-03-29T02:00:00.000Z');
  expect(week.to.slice(0, 10)).toBe('2026-03-29');
  expect(week.from).toBe('2026-03-22T01:30:00.000Z');
});

test('the next one comes a week later', () => {
  expect(nextDue(berlin, '2026-11-23T07:00:00.000Z')).toBe('2026-11-30T07:00:00.000Z');
});

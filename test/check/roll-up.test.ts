import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { millisecondsOf } from '../../core/base/time.ts';
import { dayOf, hourMilliseconds } from '../../core/timeline/rollup.ts';
import { Rig } from './rig.ts';

let rig: Rig;
/** The calls of each check since the test asked for them. */
let commands: string[];
beforeEach(async () => {
  rig = await Rig.build({ start: '2026-11-21T19:57:00.000Z' });
  commands = [];
  rig.store.client.middlewareStack.add(
    (next, { commandName = '?' }) =>
      (args) => {
        commands.push(commandName);
        return next(args);
      },
    { step: 'finalizeRequest' },
  );
});
afterEach(async () => {
  await rig.close();
});

const quiet = ['QueryCommand', 'QueryCommand', 'PutItemCommand'];

const nextCommands = async (): Promise<readonly string[]> => {
  commands = [];
  await rig.checks(1);
  return commands;
};

const hoursKept = async (): Promise<readonly number[]> => {
  const day = dayOf(millisecondsOf(rig.clock.now()));
  const { rollup } = await rig.rollups.of(rig.workspace.name, day);
  return rollup.hours.map((hour) => (hour - day) / hourMilliseconds);
};

test('the first check of an hour keeps the hour before with one write more; no other check does', async () => {
  for (let minute = 57; minute < 60; minute += 1) expect(await nextCommands()).toEqual(quiet);
  const first = await nextCommands();
  expect(first.slice(0, 3)).toEqual(quiet);
  expect(first.filter((command) => command === 'PutItemCommand')).toHaveLength(2);
  expect(await hoursKept()).toContain(19);
  expect(await nextCommands()).toEqual(quiet);
});

test('a rollup that cannot be written fails no check, and one of the next checks makes up for it', async () => {
  const put = rig.rollups.put.bind(rig.rollups);
  rig.rollups.put = () => Promise.reject(new Error('no capacity'));
  await rig.checks(3);
  const report = await rig.check();
  expect(report?.snapshot.outcome).toBe('ok');
  expect(report?.remarks).toEqual([
    'the last hour is not rolled up for reports yet, the next one makes up for it: no capacity',
  ]);
  rig.rollups.put = put;
  rig.clock.advance(3_600);
  await rig.check();
  expect(await hoursKept()).toEqual(expect.arrayContaining([19, 20]));
});

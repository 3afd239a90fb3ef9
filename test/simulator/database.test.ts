import { afterEach, describe, expect, test } from '@jest/globals';
import type { Answer } from '../../simulator/faults.ts';
import { Api } from '../../simulator/api.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import {
  closeWorkspaces,
  at,
  givenWorkspace,
  type GivenWorkspace,
  heartbeatAgeSeconds,
  idOf,
  livingIds,
  start,
} from './support.ts';

afterEach(closeWorkspaces);

/** What a call gets, without waiting for it. */
const answerOf = ({ workspace }: GivenWorkspace): Answer =>
  new Api(workspace).answer({
    method: 'GET',
    path: '/api/v1/instances.get',
    remoteAddress: '127.0.0.1',
    ...simulatedCredentials,
  });

const afterHalfAMinute = {
  kind: 'late',
  afterSeconds: 30,
  answer: expect.objectContaining({ status: 500, body: '{"success":false,"error":"Internal server error"}' }),
};

const ages = async (given: GivenWorkspace): Promise<readonly number[]> =>
  (await given.list()).map((entry) => heartbeatAgeSeconds(entry, given.clock.now()));

const registrations = async (given: GivenWorkspace): Promise<readonly string[]> =>
  (await given.list()).map(({ instanceRecord }) => `${instanceRecord._id} ${instanceRecord._createdAt}`);

describe('a process that loses the database', () => {
  test('lets a call hang for half a minute, which then fails; the others answer', async () => {
    const given = await givenWorkspace({ instances: 3 });
    given.workspace.loseDatabase(at(livingIds(given), 1));
    const answers = [answerOf(given), answerOf(given), answerOf(given), answerOf(given)];
    expect(answers.map(({ kind }) => kind)).toEqual(['response', 'late', 'response', 'response']);
    expect(answers[1]).toEqual(afterHalfAMinute);
  });

  test('goes stale, expires, stays connected as long as it is listed, and registers again as itself', async () => {
    const given = await givenWorkspace({ instances: 3, loadBalancer: 'sticky' });
    const id = at(livingIds(given), 1);
    const before = await given.entry(id);
    given.workspace.loseDatabase(id);
    given.clock.advance(50);
    const stale = await given.entry(id);
    expect(stale?.instanceRecord._updatedAt).toBe(before?.instanceRecord._updatedAt);
    expect(stale?.currentStatus.connected).toBe(true);
    given.clock.advance(75);
    expect(await given.entry(id)).toBeUndefined();
    given.workspace.regainDatabase(id);
    expect((await given.list()).map(idOf).at(-1)).toBe(id);
    const after = await given.entry(id);
    expect(after?.instanceRecord._createdAt).toBe(given.clock.now());
    expect(after?.instanceRecord.extraInformation.os).toEqual(before?.instanceRecord.extraInformation.os);
    expect(after?.currentStatus.connected).toBe(true);
  });

  test('changes nothing where it is back before its record expires', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const before = await registrations(given);
    given.workspace.loseDatabase(livingIds(given));
    given.clock.advance(45);
    given.workspace.regainDatabase(livingIds(given));
    given.clock.advance(1);
    expect(await registrations(given)).toEqual(before);
    for (const age of await ages(given)) expect(age).toBe(1);
  });

  test('may be hung when it is back, and beats when it wakes', async () => {
    const given = await givenWorkspace({ instances: 2, loadBalancer: (ids) => at(ids, -1) });
    const id = at(livingIds(given), 0);
    given.workspace.loseDatabase(id);
    given.workspace.hang(id);
    given.clock.advance(20);
    given.workspace.regainDatabase(id);
    given.clock.advance(20);
    expect(
      heartbeatAgeSeconds((await given.entry(id)) ?? at(await given.list(), 0), given.clock.now()),
    ).toBeGreaterThan(39);
    given.workspace.wake(id);
    expect(heartbeatAgeSeconds((await given.entry(id)) ?? at(await given.list(), 0), given.clock.now())).toBe(0);
  });
});

describe('a database that is gone', () => {
  test('lets every call hang, deletes nothing, and has all records fresh as soon as it is back', async () => {
    const given = await givenWorkspace({ instances: 3 });
    const before = await registrations(given);
    given.workspace.loseDatabase();
    given.clock.advance(600);
    expect([answerOf(given), answerOf(given), answerOf(given)]).toEqual([
      ...[afterHalfAMinute, afterHalfAMinute, afterHalfAMinute],
    ]);
    given.workspace.regainDatabase();
    expect(await registrations(given)).toEqual(before);
    expect(await ages(given)).toEqual([0, 0, 0]);
    given.clock.advance(3600);
    expect(await registrations(given)).toEqual(before);
  });

  test('keeps the record of one that died meanwhile for a minute or two more', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const id = at(livingIds(given), 0);
    given.workspace.loseDatabase();
    given.workspace.kill(id);
    given.clock.advance(600);
    given.workspace.regainDatabase();
    given.clock.advance(59);
    expect(await given.ids()).toContain(id);
    given.clock.advance(62);
    expect(await given.ids()).not.toContain(id);
  });

  test('takes in one that started meanwhile when it is back', async () => {
    const given = await givenWorkspace({ instances: 1 });
    given.workspace.loseDatabase();
    const id = given.workspace.start();
    given.clock.advance(60);
    given.workspace.regainDatabase();
    expect((await given.entry(id))?.instanceRecord._createdAt).toBe(given.clock.now());
  });
});

describe('a database that fails over to a host with another clock', () => {
  test.each([180, -180])(
    'dates all new heartbeats by that clock (%d s), and nothing else',
    async (clockSkewSeconds) => {
      const given = await givenWorkspace({ instances: 3 });
      const [dead, ...living] = livingIds(given);
      given.workspace.kill(dead ?? '');
      const before = await registrations(given);
      const lastBeat = (await given.entry(dead ?? ''))?.instanceRecord._updatedAt;
      given.workspace.failOver({ clockSkewSeconds });
      given.clock.advance(10);
      expect(await registrations(given)).toEqual(expect.arrayContaining(before.slice(1)));
      for (const id of living) {
        const age = heartbeatAgeSeconds((await given.entry(id)) ?? at(await given.list(), 0), given.clock.now());
        expect(age + clockSkewSeconds).toBeGreaterThanOrEqual(0);
        expect(age + clockSkewSeconds).toBeLessThanOrEqual(10);
      }
      if (clockSkewSeconds < 0) expect((await given.entry(dead ?? ''))?.instanceRecord._updatedAt).toBe(lastBeat);
    },
  );

  test('lists a dead one for longer where that clock is behind', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const id = at(livingIds(given), 0);
    given.workspace.kill(id);
    given.workspace.failOver({ clockSkewSeconds: -180 });
    given.clock.advance(220);
    expect(await given.ids()).toContain(id);
    given.clock.advance(80);
    expect(await given.ids()).not.toContain(id);
  });
});

describe('a database that takes no writes, but can be read', () => {
  test('lets every heartbeat age alike, then every record expire, and gets the same ids back', async () => {
    const given = await givenWorkspace({ instances: 3 });
    const before = await given.list();
    given.workspace.stallDatabase(180);
    given.clock.advance(50);
    for (const age of await ages(given)) expect(age).toBeGreaterThanOrEqual(50);
    given.clock.advance(75);
    expect(await given.list()).toEqual([]);
    given.clock.advance(70);
    const after = await given.list();
    expect(after.map(idOf).toSorted()).toEqual(before.map(idOf).toSorted());
    for (const { instanceRecord } of after) expect(instanceRecord._createdAt > start).toBe(true);
  });

  test('changes nothing but the age of heartbeats where it takes them again before they expire', async () => {
    const given = await givenWorkspace({ instances: 3 });
    const before = await registrations(given);
    given.workspace.stallDatabase(40);
    given.clock.advance(60);
    expect(await registrations(given)).toEqual(before);
    for (const age of await ages(given)) expect(age).toBeLessThan(10);
  });
});

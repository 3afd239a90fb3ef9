import { afterEach, describe, expect, test } from '@jest/globals';
import { closeWorkspaces, type GivenWorkspace, at, givenWorkspace, livingIds } from './support.ts';

afterEach(closeWorkspaces);

/** The distinct ids listed in all that time, looked at every few seconds, and the most that were listed at once. */
const watch = async ({ list, clock }: GivenWorkspace, seconds: number, everySeconds = 5) => {
  const fresh = [];
  const listed = [];
  for (let passed = 0; passed <= seconds; passed += everySeconds) {
    const entries = await list();
    listed.push(entries.length);
    fresh.push(
      entries.filter(({ instanceRecord }) => Date.parse(clock.now()) - Date.parse(instanceRecord._updatedAt) < 10_000)
        .length,
    );
    clock.advance(everySeconds);
  }
  return { fresh, listed };
};

const placeOf = async (given: GivenWorkspace, id: string) => {
  const { host, port } = (await given.entry(id))?.instanceRecord.extraInformation ?? {};
  return `${host ?? '?'}:${port ?? '?'}`;
};

describe('a restart', () => {
  test('brings a new id, whose record overlaps with the old one for up to two minutes', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const old = at(livingIds(given), 0);
    const successor = given.workspace.restart(old, { downSeconds: 15 });
    expect(successor).not.toBe(old);
    expect(await given.ids()).not.toContain(successor);
    given.clock.advance(15);
    expect(await given.ids()).toEqual(expect.arrayContaining([old, successor]));
    given.clock.advance(105);
    expect(await given.ids()).not.toContain(old);
    expect(await given.ids()).toContain(successor);
  });

  test.each([
    { places: 'fixed', samePlace: true },
    { places: 'per-process', samePlace: false },
    { places: 'localhost', samePlace: true },
  ] as const)('keeps host and port where places are $places: $samePlace', async ({ places, samePlace }) => {
    const given = await givenWorkspace({ instances: 2, places });
    const old = at(livingIds(given), 0);
    const successor = given.workspace.restart(old);
    given.clock.advance(20);
    expect((await placeOf(given, successor)) === (await placeOf(given, old))).toBe(samePlace);
  });

  test('reads the memory of its host anew', async () => {
    const given = await givenWorkspace({ instances: 1 });
    const memory = { totalBytes: 4096 * 1000, freeBytes: 4096 };
    const successor = given.workspace.restart(at(livingIds(given), 0), { downSeconds: 5, memory });
    given.clock.advance(5);
    expect(await given.entry(successor)).toMatchObject({
      instanceRecord: { extraInformation: { os: { totalmem: 4_096_000, freemem: 4096 } } },
    });
  });
});

describe('a start', () => {
  test.each([20, 180])('takes as long as the workspace says: %d s', async (startSeconds) => {
    const given = await givenWorkspace({ instances: 2, startSeconds });
    const restarted = given.workspace.restart(at(livingIds(given), 0));
    const [scaledUp = ''] = given.workspace.scale(3).started;
    given.clock.advance(startSeconds - 1);
    expect(await given.ids()).not.toEqual(expect.arrayContaining([restarted]));
    given.clock.advance(1);
    expect(await given.ids()).toEqual(expect.arrayContaining([restarted, scaledUp]));
    const { newIds, doneAt } = given.workspace.rollOut({ style: 'recreate', pauseSeconds: 5 });
    expect(Date.parse(doneAt) - Date.parse(given.clock.now())).toBe(3 * (startSeconds + 5) * 1000);
    given.clock.advance(3 * (startSeconds + 5));
    expect(await given.ids()).toEqual(expect.arrayContaining([...newIds]));
  });

  test('may take anything between two times', async () => {
    const given = await givenWorkspace({ instances: 1, startSeconds: { min: 20, max: 180 } });
    const { started } = given.workspace.scale(30);
    given.clock.advance(20);
    const early = (await given.ids()).length;
    given.clock.advance(160);
    expect(await given.ids()).toEqual(expect.arrayContaining([...started]));
    expect(early).toBeLessThan(15);
  });
});

describe('places', () => {
  test('are unique addresses, unless every process calls itself localhost', async () => {
    for (const [places, distinct] of [
      ['fixed', 300],
      ['per-process', 300],
      ['localhost', 1],
    ] as const) {
      const { list } = await givenWorkspace({ instances: 300, places });
      const hosts = (await list()).map(({ instanceRecord }) => instanceRecord.extraInformation.host);
      expect(new Set(hosts).size).toBe(distinct);
    }
  });

  test('may be given', async () => {
    const given = await givenWorkspace({ instances: [{ host: 'chat-1.internal', port: '3001' }] });
    expect(await placeOf(given, at(livingIds(given), 0))).toBe('chat-1.internal:3001');
  });
});

describe('a roll-out', () => {
  test('that surges never has fewer fresh instances than before', async () => {
    const given = await givenWorkspace({ instances: 3, places: 'per-process' });
    const before = livingIds(given);
    const { newIds, doneAt } = given.workspace.rollOut({ style: 'surge', startSeconds: 30, pauseSeconds: 10 });
    const { fresh } = await watch(given, 300);
    expect(Math.min(...fresh)).toBeGreaterThanOrEqual(3);
    // One more while it starts, and for its last few seconds the one whose turn it was.
    expect(Math.max(...fresh)).toBe(4);
    expect(doneAt).toBe('2026-11-21T19:02:00.000Z');
    expect((await given.ids()).toSorted()).toEqual(newIds.toSorted());
    expect(newIds).not.toEqual(expect.arrayContaining([...before]));
  });

  test('that recreates ends each process before it starts the next in its place', async () => {
    const given = await givenWorkspace({ instances: 3 });
    const places = await Promise.all(livingIds(given).map((id) => placeOf(given, id)));
    const { newIds } = given.workspace.rollOut({ style: 'recreate', startSeconds: 30, pauseSeconds: 10 });
    given.clock.advance(1);
    expect(given.workspace.instances.map(({ state }) => state)).toEqual(['dead', 'running', 'running', 'starting']);
    const { listed } = await watch(given, 300);
    expect(Math.max(...listed)).toBeGreaterThan(3);
    expect(await Promise.all(newIds.map((id) => placeOf(given, id)))).toEqual(places);
    expect((await given.ids()).toSorted()).toEqual(newIds.toSorted());
  });

  test('that recreates all at once leaves nobody to answer until the new ones have started', async () => {
    const given = await givenWorkspace({ instances: 3 });
    given.workspace.rollOut({ style: 'recreate', startSeconds: 30, atOnce: 3 });
    given.clock.advance(29);
    expect((await given.call()).status).toBe(503);
    given.clock.advance(1);
    expect(await given.list()).toHaveLength(6);
  });

  test('happens at the right times however late somebody looks', async () => {
    const [late, often] = await Promise.all([givenWorkspace(), givenWorkspace()]);
    late.workspace.rollOut({ style: 'surge' });
    often.workspace.rollOut({ style: 'surge' });
    for (let step = 0; step < 60; step += 1) {
      often.clock.advance(2);
      often.workspace.look();
    }
    late.clock.advance(120);
    const dates = ({
      instanceRecord: { _id, _createdAt, _updatedAt },
    }: {
      instanceRecord: Record<string, unknown>;
    }) => ({
      _id,
      _createdAt,
      _updatedAt,
    });
    expect((await late.list()).map(dates)).toEqual((await often.list()).map(dates));
  });
});

describe('scaling', () => {
  test('up starts processes, which are listed after their start-up', async () => {
    const given = await givenWorkspace({ instances: 2 });
    const { started, ended } = given.workspace.scale(5, { startSeconds: 20 });
    expect([started.length, ended.length]).toEqual([3, 0]);
    expect(await given.list()).toHaveLength(2);
    given.clock.advance(20);
    expect(await given.ids()).toEqual(expect.arrayContaining([...started]));
  });

  test('down ends the youngest', async () => {
    const given = await givenWorkspace({ instances: 4 });
    const ids = livingIds(given);
    const { ended } = given.workspace.scale(1);
    expect(ended).toEqual(ids.slice(1));
    given.clock.advance(120);
    expect(await given.ids()).toEqual(ids.slice(0, 1));
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import { closeWorkspaces, at, givenWorkspace, idOf, livingIds } from './support.ts';

afterEach(closeWorkspaces);

const streamer = { service: 'ddp-streamer' };
const instances = [{}, {}, streamer, { service: 'presence' }];

describe('microservices', () => {
  test('list ddp-streamers only, none connected, none local', async () => {
    const { list } = await givenWorkspace({ mode: 'microservices', instances });
    const entries = await list();
    expect(entries.map(({ instanceRecord }) => instanceRecord.name)).toEqual(['ddp-streamer']);
    for (const { address, currentStatus } of entries) {
      expect({ address, currentStatus }).toEqual({ address: undefined, currentStatus: { connected: false } });
    }
  });

  test('are as many servers and streamers as a number says', async () => {
    const given = await givenWorkspace({ mode: 'microservices', instances: 2 });
    expect(given.workspace.instances.map(({ service }) => service)).toEqual([
      ...['rocket.chat', 'rocket.chat'],
      ...['ddp-streamer', 'ddp-streamer'],
    ]);
    expect(await given.list()).toHaveLength(2);
  });

  test('say of a streamer nothing at first, and after half a minute how many clients it has', async () => {
    const given = await givenWorkspace({ mode: 'microservices', instances: 1 });
    const id = given.workspace.start(streamer);
    const information = async () => (await given.entry(id))?.instanceRecord.extraInformation;
    given.clock.advance(29);
    expect(await information()).toEqual({});
    given.clock.advance(1);
    expect(await information()).toEqual({ conns: expect.any(Number) });
    given.clock.advance(3600);
    expect(
      Date.parse(given.clock.now()) - Date.parse((await given.entry(id))?.instanceRecord._updatedAt ?? ''),
    ).toBeLessThan(10_000);
  });

  test('show nothing of a server that dies, as long as another answers', async () => {
    const given = await givenWorkspace({ mode: 'microservices', instances });
    const before = (await given.list()).map(idOf);
    given.workspace.kill(at(livingIds(given), 0));
    given.clock.advance(600);
    expect((await given.list()).map(idOf)).toEqual(before);
  });

  test('answer with an empty list where no streamer is left', async () => {
    const given = await givenWorkspace({ mode: 'microservices', instances });
    given.workspace.kill(at(livingIds(given), 2));
    given.clock.advance(130);
    const response = await given.call();
    expect([response.status, await response.json()]).toEqual([200, { instances: [], success: true }]);
  });

  test('have no broker whose loss an answer would show', async () => {
    const given = await givenWorkspace({ mode: 'microservices', instances });
    given.workspace.loseBroker(at(livingIds(given), 0));
    expect(await given.list()).toHaveLength(1);
  });

  test('send calls to servers only', async () => {
    const given = await givenWorkspace({ mode: 'microservices', instances: [streamer] });
    expect((await given.call()).status).toBe(503);
  });

  test('keep what each is through restarts and roll-outs', async () => {
    const given = await givenWorkspace({ mode: 'microservices', instances });
    given.workspace.restart(at(livingIds(given), 2), { downSeconds: 5 });
    given.clock.advance(120);
    given.workspace.rollOut({ style: 'surge' });
    given.clock.advance(600);
    expect(given.workspace.instances.map(({ service }) => service).toSorted()).toEqual([
      ...['ddp-streamer', 'presence', 'rocket.chat', 'rocket.chat'],
    ]);
  });

  test('listed their servers up to 5.x', async () => {
    const given = await givenWorkspace({ mode: 'microservices', shape: 'flat', instances });
    const body: unknown = await (await given.call()).json();
    expect(body).toMatchObject({
      instances: [{ name: 'rocket.chat' }, { name: 'rocket.chat' }, { name: 'ddp-streamer' }],
    });
    expect(JSON.stringify(body)).not.toContain('connection');
  });
});

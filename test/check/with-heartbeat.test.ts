import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PublishError } from '../../adapters/sns/publisher.ts';
import { SecretError } from '../../core/base/secret-source.ts';
import type { Beat } from '../../adapters/heartbeat/heartbeat.ts';
import { withHeartbeat } from '../../check/with-heartbeat.ts';
import { Rig } from './rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await Rig.inMemory();
});
afterEach(async () => {
  await rig.close();
});

/** The beats around one check, and what it threw. */
const beatsAround = async (check: () => ReturnType<Rig['tryCheck']>): Promise<readonly string[]> => {
  const happened: string[] = [];
  const heartbeat = (beat: Beat): Promise<void> => Promise.resolve(void happened.push(beat));
  await withHeartbeat(heartbeat, check).catch((error: unknown) => happened.push(String(error)));
  return happened;
};

describe('a check', () => {
  test('that is made and notified of is a success, also where instances are lost', async () => {
    expect(await beatsAround(() => rig.tryCheck())).toEqual(['start', 'success']);
    rig.cluster.kill(rig.ids[0]);
    rig.clock.advance(120);
    await rig.checks(2);
    expect(await beatsAround(() => rig.tryCheck())).toEqual(['start', 'success']);
    expect(rig.sent).toEqual(['opened disappeared']);
  });

  test('that saw nothing has failed, also before that is alerted of', async () => {
    rig.cluster.cutOff('unauthorized');
    expect(await beatsAround(() => rig.tryCheck())).toEqual(['start', 'fail']);
    expect(rig.sent).toEqual([]);
  });

  test('that a later one has overtaken has failed', async () => {
    const dueAt = rig.clock.now();
    rig.clock.advance(60);
    await rig.check();
    expect(await beatsAround(() => rig.tryCheck(dueAt))).toEqual(['start', 'fail']);
  });

  test('that was made already is a success', async () => {
    await rig.check();
    expect(await beatsAround(() => rig.tryCheck())).toEqual(['start', 'success']);
  });

  test('that cannot be sent has failed', async () => {
    rig.cluster.cutOff('unauthorized');
    await rig.checks(1);
    rig.publisher = {
      publish: (alert) =>
        Promise.reject(new PublishError({ destination: 'topic', alert, kind: 'denied', cause: 'test' })),
    };
    expect(await beatsAround(() => rig.tryCheck())).toEqual(['start', 'fail']);
  });

  test('that cannot be made has failed, and its error goes on', async () => {
    rig.credentials = {
      current: () => Promise.reject(new SecretError('gone')),
      renewed: () => Promise.reject(new SecretError('gone')),
    };
    expect(await beatsAround(() => rig.tryCheck())).toEqual(['start', 'fail', 'SecretError: gone']);
  });

  test('does not wait for its first beat, and sends the last when that is taken', async () => {
    const happened: string[] = [];
    let take = (): void => undefined;
    const heartbeat = async (beat: Beat): Promise<void> => {
      if (beat === 'start') await new Promise<void>((resolve) => (take = resolve));
      happened.push(beat);
    };
    await withHeartbeat(heartbeat, () => {
      happened.push('checked');
      setImmediate(take);
      return Promise.resolve('repeated');
    });
    expect(happened).toEqual(['checked', 'start', 'success']);
  });
});

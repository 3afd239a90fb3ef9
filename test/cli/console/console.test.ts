import { once } from 'node:events';
import { existsSync, readFileSync, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { openBrowser } from '../../../cli/console/open-browser.ts';
import { openLocalStore } from '../../../cli/store/local-store.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { plusSeconds, type Timestamp } from '../../../core/base/time.ts';
import { lossOf, minute } from '../../adapters/dynamodb/given.ts';
import { checkAt, givenInstance, lost } from '../../core/timeline/given.ts';
import { withServer } from '../../servers.ts';
import { listing } from '../answers.ts';
import { givenDirectory, running, starting } from '../running.ts';
import { entering, type GivenConsole, givenConsole, sending } from './given.ts';

const anHour = Array.from({ length: 60 }, (_, at) =>
  checkAt(at, [givenInstance('10.0.0.4'), at < 30 ? givenInstance('10.0.0.5') : lost('10.0.0.5', minute(30))]),
);

/** The check with the loss of its missing instances as open incidents. */
const withLoss = (check: Snapshot): Snapshot => {
  const incidents = check.health.instances.filter(({ status }) => status === 'missing').map(lossOf);
  return { ...check, health: { ...check.health, incidents } };
};

/** A browser that was let in: what it gets at a path, and what it changes there. */
const browsing = async (given: GivenConsole) => {
  const { cookie, root } = await entering(given);
  const own = { cookie, origin: `http://${given.host}`, 'content-type': 'application/json' };
  return {
    cookie,
    root,
    read: async (path: string): Promise<unknown> =>
      JSON.parse((await sending(given.host, { path: root + path, headers: { cookie } })).text) as unknown,
    change: async (path: string, body: unknown): Promise<unknown> =>
      JSON.parse(
        (await sending(given.host, { method: 'POST', path: root + path, headers: own, body: JSON.stringify(body) }))
          .text,
      ) as unknown,
  };
};

const served = <T>(use: (given: GivenConsole) => Promise<T>, now: () => Timestamp = () => minute(60)): Promise<T> =>
  givenConsole(anHour, now, use);

describe('a console', () => {
  test('says how each workspace stands by its last check', async () => {
    const another = { ...checkAt(59, [givenInstance('10.1.0.4')]), workspace: 'another' };
    await givenConsole(
      [...anHour, another],
      () => minute(60),
      async (given) => {
        const { read } = await browsing(given);
        expect(await read('api/overview')).toMatchObject([
          { workspace: 'another', healthy: 1, takenAt: minute(59), outcome: 'ok', open: [] },
          { workspace: 'production', healthy: 1, instances: [{ status: 'healthy' }, { status: 'missing' }] },
        ]);
      },
    );
  });

  test('measures whole hours where that is asked for, and each check where not: the same time, the same lanes', async () => {
    await served(async (given) => {
      const { read } = await browsing(given);
      const span = `workspace=production&from=${minute(0)}&to=${minute(60)}`;
      const lengths = (data: unknown): unknown => {
        const { buckets, lanes } = data as {
          readonly buckets: ReadonlyArray<{ readonly from: number; readonly to: number }>;
          readonly lanes: unknown;
        };
        return [new Set(buckets.map(({ from, to }) => to - from)), lanes];
      };
      const [hours, checks] = [
        lengths(await read(`api/timeline?${span}&detail=hours`)),
        lengths(await read(`api/timeline?${span}&detail=checks`)),
      ] as [[Set<number>, unknown], [Set<number>, unknown]];
      expect([hours[0], checks[0]]).toEqual([new Set([3600]), new Set([60])]);
      expect(hours[1]).toEqual(checks[1]);
    });
  });

  test('explains a check as the command does', async () => {
    await served(async (given) => {
      const { read } = await browsing(given);
      const lines = await read(`api/explain?workspace=production&at=${minute(40)}`);
      expect(lines).toEqual(
        expect.arrayContaining([expect.stringContaining('check of 2026-11-21 12:40'), 'What it saw']),
      );
    });
  });

  test('adds a silence, lists it and ends it', async () => {
    await served(async (given) => {
      const { read, change } = await browsing(given);
      const wanted = {
        workspace: 'production',
        kinds: ['disappeared'],
        instance: '10.0.0.5',
        for: '2h',
        reason: 'an upgrade',
      };
      const made = await change('api/silences', wanted);
      expect(made).toMatchObject({ workspace: 'production', remark: null, silence: { until: minute(180) } });
      const listed = await read('api/silences?workspace=production');
      expect(listed).toMatchObject([
        { silence: { kinds: ['disappeared'], instance: '10.0.0.5', reason: 'an upgrade' } },
      ]);
      const [{ silence }] = listed as [{ silence: { id: string } }];
      expect(await change('api/silences/end', { id: silence.id })).toMatchObject({ silence: { id: silence.id } });
      expect(await read('api/silences?workspace=production')).toEqual([]);
    });
  });

  test('acknowledges an open incident, and takes that back', async () => {
    await served(async (given) => {
      const { read, change } = await browsing(given);
      await given.record(withLoss(checkAt(60, [givenInstance('10.0.0.4'), lost('10.0.0.5', minute(30))])));
      const [status] = (await read('api/overview')) as ReadonlyArray<{ open: ReadonlyArray<{ id: string }> }>;
      const id = status?.open[0]?.id ?? '';
      const wanted = { workspace: 'production', id, by: 'Ada', note: 'on it' };
      expect(await change('api/incidents/ack', wanted)).toEqual({ incident: id, isAcknowledged: true });
      expect(await change('api/incidents/unack', { workspace: 'production', id })).toEqual({
        incident: id,
        isAcknowledged: false,
      });
      for (const [wrong, problem] of [
        [{ by: ' ' }, /say who you are/],
        [{ id: 'other' }, /no open incident is called other/],
        [{ note: null }, /name the workspace, the incident and yourself/],
      ] as const) {
        expect(await change('api/incidents/ack', { ...wanted, ...wrong })).toEqual({
          problem: expect.stringMatching(problem),
        });
      }
    });
  });

  test('says in one line why a silence is none', async () => {
    await served(async (given) => {
      const { change } = await browsing(given);
      const wanted = { workspace: 'production', kinds: null, instance: null, for: '2h', reason: 'an upgrade' };
      for (const [wrong, problem] of [
        [{ for: '5 years' }, /write a duration from 1m to 30d/],
        [{ reason: ' ' }, /say in a few words why/],
        [{ workspace: 'elsewhere' }, /there is no workspace elsewhere/],
        [{ kinds: ['unheard-of'] }, /a silence has a workspace/],
      ] as const) {
        expect(await change('api/silences', { ...wanted, ...wrong })).toEqual({
          problem: expect.stringMatching(problem),
        });
      }
    });
  });

  test('sends what has changed, as it is recorded', async () => {
    let now: Timestamp = minute(60);
    await served(
      async (given) => {
        const { cookie, root } = await browsing(given);
        const response = await fetch(`http://${given.host}${root}events?workspace=production`, { headers: { cookie } });
        const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
        const heard = async (text: string): Promise<void> => {
          for (let all = ''; !all.includes(text);) {
            const part = await reader?.read();
            if (part === undefined || part.done) throw new Error(`the events ended without ${text}`);
            all += part.value;
          }
        };
        await heard(minute(59));
        now = plusSeconds(now, 60);
        await given.record(checkAt(60, [givenInstance('10.0.0.4')]));
        await heard(minute(60));
        await reader?.cancel();
      },
      () => now,
    );
  });
});

describe('the token', () => {
  test('is in no argument list: the browser is given a file that its user alone can read', async () => {
    await givenDirectory(async (directory) => {
      const noted = `${directory}/noted`;
      const opener = [
        process.execPath,
        '-e',
        `require('fs').writeFileSync(${JSON.stringify(noted)}, process.argv[1])`,
      ] as const;
      const changes = watch(directory);
      const remove = await openBrowser('http://127.0.0.1:1/?token=secret', { opener });
      const isNoted = (): boolean => existsSync(noted) && readFileSync(noted, 'utf8') !== '';
      while (!isNoted()) await once(changes, 'change');
      changes.close();
      const argument = readFileSync(noted, 'utf8');
      expect(argument).not.toContain('secret');
      const file = fileURLToPath(argument);
      expect(readFileSync(file, 'utf8')).toContain('http://127.0.0.1:1/?token=secret');
      expect([statSync(file).mode & 0o077, statSync(dirname(file)).mode & 0o077]).toEqual([0, 0]);
      await remove();
      expect(existsSync(file)).toBe(false);
    });
  });

  test('is printed by the command, which serves on this machine alone until it is interrupted', async () => {
    await givenDirectory(async (directory) => {
      await (await openLocalStore(directory)).close();
      const { child, saying, ended } = starting(['console', '--store', directory]);
      await saying('Ctrl-C ends it');
      child.kill('SIGINT');
      const { code, stdout } = await ended;
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}\n$/)]);
    });
  });

  test('is printed by a watch that serves a console, too', async () => {
    await withServer(listing('a'), async (url) => {
      const args = ['watch', '--url', url, '--every', '1s', '--checks', '1', '--console'];
      const { code, stderr } = await running(args);
      expect([code, stderr]).toEqual([
        0,
        expect.stringMatching(/console, for one browser: http:\/\/127\.0\.0\.1:\d+\/\?token=/),
      ]);
    });
  });
});

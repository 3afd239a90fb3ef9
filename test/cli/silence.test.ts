import { describe, expect, test } from '@jest/globals';
import { openLocalStore } from '../../cli/store/local-store.ts';
import { History } from '../../adapters/dynamodb/history.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { givenInstances, givenSnapshot } from '../adapters/dynamodb/given.ts';
import { givenAws, withEnvironment } from './given-aws.ts';
import { givenDirectory, type Ran, running } from './running.ts';

const [first, second] = givenInstances(2);
const placeOf = (instance = first): string => `${instance?.host ?? ''}:${instance?.port ?? ''}`;

/** A store that a watch has left, for as long as `use` takes; it gives the command line. */
const givenStore = <T>(
  workspaces: readonly string[],
  use: (silence: (...args: readonly string[]) => Promise<Ran>) => Promise<T>,
): Promise<T> =>
  givenDirectory(async (directory) => {
    const store = await openLocalStore(directory);
    const history = new History(store.client, store.table);
    for (const workspace of workspaces) {
      const snapshot = givenSnapshot(systemClock.now(), { health: { instances: givenInstances(2) } });
      await history.record({ ...snapshot, workspace }, { keepSeconds: 3600, writer: 'test' });
    }
    await store.close();
    return use((...args) => running(['silence', ...args, '--store', directory], { environment: {} }));
  });

const idIn = (stdout: string): string => / Its id is (\w+)\n$/.exec(stdout)?.[1] ?? '';
const brief = ['--for', '2h', '--reason', 'updates'];

describe('silence', () => {
  test('is added, listed and ended', () =>
    givenStore(['production'], async (silence) => {
      const added = await silence('add', ...brief);
      expect(added.stdout).toMatch(
        /^silenced: production, everything, until \d{4}-\d\d-\d\d \d\d:\d\d UTC, for another 2 h\. Its id is \w{6}\n$/,
      );
      const id = idIn(added.stdout);
      expect(added.stderr).toMatch(new RegExp(`^to end it sooner: npm run -s alerter -- silence end ${id} --store /`));
      const listed = await silence('list');
      expect(listed.stdout).toMatch(
        new RegExp(`^WORKSPACE .*\\nproduction +${id} +everything +.* UTC +1 h 59 min +updates\\n$`),
      );
      expect(await silence('end', id)).toEqual({
        code: 0,
        stdout: 'ended: production, everything. Incidents still open are sent with the next check\n',
        stderr: '',
      });
      expect(await silence('list')).toEqual({ code: 0, stdout: '', stderr: 'nothing is silenced\n' });
    }));

  test('of kinds and an instance says so, to a person and as JSON', () =>
    givenStore(['production'], async (silence) => {
      const kinds = ['--kind', 'disappeared', '--kind', 'unresponsive'];
      const { stdout, stderr } = await silence('add', ...kinds, '--instance', placeOf(), ...brief, '--json');
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual({
        type: 'silence',
        id: expect.stringMatching(/^\w{6}$/),
        workspace: 'production',
        kinds: ['disappeared', 'unresponsive'],
        instance: placeOf(),
        from: expect.any(String),
        until: expect.any(String),
        reason: 'updates',
      });
      expect((await silence('list', '--json')).stdout).toBe(stdout);
      expect((await silence('list')).stdout).toContain(`disappeared and unresponsive of ${placeOf()}`);
      expect((await silence('list', '--workspace', 'staging')).stderr).toBe('nothing is silenced in staging\n');
    }));

  test('of an instance that nobody knows is added, with those that there are', () =>
    givenStore(['production'], async (silence) => {
      const { code, stderr } = await silence('add', '--instance', '10.99.0.1', ...brief);
      expect(code).toBe(0);
      expect(stderr).toContain('note: no instance is called 10.99.0.1 now; one that comes to be is silenced.');
      expect(stderr).toContain(`${placeOf(first)}, ${placeOf(second)}`);
    }));

  test.each<[string, readonly string[], RegExp]>([
    ['a workspace that is not there', ['--workspace', 'staging'], /no workspace staging in .*There is production/],
    ['no duration', ['--for', '2'], /'2' is invalid\. Write a duration from 1m to 30d, such as 30m or 2h\./],
    ['a duration too short', ['--for', '30s'], /'30s' is invalid\. Write a duration from 1m to 30d/],
    ['a duration too long', ['--for', '31d'], /'31d' is invalid\. Write a duration from 1m to 30d/],
    ['no reason', ['--reason', ' '], /' ' is invalid\. Say in a few words why\./],
    ['a kind that there is not', ['--kind', 'dissapeared'], /'dissapeared' is invalid\. Allowed choices are /],
    ['what every instance is called', ['--instance', 'localhost:3000'], /every instance is called that\. Name it by/],
    [
      'an instance, and a kind that is about the workspace',
      ['--instance', '10.0.0.4', '--kind', 'unreachable'],
      /--kind unreachable is about the whole workspace: leave out --instance/,
    ],
  ])('of %s is refused in one line', (_what, args, message) =>
    givenStore(['production'], async (silence) => {
      const { code, stdout, stderr } = await silence('add', ...brief, ...args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/^alerter: [^\n]+\n$/);
      expect((await silence('list')).stdout).toBe('');
    }),
  );

  test('that is not there cannot be ended', () =>
    givenStore(['production'], async (silence) => {
      const { code, stderr } = await silence('end', 'abcdef');
      expect(code).toBe(2);
      expect(stderr).toMatch(/^alerter: there is no silence abcdef in the store in .*: see `silence list`\n$/);
    }));

  test('does not make a workspace of its own in the history', () =>
    givenStore(['production'], async (silence) => {
      await silence('add', ...brief);
      expect((await silence('add', ...brief)).code).toBe(0);
      expect((await silence('list')).stdout.split('\n')).toHaveLength(4);
      expect((await silence('add', ...brief, '--workspace', '/silences')).stderr).toMatch(
        /^alerter: there is no workspace \/silences in .*There is production\n$/,
      );
    }));
});

describe('silence, of a deployed alerter', () => {
  const silence = (...args: readonly string[]): Promise<Ran> => running(['silence', ...args], { environment: {} });

  test('is kept in the table that the outputs of the stack name', () =>
    givenAws(async ({ store }) => {
      const history = new History(store.client, store.table);
      await history.record(givenSnapshot(systemClock.now()), { keepSeconds: 3600, writer: 'test' });
      const added = await silence('add', '--workspace', 'production', ...brief);
      expect(added.stderr).toMatch(/^to end it sooner: npm run -s alerter -- silence end \w{6}\n$/);
      expect((await silence('list')).stdout).toContain('everything');
      expect((await silence('end', idIn(added.stdout))).code).toBe(0);
    }));

  test.each([
    ['ExpiredTokenException', /the AWS credentials are missing, wrong or expired\. Renew them/],
    ['AccessDeniedException', /the caller is not allowed to\./],
    ['ResourceNotFoundException', /there is no such table/],
  ])('says what stands in the way, in one line: %s', (name, message) =>
    givenAws(async ({ refuse }) => {
      refuse({ name, message: 'said by AWS' });
      for (const args of [['list'], ['end', 'abcdef'], ['add', '--workspace', 'production', ...brief]]) {
        const { code, stdout, stderr } = await silence(...args, '--table', 'history');
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toMatch(message);
        expect(stderr).toMatch(/^alerter: [^\n]+\n$/);
      }
    }),
  );

  test('says that there are no credentials', () =>
    withEnvironment({ AWS_REGION: 'eu-central-1' }, async () => {
      const { code, stderr } = await silence('list');
      expect(code).toBe(2);
      expect(stderr).toMatch(/^alerter: [^\n]*no valid AWS credentials here[^\n]*\n$/);
    }));
});

import { describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type HistoryOptions,
  usingSpanOfHistory,
  usingWorkspaceHistory,
  withHistoryOptions,
} from '../../../cli/store/history-options.ts';
import { Problem } from '../../../cli/base/problem.ts';
import { checksBetween } from '../../../cli/store/checks-between.ts';
import { type LocalStore, openLocalStore } from '../../../cli/store/local-store.ts';
import { History } from '../../../adapters/dynamodb/history.ts';
import { HistoryError } from '../../../adapters/dynamodb/history-error.ts';
import { Silences } from '../../../adapters/dynamodb/silences.ts';
import { systemClock } from '../../../adapters/process/system-clock.ts';
import { givenSnapshot } from '../../adapters/dynamodb/given.ts';
import { all } from '../../adapters/dynamodb/given-store.ts';
import { givenAws, withEnvironment, withoutCredentials } from '../given-aws.ts';
import { givenDirectory } from '../running.ts';

const keeping = { keepSeconds: 3600, writer: 'test' };

const fill = async ({ client, table }: LocalStore, ...workspaces: readonly string[]): Promise<void> => {
  const takenAt = systemClock.now();
  for (const workspace of workspaces) {
    await new History(client, table).record({ ...givenSnapshot(takenAt), workspace }, keeping);
  }
};

/** A store that a watch has left, for as long as `use` takes. */
const givenKeptStore = <T>(workspaces: readonly string[], use: (store: string) => Promise<T>): Promise<T> =>
  givenDirectory(async (directory) => {
    const store = await openLocalStore(directory);
    await fill(store, ...workspaces).finally(() => store.close());
    return use(directory);
  });

const workspaceOf = (options: HistoryOptions): Promise<string> =>
  usingWorkspaceHistory(options, ({ workspace }) => Promise.resolve(workspace));

/** What a person reads: one line. */
const complaint = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => new Error('it went well'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Problem || error instanceof HistoryError)) throw error;
  expect(error.message).not.toContain('\n');
  return error.message;
};

describe('the history of a watch', () => {
  test('needs no name of a workspace where there is but one', () =>
    givenKeptStore(['chat.example.com'], async (store) => {
      expect(await workspaceOf({ store })).toBe('chat.example.com');
      expect(await workspaceOf({ store, workspace: 'chat.example.com' })).toBe('chat.example.com');
    }));

  test('holds silences, too, and they are no workspace', () =>
    givenKeptStore(['production'], async (directory) => {
      const store = await openLocalStore(directory);
      const [from, until] = [systemClock.now(), '2099-01-01T00:00:00.000Z'] as const;
      const silence = { id: 'one', kinds: null, instance: null, from, until, reason: 'a deploy' };
      await new Silences(store.client, store.table).add('production', silence).finally(() => store.close());
      expect(await workspaceOf({ store: directory })).toBe('production');
    }));

  test('names the workspaces there are where none, or an unknown one, is named', () =>
    givenKeptStore(['staging', 'production', 'zoo'], async (store) => {
      expect(await workspaceOf({ store, workspace: 'zoo' })).toBe('zoo');
      expect(await complaint(workspaceOf({ store }))).toBe(
        `the store in ${store} holds several workspaces: name one with --workspace. There are production, staging, zoo`,
      );
      expect(await complaint(workspaceOf({ store, workspace: 'prod' }))).toBe(
        `there is no workspace prod in the store in ${store}. There are production, staging, zoo`,
      );
    }));

  test.each([
    ['is empty', () => '', /holds no checks$/],
    ['is another directory', (store: string) => join(store, 'other'), /other holds no history: give the directory/],
    ['is not there', (store: string) => join(store, 'gone'), /there is no directory .*gone: give the directory/],
  ])('is not made up where it %s', (_, inside, says) =>
    givenKeptStore([], async (store) => {
      mkdirSync(join(store, 'other'));
      expect(await complaint(workspaceOf({ store: join(store, inside(store).replace(store, '')) }))).toMatch(says);
    }),
  );

  test('is not read while the watch goes on', () =>
    givenDirectory(async (directory) => {
      const watch = await openLocalStore(directory);
      const message = await complaint(workspaceOf({ store: directory })).finally(() => watch.close());
      expect(message).toMatch(/Another process has it open: stop that one/);
    }));

  test('says until when it has checks where a span has none', () =>
    givenKeptStore(['production'], async (store) => {
      const message = await complaint(
        usingSpanOfHistory({ store, since: '2026-01-01', until: '2026-01-01' }, (history, span) =>
          all(checksBetween(history, span)),
        ),
      );
      expect(message).toMatch(
        /^there are no checks of production between 2026-01-01 00:00 UTC and 2026-01-01 23:59 UTC: the last one is of \d{4}-/,
      );
    }));
});

describe('the history of a deployed stack', () => {
  test('is found by the name of the stack, or of the table', () =>
    givenAws(async ({ store }) => {
      await fill(store, 'production');
      expect(await workspaceOf({})).toBe('production');
      expect(await workspaceOf({ stack: 'RocketChatAlerter' })).toBe('production');
      expect(await workspaceOf({ table: store.table })).toBe('production');
    }));

  test.each([
    ['there is no such stack', { stack: 'Nowhere' }, /^there is no stack Nowhere in eu-central-1 .*--stack.*--table/],
    ['the stack is another', { stack: 'Other' }, /^the stack Other has no output HistoryTable.*--stack/],
    ['there is no such table', { table: 'nowhere' }, /^Scan on the history table nowhere failed: there is no such/],
  ])('is not guessed where %s', (_, options, says) =>
    givenAws(async () => {
      expect(await complaint(workspaceOf(options))).toMatch(says);
    }),
  );

  test.each([
    ['ExpiredTokenException', {}, /could not be looked up: there are no valid AWS credentials .*aws sso login/],
    ['ExpiredTokenException', { table: 'history' }, /AWS credentials are missing, wrong or expired/],
    ['AccessDenied', {}, /Allow them cloudformation:DescribeStacks/],
    ['InternalFailure', {}, /RocketChatAlerter in eu-central-1 could not be looked up/],
  ])('cannot be read after %s, and what to do is printed (%j)', (name, options, says) =>
    givenAws(async ({ refuse }) => {
      refuse({ name, message: 'The security token included in the request is expired' });
      expect(await complaint(workspaceOf(options))).toMatch(says);
    }),
  );

  test.each([[{}], [{ table: 'history' }]])('needs credentials, and says how to get them (%j)', (options) =>
    withoutCredentials(async () => {
      expect(await complaint(workspaceOf(options))).toMatch(/AWS credentials.*CredentialsProviderError/);
    }),
  );

  test.each([[{}], [{ table: 'history' }]])('needs a region, and says where to set it (%j)', (options) =>
    withEnvironment({}, async () => {
      expect(await complaint(workspaceOf(options))).toMatch(/^there is no AWS region: set AWS_REGION/);
    }),
  );
});

test('a history is in one place: two at once are refused', () => {
  const parse = (...args: readonly string[]) =>
    withHistoryOptions(new Command().exitOverride().configureOutput({ writeErr: () => undefined })).parse(args, {
      from: 'user',
    });
  expect(parse('--store', 'd', '--workspace', 'w').opts()).toEqual({ store: 'd', workspace: 'w' });
  expect(() => parse('--store', 'd', '--stack', 's')).toThrow(/cannot be used with option '--store/);
  expect(() => parse('--table', 't', '--stack', 's')).toThrow(/cannot be used with/);
});

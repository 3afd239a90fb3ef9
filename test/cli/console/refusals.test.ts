import { describe, expect, test } from '@jest/globals';
import { minute } from '../../adapters/dynamodb/given.ts';
import { checkAt, givenInstance } from '../../core/timeline/given.ts';
import { entering, type GivenConsole, givenConsole, sending } from './given.ts';

const anHour = Array.from({ length: 3 }, (_, at) => checkAt(at, [givenInstance('10.0.0.4')]));
const served = <T>(use: (given: GivenConsole) => Promise<T>): Promise<T> => givenConsole(anHour, () => minute(3), use);

const silence = JSON.stringify({ workspace: 'production', kinds: null, instance: null, for: '1h', reason: 'a test' });
const json = { 'content-type': 'application/json' };

describe('a console lets in', () => {
  test('the browser that brings the token, once, by a cookie that no script and no other site gets', async () => {
    await served(async (given) => {
      const { cookie, root, setCookie } = await entering(given);
      expect(setCookie).toMatch(/^[\w-]+=[\w-]{43}; Path=\/[\w-]{16}\/; HttpOnly; SameSite=Strict$/);
      const page = await sending(given.host, { path: root, headers: { cookie } });
      expect(page.status).toBe(200);
      expect(page.headers['content-security-policy']).toMatch(
        /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      );
      const again = await sending(given.host, { path: `/?token=${given.token}` });
      expect([again.status, again.headers['set-cookie']]).toEqual([403, undefined]);
    });
  });
});

describe('a console refuses', () => {
  test('a visitor without a token, with another one, or with another cookie', async () => {
    await served(async (given) => {
      const { root } = await entering(given);
      const cookie = `rocketchat-alerter-console=${'a'.repeat(43)}`;
      for (const asked of [
        { path: '/' },
        { path: `/?token=${'a'.repeat(43)}` },
        { path: root },
        { path: `${root}api/overview` },
        { path: `${root}events` },
        { path: root, headers: { cookie } },
        { path: `${root}api/overview`, headers: { cookie } },
        {
          path: `${root}api/silences`,
          method: 'POST',
          headers: { ...json, origin: `http://${given.host}` },
          body: silence,
        },
      ]) {
        expect([asked, (await sending(given.host, asked)).status]).toEqual([asked, 403]);
      }
    });
  });

  test('another host name, also with the cookie: a name that leads here is not this console', async () => {
    await served(async (given) => {
      const { cookie, root } = await entering(given);
      const port = given.host.split(':')[1] ?? '';
      for (const host of [`evil.example:${port}`, `localhost:${port}`, '127.0.0.1']) {
        const { status } = await sending(given.host, { path: `${root}api/overview`, headers: { host, cookie } });
        expect([host, status]).toEqual([host, 421]);
      }
    });
  });

  test('the token at another host name, and leaves it unused', async () => {
    await served(async (given) => {
      const path = `/?token=${given.token}`;
      expect((await sending(given.host, { path, headers: { host: 'evil.example' } })).status).toBe(421);
      expect((await sending(given.host, { path })).status).toBe(200);
    });
  });

  test('another origin, also with the cookie', async () => {
    await served(async (given) => {
      const { cookie, root } = await entering(given);
      const own = { cookie, origin: `http://${given.host}` };
      const add = { path: `${root}api/silences`, method: 'POST', body: silence };
      const overview = `${root}api/overview`;
      for (const asked of [
        { path: overview, headers: { cookie, origin: 'https://evil.example' } },
        { path: overview, headers: { cookie, origin: 'http://127.0.0.1:1' } },
        { path: overview, headers: { cookie, origin: 'null' } },
        { path: overview, headers: { cookie, 'sec-fetch-site': 'cross-site' } },
        { path: overview, headers: { cookie, 'sec-fetch-site': 'same-site' } },
        { ...add, headers: { cookie, ...json } },
        { ...add, headers: { cookie, ...json, origin: 'https://evil.example' } },
      ]) {
        expect([asked, (await sending(given.host, asked)).status]).toEqual([asked, 403]);
      }
      // What a form of another page could send.
      const form = { ...own, 'content-type': 'text/plain' };
      expect((await sending(given.host, { ...add, headers: form })).status).toBe(415);
      expect((await sending(given.host, { ...add, headers: { ...own, ...json } })).status).toBe(200);
      expect((await sending(given.host, { path: overview, method: 'DELETE', headers: own })).status).toBe(405);
    });
  });

  test('what lies outside of its own path, so that the cookie is worth nothing at another port', async () => {
    await served(async (given) => {
      const { cookie } = await entering(given);
      expect((await sending(given.host, { path: '/api/overview', headers: { cookie } })).status).toBe(403);
    });
  });
});

test('a console outlives a request that makes no sense', async () => {
  await served(async (given) => {
    await expect(sending(given.host, { path: '//' })).rejects.toThrow('socket hang up');
    expect((await sending(given.host, { path: `/?token=${given.token}` })).status).toBe(200);
  });
});

test('no answer of a console is kept, framed, or given to another page', async () => {
  await served(async (given) => {
    const { cookie, root } = await entering(given);
    for (const path of ['/', root, `${root}api/overview`, `${root}nothing`]) {
      expect((await sending(given.host, { path, headers: { cookie } })).headers).toMatchObject({
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
    }
  });
});

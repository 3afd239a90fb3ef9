import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { acknowledgeLinks } from '../../../cli/console/acknowledge-links.ts';
import { plusSeconds, type Timestamp } from '../../../core/base/time.ts';
import type { Incident } from '../../../core/incidents/incident.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { lossOf, minute } from '../../adapters/dynamodb/given.ts';
import { checkAt, givenInstance, lost } from '../../core/timeline/given.ts';
import { entering, type GivenConsole, givenConsole, sending } from './given.ts';

const gone = lost('10.0.0.5', minute(30));
const loss = lossOf(gone);
const checkWith = (at: number, incidents: readonly Incident[]): Snapshot => {
  const check = checkAt(at, [givenInstance('10.0.0.4'), gone]);
  return { ...check, health: { ...check.health, incidents } };
};

const key = randomBytes(32);
const links = acknowledgeLinks({ key, url: new URL('https://alerts.example.com') });
const linkOf = (incident: string): string =>
  new URL(links.urlOf({ workspace: 'production', incident, takenAt: minute(31) })).pathname;
const path = linkOf(loss.id);
const proxied = { host: 'alerts.example.com' };
const form = {
  ...proxied,
  origin: 'https://alerts.example.com',
  'content-type': 'application/x-www-form-urlencoded',
};

interface Changed {
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

const serving = (use: (given: GivenConsole) => Promise<void>, now: () => Timestamp = () => minute(32)): Promise<void> =>
  givenConsole([checkWith(31, [loss])], now, use, links);

const following = (given: GivenConsole, changed: Changed = {}) =>
  sending(given.host, { path, headers: proxied, ...changed });
const pressing = (given: GivenConsole, body = 'by=Ada', changed: Changed = {}) =>
  sending(given.host, { path, method: 'POST', headers: form, body, ...changed });
const whoTook = async (given: GivenConsole): Promise<readonly unknown[]> =>
  (await given.open()).map(({ incident }) => incident.acknowledged?.by ?? null);

const hasButton = (html: string): boolean => html.includes('<button');

describe('the link of an alert', () => {
  test('shows its incident and a button, and changes nothing, however often it is followed', async () => {
    await serving(async (given) => {
      for (const headers of [proxied, { host: given.host }, { ...proxied, 'sec-fetch-site': 'cross-site' }]) {
        const { status, text } = await following(given, { headers });
        expect([status, hasButton(text)]).toEqual([200, true]);
        expect(text).toContain('production: critical disappeared');
      }
      expect((await sending(given.host, { path, method: 'HEAD', headers: proxied })).status).toBe(200);
      expect(await whoTook(given)).toEqual([null]);
    });
  });

  test('acknowledges by its button, for who gives a name and for who gives none', async () => {
    for (const [body, name] of [
      ['by=Ada+Lovelace', 'Ada Lovelace'],
      ['by=', 'link'],
      ['', 'link'],
    ] as const) {
      await serving(async (given) => {
        const { status, text } = await pressing(given, body);
        expect([status, hasButton(text)]).toEqual([200, false]);
        expect(text).toContain(`Acknowledged by ${name} at `);
        expect(await whoTook(given)).toEqual([name]);
      });
    }
  });

  test('says who has acknowledged already, and takes it from nobody', async () => {
    await serving(async (given) => {
      await pressing(given);
      for (const { status, text } of [await following(given), await pressing(given, 'by=Grace')]) {
        expect([status, hasButton(text)]).toEqual([200, false]);
        expect(text).toContain('Acknowledged by Ada at ');
      }
      expect(await whoTook(given)).toEqual(['Ada']);
    });
  });

  test('shows a name as text, whatever it is', async () => {
    await serving(async (given) => {
      const { text } = await pressing(given, `by=${encodeURIComponent('<script>alert(1)</script>')}`);
      expect(text).not.toContain('<script');
      expect(text).toContain('&lt;script&gt;');
    });
  });

  test('is over with its incident', async () => {
    await serving(async (given) => {
      const other = { ...loss, id: 'lost/another' as const };
      await given.record(checkWith(32, [other]));
      for (const { status, text } of [await following(given), await pressing(given)]) {
        expect([status, hasButton(text)]).toEqual([410, false]);
        expect(text).toContain('This incident is over');
      }
      expect(await whoTook(given)).toEqual([null]);
    });
  });

  test('expires', async () => {
    await serving(
      async (given) => {
        for (const { status, text } of [await following(given), await pressing(given)]) {
          expect([status, hasButton(text)]).toEqual([410, false]);
          expect(text).toContain('This link has expired');
        }
      },
      () => plusSeconds(minute(31), 7 * 86_400 + 1),
    );
  });

  test('is worth nothing where it was changed, or signed with another key', async () => {
    const others = acknowledgeLinks({ key: randomBytes(32), url: links.url });
    const foreign = others.urlOf({ workspace: 'production', incident: loss.id, takenAt: minute(31) });
    await serving(async (given) => {
      for (const wrong of [`${path}A`, path.replace('/ack/', '/ack/A'), '/ack/', new URL(foreign).pathname]) {
        for (const { status, text } of [
          await following(given, { path: wrong }),
          await pressing(given, 'by=Ada', { path: wrong }),
        ]) {
          expect([wrong, status, hasButton(text)]).toEqual([wrong, 403, false]);
          // What it would be about is not for everybody.
          expect(text).not.toContain('production');
        }
      }
      expect(await whoTook(given)).toEqual([null]);
    });
  });

  test('is refused to other origins, hosts, methods and forms', async () => {
    await serving(async (given) => {
      const { origin, ...withoutOrigin } = form;
      for (const [status, headers] of [
        [403, withoutOrigin],
        [403, { ...form, origin: 'https://evil.example' }],
        [403, { ...form, origin: 'null' }],
        [403, { ...form, origin: origin.replace('https', 'http') }],
        [421, { ...form, host: 'evil.example' }],
        [415, { ...form, 'content-type': 'text/plain' }],
        [415, { ...form, 'content-type': 'application/x-www-form-urlencoded-not' }],
      ] as const) {
        expect([headers, (await pressing(given, 'by=Ada', { headers })).status]).toEqual([headers, status]);
      }
      expect((await following(given, { headers: { host: 'evil.example' } })).status).toBe(421);
      expect((await sending(given.host, { path, method: 'DELETE', headers: proxied })).status).toBe(405);
      expect(await whoTook(given)).toEqual([null]);
      // As through a tunnel.
      const own = { ...form, host: given.host, origin: `http://${given.host}` };
      expect((await pressing(given, 'by=Ada', { headers: own })).status).toBe(200);
    });
  });

  test('lets nobody into the console, and its address leads to nothing else', async () => {
    await serving(async (given) => {
      const { headers } = await pressing(given);
      expect(headers['set-cookie']).toBeUndefined();
      const { cookie, root } = await entering(given);
      for (const inside of ['/', `/?token=${given.token}`, root, `${root}api/overview`]) {
        const { status } = await following(given, { path: inside, headers: { ...proxied, cookie } });
        expect([inside, status]).toEqual([inside, 421]);
      }
    });
  });

  test('has the history read so often a minute, whatever others send', async () => {
    let now: Timestamp = minute(32);
    await serving(
      async (given) => {
        for (let count = 0; count < 200; count += 1) await following(given, { path: '/ack/a.b' });
        for (let count = 0; count < 60; count += 1) expect((await following(given)).status).toBe(200);
        const refused = await following(given);
        expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
        expect((await pressing(given)).status).toBe(429);
        now = plusSeconds(now, 60);
        expect((await pressing(given)).status).toBe(200);
      },
      () => now,
    );
  });

  test('has a page that runs, loads and keeps nothing', async () => {
    await serving(async (given) => {
      const { headers, text } = await following(given);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
        ),
        'referrer-policy': 'same-origin',
        'x-frame-options': 'DENY',
      });
      expect(text).not.toMatch(/<script|src=|href=|url\(/);
    });
  });

  test('leads nowhere where the console has none', async () => {
    await givenConsole(
      [checkWith(31, [loss])],
      () => minute(32),
      async (given) => {
        expect((await sending(given.host, { path })).status).toBe(403);
      },
    );
  });
});

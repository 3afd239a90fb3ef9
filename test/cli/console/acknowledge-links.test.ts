import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { acknowledgeLinks, tokenIn } from '../../../cli/console/acknowledge-links.ts';
import { linkKeyFile, linkKeyIn } from '../../../cli/store/link-key.ts';
import { plusSeconds } from '../../../core/base/time.ts';

const key = randomBytes(32);
const url = new URL('https://alerts.example.com/chat');
const links = acknowledgeLinks({ key, url });
const takenAt = '2026-11-21T19:21:00.000Z';
const asked = { workspace: 'production', incident: 'production/disappeared/2026-11-21T19:20:00.000Z' };
const link = new URL(links.urlOf({ ...asked, takenAt }));
const token = tokenIn(link.pathname, links) ?? '';

describe('the link of an alert', () => {
  test('is for its incident, for seven days, and the same however often the alert is delivered', () => {
    expect(link.href).toMatch(/^https:\/\/alerts\.example\.com\/chat\/ack\/[\w-]+\.[\w-]{43}$/);
    expect(links.read(token, takenAt)).toEqual(asked);
    expect(links.read(token, plusSeconds(takenAt, 7 * 86_400))).toEqual(asked);
    expect(links.read(token, plusSeconds(takenAt, 7 * 86_400 + 1))).toBe('expired');
    expect(links.urlOf({ ...asked, takenAt })).toBe(link.href);
  });

  test('is found below the path of its address, and where a proxy leaves that out', () => {
    expect(tokenIn(`/ack/${token}`, links)).toBe(token);
    for (const path of ['/', '/ack', '/chat/', `/other/ack/${token}`, `/chat/api/ack/${token}`]) {
      expect([path, tokenIn(path, links)]).toEqual([path, null]);
    }
  });

  test('is worth nothing once a character of it is another', () => {
    for (let at = 0; at < token.length; at += 1) {
      for (const other of ['A', 'b', '.']) {
        const changed = `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
        // The last character has bits that mean nothing: it may name the same signature.
        if (changed === token || at === token.length - 1) continue;
        expect([changed, links.read(changed, takenAt)]).toEqual([changed, 'not-ours']);
      }
    }
  });

  test('is worth nothing with another key, without a signature, or with the signature of another link', () => {
    const [claim = '', signature = ''] = token.split('.');
    const another = links.urlOf({ ...asked, incident: 'production/unreachable/2026-11-21T19:20:00.000Z', takenAt });
    const others = [
      claim,
      `${claim}.`,
      `.${signature}`,
      '',
      `${claim}.${another.split('.').at(-1) ?? ''}`,
      `${token}.a`,
    ];
    for (const other of others) expect([other, links.read(other, takenAt)]).toEqual([other, 'not-ours']);
    expect(acknowledgeLinks({ key: randomBytes(32), url }).read(token, takenAt)).toBe('not-ours');
  });
});

describe('the key that signs links', () => {
  const inDirectory = async (use: (directory: string) => Promise<void>): Promise<void> => {
    const directory = mkdtempSync(join(tmpdir(), 'link-key-'));
    try {
      await use(directory);
    } finally {
      rmSync(directory, { recursive: true });
    }
  };

  test('is made once for a store, and is in a file that only its owner reads', async () => {
    await inDirectory(async (directory) => {
      const made = await linkKeyIn(directory);
      expect(made).toHaveLength(32);
      expect(await linkKeyIn(directory)).toEqual(made);
      expect(statSync(join(directory, linkKeyFile)).mode & 0o777).toBe(0o600);
    });
  });

  test('is another one for each store in memory', async () => {
    expect(await linkKeyIn(null)).not.toEqual(await linkKeyIn(null));
  });

  test('is not replaced where its file holds something else, which is not repeated', async () => {
    await inDirectory(async (directory) => {
      const path = join(directory, linkKeyFile);
      writeFileSync(path, 'something-else');
      await expect(linkKeyIn(directory)).rejects.toThrow(/acknowledge\.key cannot be used \(it holds no key\)/);
      await expect(linkKeyIn(directory)).rejects.not.toThrow(/something-else/);
      expect(readFileSync(path, 'utf8')).toBe('something-else');
    });
  });
});

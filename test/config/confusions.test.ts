import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { findSettings } from '../../config/find-settings.ts';
import { loadConfiguration, readConfiguration } from '../../config/load.ts';
import { givenFile } from '../cli/running.ts';
import { minimal, mistakesOf } from './given-mistakes.ts';

describe('a name that YAML takes for a number or a flag', () => {
  test.each([
    ['2024', '"2024"'],
    ['007', '"007"'],
    ['1.50', '"1.50"'],
    ['true', '"true"'],
  ])('is refused with the quotes that it needs: %s', (name, quoted) => {
    expect(mistakesOf(`workspaces: [{ name: ${name}, url: https://chat.example.com }]`)).toMatchObject([
      { path: 'workspaces[0].name', text: expect.stringMatching(new RegExp(`; write it in quotes: ${quoted}$`)) },
    ]);
  });

  test('gets no advice on quotes where they would not help', () => {
    const [mistake] = mistakesOf(`${minimal}    every: 60`);
    expect(mistake?.text).toMatch(/^found 60; allowed: whole minutes .* 30d$/);
  });

  test('gets no advice on quotes where a number is what is allowed', () => {
    expect(mistakesOf(`${minimal}    expectedInstances: 0`)[0]?.text).not.toContain('quotes');
  });
});

describe('merge keys', () => {
  test('take over what they stand before', () => {
    const { workspaces } = readConfiguration(
      `
workspaces:
  - &one { name: a, url: "https://a.example.com", every: 5m }
  - { <<: *one, name: b, url: "https://b.example.com" }
`,
      'alerter.yaml',
    );
    expect(workspaces.map(({ name, url, everySeconds }) => [name, url, everySeconds])).toEqual([
      ['a', 'https://a.example.com', 300],
      ['b', 'https://b.example.com', 300],
    ]);
  });

  test('of what is no mapping are explained', () => {
    expect(mistakesOf('workspaces:\n  - { <<: 5, name: b, url: "https://b.example.com" }')).toMatchObject([
      { text: expect.stringContaining('<< stands before what is no mapping') },
    ]);
  });
});

describe('a file that is not in UTF-8', () => {
  const utf16 = Buffer.from(minimal, 'utf16le');
  const loading = (bytes: Buffer): Promise<string> =>
    givenFile('', (file) => {
      writeFileSync(file, bytes);
      try {
        return Promise.resolve(`read: ${loadConfiguration(file).workspaces.length}`);
      } catch (error) {
        return Promise.resolve(String(error));
      }
    });

  test.each([
    ['in UTF-16, as PowerShell writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['in UTF-16, the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ['in UTF-16 without a mark', utf16],
  ])('%s, is refused for that', async (_what, bytes) => {
    expect(await loading(bytes)).toContain('is in UTF-16 or no text at all: save it as UTF-8');
  });

  test('in another encoding is refused for that', async () => {
    expect(await loading(Buffer.from(`# für\n${minimal}`, 'latin1'))).toContain('is not in UTF-8: save it as UTF-8');
  });

  test('is read with a byte order mark, and without', async () => {
    expect(await loading(Buffer.from(`\uFEFF# für\n${minimal}`))).toBe('read: 1');
    expect(await loading(Buffer.from(minimal))).toBe('read: 1');
  });
});

describe('an address', () => {
  test.each(['jürgen@example.com', 'ops@exämple.com', 'ops@localhost', 'ops@example..com', 'o"ps@example.com'])(
    'that SNS refuses is refused before: %s',
    (address) => {
      expect(mistakesOf(`${minimal}alerts: { email: ['${address}'] }`)).toMatchObject([
        { path: 'alerts.email[0]', text: expect.stringContaining('an e-mail address in ASCII letters') },
      ]);
    },
  );

  test.each(["o'brien+chat@example.com", 'ops@xn--exmple-cua.com', 'first.last@mail.example.co.uk'])(
    'that SNS takes is taken: %s',
    (address) => {
      expect(readConfiguration(`${minimal}alerts: { email: ["${address}"] }`, 'x').alerts.email).toMatchObject([
        { address },
      ]);
    },
  );
});

describe('the URL of a page', () => {
  const urlOf = (url: string): string => `workspaces: [{ name: production, url: "${url}" }]`;

  test.each([
    ['https://chat.example.com/home', 'https://chat.example.com'],
    ['https://example.com/chat/channel/general', 'https://example.com/chat'],
    ['https://chat.example.com/admin/info', 'https://chat.example.com'],
    ['https://chat.example.com/login', 'https://chat.example.com'],
  ])('is not taken for that of the workspace: %s', (url, root) => {
    expect(mistakesOf(urlOf(url))).toMatchObject([
      {
        path: 'workspaces[0].url',
        text: expect.stringContaining(`is a page of Rocket.Chat and no part of its URL: write ${root}, or end it`),
      },
    ]);
  });

  test.each([
    ['https://example.com/home/', 'https://example.com/home'],
    ['https://example.com/homes', 'https://example.com/homes'],
    ['https://example.com/home/chat', 'https://example.com/home/chat'],
  ])('may still be where it is: %s', (url, read) => {
    expect(readConfiguration(urlOf(url), 'x').workspaces[0]?.url).toBe(read);
  });
});

describe('without a file', () => {
  test.each(['', 'chat.example.com', 'https://'])('the URL %j is the only thing to complain of', (url) => {
    expect(() => findSettings({ url }, '/nonexistent')).toThrow(
      /^The command line cannot be used:\n {2}-c url: [^\n]*$/,
    );
  });

  test('a host that is an IPv6 address makes a name', () => {
    expect(findSettings({ url: 'https://[2001:db8::1]' }, '/nonexistent').workspaces).toMatchObject([
      { name: '2001-db8-1', credentials: '/rocketchat-alerter/2001-db8-1' },
    ]);
  });
});

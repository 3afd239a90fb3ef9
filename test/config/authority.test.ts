import fs, { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { chooseWorkspace } from '../../cli/input/choose-workspace.ts';
import { readAuthorities, readAuthority } from '../../config/authority.ts';
import { loadConfiguration } from '../../config/load.ts';
import { resolveSettings } from '../../config/settings.ts';
import { certificate } from '../adapters/rocketchat/certificate.ts';

const directory = mkdtempSync(join(tmpdir(), 'alerter-authority-'));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

const givenFile = (name: string, content: string): string => {
  const file = join(directory, name);
  writeFileSync(file, content);
  return file;
};

const { authority, key } = certificate('localhost', 'unknown authority');
const readInFile = (content: string) => readAuthority(givenFile('authority.pem', content), '.');

describe('a private authority', () => {
  test('is read from a file named relative to the configuration, or written into it, alone or among others', () => {
    givenFile('office.pem', `Office CA\r\n${authority.replaceAll('\n', '\r\n')}`);
    const inline = authority.replaceAll('\n', '\n      ');
    const file = givenFile(
      'alerter.yaml',
      `
workspaces:
  - { name: named, url: https://a.example.com, ca: office.pem }
  - name: inline
    url: https://b.example.com
    ca: |
      ${inline}
  - { name: public, url: https://c.example.com }
`,
    );
    expect(loadConfiguration(file).workspaces.map(({ ca }) => ca)).toEqual([authority, authority, null]);
  });

  test('is read once, however many workspaces name it', () => {
    givenFile('office.pem', authority);
    const workspaces = ['a', 'b', 'c'].map(
      (name) => `{ name: ${name}, url: https://${name}.example.com, ca: office.pem }`,
    );
    const file = givenFile('alerter.yaml', `workspaces: [${workspaces.join(', ')}]`);
    const read = jest.spyOn(fs, 'readFileSync');
    syncBuiltinESMExports();
    try {
      expect(loadConfiguration(file).workspaces.map(({ ca }) => ca)).toEqual([authority, authority, authority]);
      expect(read.mock.calls.map(([name]) => name)).toEqual([file, join(directory, 'office.pem')]);
    } finally {
      read.mockRestore();
      syncBuiltinESMExports();
    }
  });

  test('that cannot be used is a mistake of each workspace that names it', () => {
    const ofNone = (name: string): string => `{ name: ${name}, url: https://${name}.example.com, ca: none.pem }`;
    const file = givenFile('alerter.yaml', `workspaces: [${ofNone('a')}, ${ofNone('b')}]`);
    expect(() => loadConfiguration(file)).toThrow(
      /workspaces\[0\]\.ca.*none\.pem: there is no such file[\s\S]*workspaces\[1\]\.ca.*none\.pem/,
    );
  });

  test('is never left out of settings where it could not be read', () => {
    const workspaces = [{ name: 'a', url: 'https://a.example.com', ca: 'none.pem' }];
    expect(() => resolveSettings({ workspaces })).toThrow('ca: was not read');
    const authorities = readAuthorities({ workspaces }, directory);
    expect(() => resolveSettings({ workspaces }, authorities)).toThrow(/ca: .*none\.pem: there is no such file/);
  });

  describe('of a webhook', () => {
    const webhookWith = (ca: string): string => `
workspaces: [{ name: production, url: https://chat.example.com }]
alerts: { slack: { webhook: /chat/ops, ca: ${ca} } }
`;

    test('is read the same way', () => {
      givenFile('office.pem', authority);
      expect(loadConfiguration(givenFile('alerter.yaml', webhookWith('office.pem'))).alerts.slack).toMatchObject([
        { webhook: '/chat/ops', ca: authority },
      ]);
    });

    test.each([
      ['none.pem', /alerts\.slack\.ca, line 3: .*none\.pem: there is no such file/],
      [
        'many.pem',
        /alerts\.slack\.ca, line 3: holds \d+ characters, and the function that posts there takes 3000: give the root/,
      ],
    ])('is refused with its place: %s', (ca, problem) => {
      givenFile('many.pem', Array.from({ length: 5 }, () => certificate('x'.repeat(200), 'self').cert).join(''));
      expect(() => loadConfiguration(givenFile('alerter.yaml', webhookWith(ca)))).toThrow(problem);
    });
  });

  test('is given on the command line as a file, which counts more than what the configuration says', async () => {
    const file = givenFile('office.pem', authority);
    expect(await chooseWorkspace({ url: 'https://chat.example.com', ca: file })).toMatchObject({ ca: authority });
    await expect(chooseWorkspace({ url: 'https://chat.example.com', ca: 'none.pem' })).rejects.toThrow(
      /^--ca: .*none\.pem: there is no such file; write the name of a PEM file/,
    );
  });

  test.each([
    ['a private key', `${authority}${key}`, /authority\.pem holds a private key, which belongs nowhere near here/],
    ['no certificate', 'Office CA', /authority\.pem holds no certificate in PEM form/],
    [
      'half a certificate',
      authority.replace(/(?<=\n)\w+/, ''),
      /authority\.pem holds a certificate that cannot be read/,
    ],
    ['all public authorities', authority.repeat(140), /holds 140 certificates; allowed: at most 5: only your own/],
  ])('is refused where the file holds %s, of which nothing is repeated', (_what, content, problem) => {
    expect(readInFile(content)).toEqual({ problem: expect.stringMatching(problem) });
    expect(JSON.stringify(readInFile(content))).not.toContain(authority.slice(40, 60));
  });
});

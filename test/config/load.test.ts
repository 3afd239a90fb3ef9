import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../core/rules/registry.ts';
import { loadConfiguration, readConfiguration } from '../../config/load.ts';
import { errorOf, minimal, mistakesOf } from './given-mistakes.ts';

const givenFile = (text: string, use: (file: string) => void): void => {
  const directory = mkdtempSync(join(tmpdir(), 'alerter-config-'));
  try {
    writeFileSync(join(directory, 'alerter.yaml'), text);
    use(join(directory, 'alerter.yaml'));
  } finally {
    rmSync(directory, { recursive: true });
  }
};

const toAll = (address: string) => ({ address, minimumSeverity: 'warning', workspaces: null });
const noRoutes = { email: [], slack: [], queues: [], chat: null, teams: null };

describe('a file that can be used', () => {
  test('needs no more than a name and a URL, and gets the defaults for the rest', () => {
    expect(readConfiguration(minimal, 'alerter.yaml')).toEqual({
      workspaces: [
        {
          name: 'production',
          url: 'https://chat.example.com',
          allowInsecure: false,
          ca: null,
          credentials: '/rocketchat-alerter/production',
          heartbeatUrl: null,
          everySeconds: 60,
          recheckEverySeconds: 60,
          keepSeconds: 30 * 86_400,
          rules: defaultRules,
          maintenance: [],
        },
      ],
      rules: defaultRules,
      maintenance: [],
      alerts: noRoutes,
      operations: { email: [] },
      history: { keepSeconds: 30 * 86_400, removeWithStack: false },
      dashboard: true,
      docsUrl: null,
      vpc: null,
      encryption: null,
    });
  });

  test('may say everything', () => {
    const text = `
workspaces:
  - name: production
    url: http://chat.example.com/team/
    allowInsecure: true
    credentials: /chat/production
    every: 5m
    recheckEvery: 2m
    heartbeatEvery: 15s
    expectedInstances: 3
rules:
  disappeared: { for: 2m, resolveAfter: 3m, severity: warning }
  unresponsive: { staleAfter: 45s, for: auto, severity: warning }
  disconnected: { for: 45s, resolveAfter: 10m, severity: critical }
  lowMemory: { freePercent: 0, severity: critical }
  memory: off
  notReady: off
  tooFewInstances: { for: 4m, resolveAfter: 0s, severity: warning }
  restarting: { times: 5, within: 1h, severity: warning }
  degraded: { for: 5m, severity: critical }
  unreachable: { for: 6m, resolveAfter: 4h, severity: warning }
  unauthorized: { for: 2m, severity: warning }
  replacementWindow: 10m
  forgetAfter: 2d
alerts: { email: [ops@example.com, dev@example.com], remindEvery: 8h }
history: { keep: 90d, removeWithStack: true }
dashboard: false
docsUrl: https://git.example.com/docs/
vpc: { id: vpc-0a1b2c3d, subnets: [subnet-0a1b2c3d, subnet-0a1b2c3e], securityGroups: [sg-0a1b2c3d] }
encryption: { key: own }
`;
    const rule = defaultRules;
    const warning = { severity: 'warning' } as const;
    const rules = {
      disappeared: { forSeconds: 120, resolveAfterSeconds: 180, ...warning, off: false },
      unresponsive: { staleAfterSeconds: 45, forSeconds: null, resolveAfterSeconds: 120, ...warning, off: false },
      disconnected: { forSeconds: 45, resolveAfterSeconds: 600, severity: 'critical', off: false },
      lowMemory: { ...rule.lowMemory, freePercent: 0, severity: 'critical' },
      memory: { ...rule.memory, off: true },
      notReady: { ...rule.notReady, off: true },
      tooFewInstances: { expected: null, forSeconds: 240, resolveAfterSeconds: 0, ...warning, off: false },
      restarting: { ...rule.restarting, times: 5, withinSeconds: 3600, ...warning },
      degraded: { forSeconds: 300, resolveAfterSeconds: 120, severity: 'critical', off: false },
      unreachable: { forSeconds: 360, resolveAfterSeconds: 14_400, ...warning, off: false },
      unauthorized: { forSeconds: 120, resolveAfterSeconds: 120, ...warning, off: false },
      replacementWindowSeconds: 600,
      forgetAfterSeconds: 172_800,
      remindEverySeconds: 28_800,
      minInstances: null,
      heartbeatEverySeconds: 10,
    };
    expect(readConfiguration(text, 'alerter.yaml')).toEqual({
      workspaces: [
        {
          name: 'production',
          url: 'http://chat.example.com/team',
          allowInsecure: true,
          ca: null,
          credentials: '/chat/production',
          heartbeatUrl: null,
          everySeconds: 300,
          recheckEverySeconds: 120,
          keepSeconds: 90 * 86_400,
          rules: {
            ...rules,
            heartbeatEverySeconds: 15,
            tooFewInstances: { ...rules.tooFewInstances, expected: 3 },
          },
          maintenance: [],
        },
      ],
      rules,
      maintenance: [],
      alerts: { ...noRoutes, email: ['ops@example.com', 'dev@example.com'].map(toAll) },
      operations: {
        email: ['ops@example.com', 'dev@example.com'].map((address) => ({ address, minimumSeverity: 'warning' })),
      },
      history: { keepSeconds: 90 * 86_400, removeWithStack: true },
      dashboard: false,
      docsUrl: 'https://git.example.com/docs',
      vpc: {
        id: 'vpc-0a1b2c3d',
        subnets: ['subnet-0a1b2c3d', 'subnet-0a1b2c3e'],
        securityGroups: ['sg-0a1b2c3d'],
        ipv6: false,
      },
      encryption: { source: 'own' },
    });
  });

  test("lays a workspace's rules over those of the file, key by key, and those over the defaults", () => {
    const text = `${minimal}    rules: { lowMemory: { freePercent: 5 }, disappeared: { for: 3m } }
  - { name: staging, url: https://staging.example.com }
rules: { lowMemory: { severity: critical }, disappeared: { for: 2m, severity: warning } }
`;
    const [production, staging] = readConfiguration(text, 'alerter.yaml').workspaces;
    expect(production?.rules).toEqual({
      ...defaultRules,
      lowMemory: { ...defaultRules.lowMemory, freePercent: 5, severity: 'critical' },
      disappeared: { ...defaultRules.disappeared, forSeconds: 180, severity: 'warning' },
    });
    expect(staging?.rules).toEqual({
      ...defaultRules,
      lowMemory: { ...defaultRules.lowMemory, severity: 'critical' },
      disappeared: { ...defaultRules.disappeared, forSeconds: 120, severity: 'warning' },
    });
  });

  test('is the example', () => {
    const example = loadConfiguration('alerter.example.yaml');
    expect(example.rules).toEqual(defaultRules);
    expect(example.workspaces).toHaveLength(1);
    expect(example.workspaces[0]).toMatchObject({ everySeconds: 60, keepSeconds: 30 * 86_400 });
    expect(example.history).toEqual({ keepSeconds: 30 * 86_400, removeWithStack: false });
  });

  test('may hold a loss for accepted before its replacement would come too late', () => {
    const { rules } = readConfiguration(`${minimal}rules: { forgetAfter: 6m, replacementWindow: 10m }`, 'alerter.yaml');
    expect(rules).toMatchObject({ forgetAfterSeconds: 360, replacementWindowSeconds: 600 });
  });
});

describe('mistakes', () => {
  test('are told all at once, in the order of the file, each with its path, its line, and what is allowed', () => {
    const text = `workspaces:
  - name: production
    ulr: https://chat.example.com
    every: 90s
  - name: production
    url: http://chat.example.com
    rules: { lowMemory: { freePercent: 101 } }
rules:
  dissapeared: { for: 1m }
  forgetAfter: 5m
alerts: { email: [ops@example.com, nobody, ops@example.com] }
history: { keep: forever }
`;
    expect(errorOf(text).message).toBe(`alerter.yaml cannot be used (10 mistakes):
  workspaces[0].url, line 2: found nothing; allowed: the URL of the workspace, such as https://chat.example.com
  workspaces[0].ulr, line 3: unknown key; did you mean url?
  workspaces[0].every, line 4: found "90s"; allowed: whole minutes from 1m to 12h, written like 35s, 1m, 4h or 30d
  workspaces[1].name, line 5: found "production"; allowed: a name that no other workspace has, because the history is kept by name
  workspaces[1].url, line 6: over http:// anyone on the way can read the access token: write https://chat.example.com, or set allowInsecure: true
  workspaces[1].rules.lowMemory.freePercent, line 7: found 101; allowed: a number from 0 (which switches the rule off) to 100
  rules.dissapeared, line 9: unknown key; did you mean disappeared?
  alerts.email[1], line 11: found a text of 6 characters; allowed: an e-mail address in ASCII letters, such as ops@example.com (a domain in others is written xn--…)
  alerts.email[2], line 11: found a text of 15 characters; allowed: each address once
  history.keep, line 12: found "forever"; allowed: a duration from 1d to 3650d, written like 35s, 1m, 4h or 30d`);
  });

  test.each<[string, string, string]>([
    ['', '', 'found nothing; allowed: a mapping with any of the keys workspaces'],
    ['- production', '', 'found a list; allowed: a mapping'],
    ['rules: {}', 'workspaces', 'found nothing; allowed: a list of workspaces, each with a name and a url'],
    ['workspaces: []', 'workspaces', 'at least one'],
    ['workspaces: production', 'workspaces', 'found "production"; allowed: a list of workspaces'],
    ['workspaces: [production]', 'workspaces[0]', 'found "production"; allowed: a mapping with any of the keys name'],
    [`${minimal}    name2: x`, 'workspaces[0].name2', 'unknown key; did you mean name?'],
    [`${minimal}rules:`, 'rules', 'found nothing; allowed: a mapping'],
    [`${minimal}rules: { disappeared: 1m }`, 'rules.disappeared', 'found "1m"; allowed: off, which'],
    [`${minimal}rules: { disappeared: 60 }`, 'rules.disappeared', 'any of the keys for, resolveAfter, severity'],
    [`${minimal}rules: { disappeared: on }`, 'rules.disappeared', 'any of the keys for, resolveAfter, severity'],
    [
      `${minimal}rules: { disappeared: { for: 60 } }`,
      'rules.disappeared.for',
      'found 60; allowed: auto, or a duration',
    ],
    [`${minimal}rules: { unreachable: { for: auto } }`, 'rules.unreachable.for', 'allowed: a duration from 0s to 24h'],
    [`${minimal}rules: { unreachable: { resolveAfter: 5h } }`, 'rules.unreachable.resolveAfter', 'from 0s to 4h'],
    [`${minimal}rules: { disappeared: { severity: high } }`, 'rules.disappeared.severity', 'warning or critical'],
    [`${minimal}rules: { unresponsive: { staleAfter: 15s } }`, 'rules.unresponsive.staleAfter', 'from 20s'],
    [`${minimal}rules: { restarting: { times: 1 } }`, 'rules.restarting.times', 'a whole number from 2 to 100'],
    [`${minimal}rules: { forgetAfter: 59s }`, 'rules.forgetAfter', 'found "59s"; allowed: a duration from 1m'],
    [`${minimal}rules: { restarting: { within: 59s } }`, 'rules.restarting.within', 'a duration from 1m'],
    [
      `${minimal}rules: { forgetAfter: 1m }`,
      'rules.forgetAfter',
      'more than disappeared.for, which is up to 5m where it is auto',
    ],
    [`${minimal}rules: { disappeared: { for: 24h } }`, 'rules.forgetAfter', 'more than disappeared.for, which is 1d'],
    [`${minimal}    rules: { forgetAfter: 1m }`, 'workspaces[0].rules.forgetAfter', 'found "1m"; allowed: more than'],
    [`${minimal}    every: 13h`, 'workspaces[0].every', 'found "13h"; allowed: whole minutes from 1m to 12h'],
    [`${minimal}    expectedInstances: 2.5`, 'workspaces[0].expectedInstances', 'found 2.5; allowed: a whole number'],
    [`${minimal}    allowInsecure: yes`, 'workspaces[0].allowInsecure', 'found "yes"; allowed: true or false'],
    [`${minimal}    credentials: { userId: a }`, 'workspaces[0].credentials', 'found a mapping; allowed: the name of'],
    [`${minimal}    credentials: /aws/secret`, 'workspaces[0].credentials', 'the name of an SSM parameter'],
    [`${minimal}  - { name: a b, url: https://x.example.com }`, 'workspaces[1].name', 'found "a b"; allowed: 1 to 48'],
    [`${minimal}  - { name: x, url: chat.example.com }`, 'workspaces[1].url', 'the URL of the workspace, such as'],
    [`${minimal}  - { name: x, url: "https://a:b@c.example" }`, 'workspaces[1].url', 'user name or password'],
    [
      `${minimal}    ca: no-such.pem`,
      'workspaces[0].ca',
      'no-such.pem: there is no such file; write the name of a PEM',
    ],
    [`${minimal}history: { keep: 1h }`, 'history.keep', 'found "1h"; allowed: a duration from 1d'],
  ])('in %j are found at %j', (text, path, message) => {
    expect(mistakesOf(text)).toMatchObject([{ path, text: expect.stringContaining(message) }]);
  });

  test.each([
    ['rules: { missing: {} }', 'rules.missing'],
    [`${minimal}    every: 0s`, 'workspaces[0].every'],
    ['rules: { unresponsive: { staleAfter: 0s } }', 'rules.unresponsive.staleAfter'],
    ['rules: { restarting: { within: 0s } }', 'rules.restarting.within'],
    ['rules: { forgetAfter: 0s }', 'rules.forgetAfter'],
    ['rules: { disappeared: { for: 2s }, unresponsive: { for: 1s }, forgetAfter: 2s }', 'rules.forgetAfter'],
    ['alerts: { remindEvery: 0s }', 'alerts.remindEvery'],
  ])('in a local file are found just as well, as in %j', (text, path) => {
    expect(mistakesOf(text, { use: 'local' })).toMatchObject([{ path }]);
  });

  test('are found in more workspaces than one stack can hold', () => {
    const many = Array.from({ length: 301 }, (_, index) => `  - { name: w${index}, url: https://x.example.com }`);
    expect(mistakesOf(['workspaces:', ...many].join('\n'))).toMatchObject([
      {
        path: 'workspaces',
        text: expect.stringMatching(
          /^found a list; allowed: at most 300 workspaces in one stack; give the others a file and/,
        ),
      },
    ]);
  });

  const secret = 'xoxb-9dd3-TOKEN';
  test.each([
    `${minimal}    credentials: ${secret}`,
    `${minimal}    authToken: ${secret}`,
    `workspaces: [{ name: production, url: ${secret} }]`,
    `workspaces: [{ name: production, url: https://user:${secret}@chat.example.com }]`,
    `${minimal}    credentials: [${secret}]`,
    `${minimal}    rules: ${secret}-which-is-long`,
    `credentials: *${secret}`,
    `credentials: !${secret} |${secret}`,
    `credentials: "\\${secret}`,
    `${secret}: [`,
  ])('never repeat what may be a secret, as in %j', (text) => {
    expect(errorOf(text).message).not.toContain(secret);
  });

  test.each<[string, number, string]>([
    ['workspaces:\n  - name: a: b', 2, 'column 11: not YAML: Nested mappings are not allowed in compact mappings'],
    ['rules: {}\nrules: {}', 2, 'column 1: not YAML: Map keys must be unique'],
    ['rules: [', 1, 'column 9: not YAML: Flow sequence in block collection must be sufficiently indented'],
  ])('in the YAML of %j are told with line and column', (text, line, message) => {
    expect(mistakesOf(text)).toMatchObject([{ line, text: expect.stringContaining(message) }]);
  });

  test('are found in aliases that stand for billions of values', () => {
    const layers = Array.from({ length: 12 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n}, `.repeat(10)}]`);
    expect(errorOf(['l0: &l0 [x]', ...layers].join('\n')).message).toContain('aliases that cannot be followed');
  });
});

describe('a file', () => {
  test('is read from the disk', () => {
    givenFile(minimal, (file) => {
      expect(loadConfiguration(file).workspaces[0]?.name).toBe('production');
    });
  });

  test.each([
    ['no-such-file.yaml', 'no-such-file.yaml cannot be used:\n  there is no such file'],
    ['.', '. cannot be used:\n  it cannot be read (EISDIR)'],
  ])('that cannot be read is an error of the configuration: %s', (file, message) => {
    expect(() => loadConfiguration(file)).toThrow(message);
  });
});

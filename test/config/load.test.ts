import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../core/rules/registry.ts';
import { loadConfiguration, readConfiguration } from '../../config/load.ts';
import { minimal } from './given-mistakes.ts';

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
const noRoutes = { email: [], slack: [], queues: [], services: [], chat: null, teams: null };

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
      operations: { email: [], smtp: null },
      history: { keepSeconds: 30 * 86_400, removeWithStack: false },
      dashboard: true,
      statusPage: null,
      summary: null,
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
  tooManyInstances: { for: 7m }
  certificate: { warnBefore: 14d, criticalBefore: 3d, resolveAfter: 1h }
  slow: { limitMs: 1500, for: 10m, resolveAfter: 10m }
  version: { for: 2h, resolveAfter: 7d }
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
      tooManyInstances: { forSeconds: 420, resolveAfterSeconds: 120, ...warning, off: false },
      certificate: {
        warnBeforeSeconds: 14 * 86_400,
        criticalBeforeSeconds: 3 * 86_400,
        resolveAfterSeconds: 3600,
        off: false,
      },
      slow: { limitMs: 1500, forSeconds: 600, resolveAfterSeconds: 600, ...warning, off: false },
      version: { forSeconds: 7200, resolveAfterSeconds: 604_800, ...warning, off: false },
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
        smtp: null,
      },
      history: { keepSeconds: 90 * 86_400, removeWithStack: true },
      dashboard: false,
      statusPage: null,
      summary: null,
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

import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../core/rules/registry.ts';
import { defaultProbe } from '../../adapters/probe/settings.ts';
import { ConfigurationError } from '../../config/configuration-error.ts';
import { readConfiguration, type ReadOptions } from '../../config/load.ts';

const fileWith = (probe: string, more = '', rules = ''): string => `
workspaces:
  - name: production
    url: https://chat.example.com
    probe: ${probe}
    ${more}
${rules}
`;

const workspaceOf = (text: string, options?: ReadOptions) =>
  readConfiguration(text, 'alerter.yaml', options).workspaces[0];

const mistakesOf = (text: string, options?: ReadOptions): readonly string[] => {
  try {
    readConfiguration(text, 'alerter.yaml', options);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes.map(({ path, text: what }) => `${path}: ${what}`);
    throw error;
  }
  return [];
};

describe('a workspace', () => {
  test('asks nothing of its instances unless configured', () => {
    const text = 'workspaces: [{ name: production, url: "https://chat.example.com" }]';
    expect(workspaceOf(text)).not.toHaveProperty('probe');
  });

  test('asks for metrics and readiness, where Rocket.Chat has them, of the addresses listed', () => {
    expect(workspaceOf(fileWith('{}'))?.probe).toEqual(defaultProbe);
    expect(workspaceOf(fileWith('{ addresses: list }'))?.probe).toEqual(defaultProbe);
  });

  test('may say what is asked, and where', () => {
    const probe = `{ metrics: { port: 9100 }, ready: false,
      addresses: { "10.0.0.6:3000": 192.168.4.6, rc-2: { host: rc-2.internal, metricsPort: 19458 } } }`;
    expect(workspaceOf(fileWith(probe))?.probe).toEqual({
      metrics: { port: 9100, path: '/metrics' },
      ready: null,
      addresses: {
        '10.0.0.6:3000': { host: '192.168.4.6', metricsPort: null, readyPort: null },
        'rc-2': { host: 'rc-2.internal', metricsPort: 19458, readyPort: null },
      },
    });
  });

  test('may have rules of its own for what instances report', () => {
    const rules = 'rules: { memory: { limitMiB: 2048, within: 12h, for: 1m }, notReady: { severity: warning } }';
    expect(workspaceOf(fileWith('{}', rules))?.rules).toMatchObject({
      memory: { ...defaultRules.memory, limitMiB: 2048, withinSeconds: 43_200, forSeconds: 60 },
      notReady: { ...defaultRules.notReady, severity: 'warning' },
    });
  });
});

describe('a probe is refused', () => {
  test.each([
    ['that asks nothing', '{ metrics: false, ready: false }', 'asks neither'],
    ['with a port that there is not', '{ metrics: { port: 70000 } }', 'a whole number from 1 to 65535'],
    ['with a path that is none', '{ ready: { path: "readyz?x" } }', 'a path such as /metrics'],
    ['with an unknown key', '{ metric: false }', 'did you mean metrics?'],
    ['at addresses from anywhere', '{ addresses: dns }', 'list (each where it has registered)'],
    ['at what is no host', '{ addresses: { a: "http://10.0.0.1/" } }', 'a host name or an IP address'],
    ['at the metadata service', '{ addresses: { a: 169.254.169.254 } }', 'link-local'],
    ['at the metadata service in other words', '{ addresses: { a: "2852039166" } }', 'link-local'],
    ['at the metadata service over IPv6', '{ addresses: { a: "fd00:ec2::254" } }', 'link-local'],
    ['at the function itself', '{ addresses: { a: { host: localhost } } }', 'the machine that asks'],
    ['at the function itself, by number', '{ addresses: { a: 127.0.0.1 } }', 'the machine that asks'],
  ])('%s', (_what, probe, why) => {
    expect(mistakesOf(fileWith(probe))).toEqual([expect.stringContaining(why)]);
  });

  test('whose checks are too seldom for the forecast that is asked for', () => {
    expect(mistakesOf(fileWith('{}', 'every: 30m'))).toEqual([
      'workspaces[0].every: found "30m"; allowed: at most 15m, so that growth can be forecast 6h ahead (rules.memory.within; 0s for no forecast)',
    ]);
    expect(mistakesOf(fileWith('{}', 'every: 30m', 'rules: { memory: { within: 12h } }'))).toEqual([]);
    expect(mistakesOf(fileWith('{}', 'every: 30m', 'rules: { memory: { within: 0s } }'))).toEqual([]);
    expect(mistakesOf(fileWith('{ metrics: false }', 'every: 30m'))).toEqual([]);
  });

  test('with more resident memory allowed than there can be', () => {
    expect(mistakesOf(fileWith('{}', '', 'rules: { memory: { limitMiB: 1000, residentMiB: 1001 } }'))).toEqual([
      expect.stringContaining('at most limitMiB, which is 1000'),
    ]);
  });
});

test('a watch on this machine may ask instances on it', () => {
  const text = fileWith('{ addresses: { a: 127.0.0.1 } }');
  expect(workspaceOf(text, { use: 'local' })?.probe?.addresses).toMatchObject({ a: { host: '127.0.0.1' } });
});

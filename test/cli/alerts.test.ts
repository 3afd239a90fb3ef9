import { describe, expect, test } from '@jest/globals';
import { incidentKinds } from '../../core/rules/registry.ts';
import { services } from '../../adapters/services/list.ts';
import { exampleAlerts } from '../../cli/examples/alerts.ts';
import { runningAlerts } from './running-alerts.ts';

describe('alerts preview', () => {
  test('lists every example by its name and subject, and says how to read one', async () => {
    const { exitCode, stdout } = await runningAlerts('preview');
    expect(exitCode).toBe(0);
    const names = stdout.split('\n').map((line) => line.split(' ')[0]);
    expect(names).toEqual(expect.arrayContaining(Object.keys(exampleAlerts)));
    expect(stdout).toContain('[production] CRITICAL disappeared: 10.0.1.3:3000 (2 of 3 healthy)');
    expect(stdout).toContain('alerts preview --kind disappeared --channel email');
  });

  test.each(incidentKinds)('shows those of the kind %s, as mail', async (kind) => {
    const { stdout } = await runningAlerts('preview', '--kind', kind);
    const shown = [...stdout.matchAll(/^──── ([\w.-]+) as email$/gm)].map(([, name]) => name);
    expect(shown).toEqual(Object.keys(exampleAlerts).filter((name) => name.startsWith(`${kind}.`)));
  });

  test('shows only what is asked for', async () => {
    const { stdout } = await runningAlerts(
      'preview',
      '--kind',
      'unreachable',
      '--change',
      'opened',
      '--channel',
      'sms',
    );
    expect(stdout.split('\n\n')).toEqual([
      '──── unreachable.opened as sms',
      '[production] CRITICAL unreachable: no answer in time',
      '──── unreachable.opened-often as sms',
      '[production] CRITICAL unreachable: server error at 6 of the last 11 checks',
      '',
    ]);
  });
});

test.each(services.map(({ name }) => name))('alerts preview shows what %s gets, for each change', async (channel) => {
  const { exitCode, stdout } = await runningAlerts('preview', '--kind', 'disappeared', '--channel', channel);
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`──── disappeared.opened as ${channel}`);
  expect(stdout).toMatch(/^(?:POST|PUT) https:\/\//m);
});

test.each([
  [['preview', '--kind', 'crashed'], /Allowed choices are unauthorized, /],
  [['preview', '--kind', 'many', '--change', 'resolved'], /no example is of kind many and change resolved/],
  [['test', '--topic', 'alerts'], /Write the ARN of a topic/],
  [['test', '--topic', 'arn:aws:sns:us-east-1:123456789012:alerts', '--severity', 'bad'], /warning, critical/],
])('alerts %j is refused in one line', async (args, says) => {
  const { exitCode, stdout, stderr } = await runningAlerts(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(says);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

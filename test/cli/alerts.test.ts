import { describe, expect, test } from '@jest/globals';
import { incidentKinds } from '../../core/rules/registry.ts';
import { runningAlerts } from './running-alerts.ts';

describe('alerts preview', () => {
  test('shows every kind and change to every reader', async () => {
    const { exitCode, stdout } = await runningAlerts('preview');
    expect(exitCode).toBe(0);
    const shown = [...stdout.matchAll(/^──── ([\w-]+\.(?:opened|reminder|resolved))\S* as (\w+)$/gm)];
    const wanted = incidentKinds.flatMap((kind) =>
      ['opened', 'reminder', 'resolved'].flatMap((change) =>
        ['email', 'sms', 'slack', 'q', 'json'].map((reader) => `${kind}.${change} as ${reader}`),
      ),
    );
    expect(shown.map(([, what = '', reader = '']) => `${what} as ${reader}`)).toEqual(expect.arrayContaining(wanted));
  });

  test('shows only what is asked for', async () => {
    const { stdout } = await runningAlerts('preview', '--kind', 'unreachable', '--change', 'opened', '--as', 'sms');
    expect(stdout.split('\n\n')).toEqual([
      '──── unreachable.opened as sms',
      '[production] CRITICAL: workspace unreachable (timeout)',
      '──── unreachable.opened-often as sms',
      '[production] CRITICAL: workspace often unreachable (server-error)',
      '',
    ]);
  });
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

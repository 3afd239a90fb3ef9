import { describe, expect, test } from '@jest/globals';
import { withParameterStore } from '../parameter-store.ts';
import { givenFile, running } from '../running.ts';

describe('credentials set-secret', () => {
  const key = 'R0KEYSECRET000000000000000000001';
  const services = '{ services: [{ service: pagerduty, secret: /x/pagerduty }] }';
  const settingSecret = (alerts: string, args: readonly string[], given: { input?: string; environment?: object }) =>
    givenFile(`workspaces: [{ name: a, url: https://chat.example.com }]\nalerts: ${alerts}\n`, (file) =>
      withParameterStore(async ({ parameters }) => {
        const { input = `${key}\n`, environment = {} } = given;
        const ran = await running(['credentials', 'set-secret', '--config', file, ...args], {
          environment: { ...environment },
          input,
        });
        return { ...ran, stored: [...parameters] };
      }),
    );

  test.each([
    ['stdin', {}],
    ['the environment', { input: '', environment: { X_PAGERDUTY: `${key}\n` } }],
  ])('stores the secret of a service where the file says, from %s', async (_, given) => {
    const { stored, ...ran } = await settingSecret(services, [], given);
    expect(ran).toMatchObject({ code: 0, stdout: 'stored: /x/pagerduty (SecureString, eu-central-1)\n' });
    expect(stored).toEqual([['/x/pagerduty', { Value: key, Type: 'SecureString' }]]);
    expect(ran.stderr).not.toContain(key);
    expect(ran.stderr).toContain('alerts test --only /x/pagerduty');
  });

  test.each([
    ['{}', [], {}, 'names no service'],
    [
      '{ services: [{ service: pagerduty, secret: /x/a }, { service: discord, secret: /x/b }] }',
      [],
      {},
      'Pass --parameter and one of /x/a, /x/b',
    ],
    [services, ['--parameter', '/x/c'], {}, 'Pass --parameter and one of /x/pagerduty'],
    [services, [], { input: 'my-key\n' }, 'not the integration key of a service in PagerDuty'],
    [services, [], { environment: { X_PAGERDUTY: 'my-key' } }, 'X_PAGERDUTY does not hold the integration key'],
  ])('stores nothing with alerts: %s %j', async (alerts, args, given, says) => {
    const { stored, ...ran } = await settingSecret(alerts, args, given);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr.trimEnd().split('\n').at(-1)).toContain(says);
    expect(ran.stderr).not.toContain('my-key');
    expect(stored).toEqual([]);
  });
});

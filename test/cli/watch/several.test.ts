import { describe, expect, test } from '@jest/globals';
import { fieldsOf } from '../../../core/base/json.ts';
import { SharedClock } from '../../../simulator/shared-clock.ts';
import { discord } from '../../adapters/services/fakes/discord.ts';
import { pagerduty } from '../../adapters/services/fakes/pagerduty.ts';
import { serveService } from '../../adapters/services/service-server.ts';
import { serveSmtp } from '../../adapters/smtp/smtp-server.ts';
import { serveWebhook } from '../../adapters/services/webhook-server.ts';
import { withServer } from '../../servers.ts';
import { listing, refusing } from '../answers.ts';
import { alertsOf, checksOf, linesOf } from '../contract.ts';
import { givenFile, running } from '../running.ts';

const credentials = (user: string): string => JSON.stringify({ userId: user, authToken: `${user}-token` });

const environment = {
  ROCKETCHAT_ALERTER_NORTH: credentials('north'),
  ROCKETCHAT_ALERTER_SOUTH: credentials('south'),
};

interface Given {
  readonly north: string;
  readonly south: string;
  readonly more?: string;
}

const fileOf = ({ north, south, more = '' }: Given): string => `
workspaces:
  - { name: north, url: "${north}" }
  - { name: south, url: "${south}", every: 5m }
rules: { unauthorized: { for: 0s, resolveAfter: 0s, severity: warning } }
${more}`;

/** Workspaces that remember who asked. */
const twoWorkspaces = async <T>(use: (urls: Given, asked: Set<string>) => Promise<T>): Promise<T> => {
  const asked = new Set<string>();
  const remembering =
    (name: string): Parameters<typeof withServer>[0] =>
    (request, response) => {
      asked.add(`${name} ${String(request.headers['x-user-id'])} ${String(request.headers['x-auth-token'])}`);
      (name === 'north' ? listing('a') : refusing)(request, response);
    };
  return withServer(remembering('north'), (north) =>
    withServer(remembering('south'), (south) => use({ north, south }, asked)),
  );
};

/** For one check of each of two workspaces. */
const forAMoment = (): SharedClock => new SharedClock(2, '2026-11-21T19:00:00.000Z', '2026-11-21T19:00:00.000Z');

describe('watch --config', () => {
  test('checks every workspace of the file on its own schedule, each with its own credentials', () =>
    twoWorkspaces((urls, asked) =>
      givenFile(fileOf(urls), async (file) => {
        const clock = new SharedClock(2, '2026-11-21T19:00:17.000Z', '2026-11-21T19:10:00.000Z');
        const { code, stdout, stderr } = await running(['watch', '--config', file, '--json'], {
          clock,
          environment,
        });
        expect([code, stderr]).toEqual([1, '']);
        expect([...asked].sort()).toEqual(['north north north-token', 'south south south-token']);
        const timesOf = (name: string): string[] =>
          checksOf(linesOf(stdout))
            .filter(({ workspace }) => workspace === name)
            .map(({ takenAt }) => takenAt.slice(11, 19));
        expect(timesOf('north').slice(0, 3)).toEqual(['19:00:17', '19:01:00', '19:02:00']);
        // Which minute of the five, its name decides, as in AWS.
        expect(timesOf('south')).toEqual(['19:00:17', '19:05:00', '19:10:00']);
      }),
    ));

  test('delivers alerts to the webhooks and the addresses of the file, as their routes say', async () => {
    const webhook = await serveWebhook();
    const smtp = await serveSmtp({ login: 'accepted' });
    const more = `
alerts:
  slack: [{ webhook: /rocketchat-alerter/chat, workspaces: [south] }, { webhook: /other, workspaces: [north] }]
  email:
    - ops@example.com
    - { address: boss@example.com, minimumSeverity: critical }
    - { address: north@example.com, workspaces: [north] }
operations: { smtp: { host: 127.0.0.1, port: ${smtp.port}, user: alerter, from: alerter@example.com } }
`;
    try {
      await twoWorkspaces((urls) =>
        givenFile(fileOf({ ...urls, more }), async (file) => {
          const { stdout, stderr } = await running(['watch', '--config', file, '--json'], {
            clock: forAMoment(),
            environment: {
              ...environment,
              ROCKETCHAT_ALERTER_CHAT: webhook.url.href,
              OTHER: webhook.url.href,
              ROCKETCHAT_ALERTER_SMTP_PASSWORD: 'secret-of-smtp',
            },
          });
          expect(stderr).toBe('');
          expect(alertsOf(linesOf(stdout)).map(({ workspace }) => workspace)).toEqual(['south']);
          expect(webhook.taken).toHaveLength(1);
          expect(smtp.taken.map(({ to }) => to)).toEqual([['ops@example.com']]);
          expect(smtp.taken[0]?.data).toContain('Subject: [south] ');
          expect(stdout).not.toContain('secret-of-smtp');
        }),
      );
    } finally {
      await webhook.close();
      await smtp.close();
    }
  });

  test('delivers alerts to the services of the file, with secrets from the environment', async () => {
    const [paging, chatting] = await Promise.all([serveService(pagerduty), serveService(discord)]);
    const more = `
alerts:
  services:
    - { service: pagerduty, secret: /rocketchat-alerter/pagerduty, url: "${paging.url}" }
    - { service: discord, secret: /rocketchat-alerter/discord, minimumSeverity: critical }
    - { service: telegram, secret: /rocketchat-alerter/telegram, chat: "@alerts" }
`;
    try {
      await twoWorkspaces((urls) =>
        givenFile(fileOf({ ...urls, more }), async (file) => {
          const { stdout, stderr } = await running(['watch', '--config', file, '--json'], {
            clock: forAMoment(),
            environment: {
              ...environment,
              ROCKETCHAT_ALERTER_PAGERDUTY: pagerduty.secret(paging.url),
              ROCKETCHAT_ALERTER_DISCORD: discord.secret(chatting.url),
            },
          });
          expect(alertsOf(linesOf(stdout))).toHaveLength(1);
          expect([paging.refused, paging.got.map(({ path }) => path)]).toEqual([[], ['/v2/enqueue']]);
          expect(chatting.got).toEqual([]);
          expect(stderr).toBe(
            'note: no alerts to Telegram (/rocketchat-alerter/telegram): set ROCKETCHAT_ALERTER_TELEGRAM to the token of a bot of Telegram\n',
          );
          expect(stdout + stderr).not.toMatch(pagerduty.secretParts);
        }),
      );
    } finally {
      await Promise.all([paging.close(), chatting.close()]);
    }
  });

  test('goes on with one destination while another is in trouble', async () => {
    const webhook = await serveWebhook();
    const smtp = await serveSmtp({ refused: { 'ops@example.com': '450 come back later' } });
    const more = `
alerts: { slack: { webhook: /rocketchat-alerter/chat }, email: [ops@example.com], remindEvery: 1s }
operations: { smtp: { host: 127.0.0.1, port: ${smtp.port}, from: alerter@example.com } }
`;
    try {
      await twoWorkspaces((urls) =>
        givenFile(fileOf({ ...urls, more }), async (file) => {
          const args = ['watch', '--config', file, '--every', '1m', '--json'];
          const { stdout, stderr } = await running(args, {
            clock: new SharedClock(2, '2026-11-21T19:00:00.000Z', '2026-11-21T19:02:00.000Z'),
            environment: { ...environment, ROCKETCHAT_ALERTER_CHAT: webhook.url.href },
          });
          expect(webhook.taken).toHaveLength(alertsOf(linesOf(stdout)).length);
          expect(webhook.taken.length).toBeGreaterThanOrEqual(2);
          expect(smtp.taken).toEqual([]);
          expect(stderr).toMatch(/note: south: alert \S+ was not delivered to ops@example\.com;.* 450 come back later/);
          expect(stderr.match(/was not delivered/g)).toHaveLength(1);
        }),
      );
    } finally {
      await webhook.close();
      await smtp.close();
    }
  });

  test('says in a note which recipients of the file it cannot reach, and why', () =>
    twoWorkspaces((urls) => {
      const more = `
alerts:
  slack: { webhook: /rocketchat-alerter/chat }
  email: [ops@example.com]
  queues: [{ arn: "arn:aws:sqs:us-east-1:123456789012:alerts" }]
`;
      return givenFile(fileOf({ ...urls, more }), async (file) => {
        const args = ['watch', '--config', file, '--json'];
        const { stderr } = await running(args, { clock: forAMoment(), environment });
        expect(stderr.split('\n')).toEqual([
          'note: no alerts to the webhook /rocketchat-alerter/chat: set ROCKETCHAT_ALERTER_CHAT to its URL',
          'note: no alerts by e-mail: say under operations.smtp which mail server sends them',
          'note: no alerts to alerts.queues: these need AWS',
          '',
        ]);
      });
    }));
});

describe('watch does not begin', () => {
  const refusedWith = (content: string, given: NodeJS.ProcessEnv): Promise<string> =>
    givenFile(content, async (file) => {
      const { code, stdout, stderr } = await running(['watch', '--config', file], { environment: given });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      return stderr;
    });
  const [north, south] = ['https://north.example.com', 'https://south.example.com'];

  test('without the credentials of each workspace, and uses the general ones for none of several', async () => {
    const general = { ROCKETCHAT_USER_ID: 'someone', ROCKETCHAT_AUTH_TOKEN: 'something' };
    const only = { ROCKETCHAT_ALERTER_NORTH: credentials('north') };
    expect(await refusedWith(fileOf({ north, south }), { ...general, ...only })).toBe(
      'alerter: there are no credentials for south: set ROCKETCHAT_ALERTER_SOUTH to {"userId":"…","authToken":"…"}\n',
    );
  });

  test('where the credentials cannot be read, which it does not repeat', async () => {
    const stderr = await refusedWith(fileOf({ north, south }), {
      ...environment,
      ROCKETCHAT_ALERTER_SOUTH: 'south:s3cr3t',
    });
    expect(stderr).toContain('ROCKETCHAT_ALERTER_SOUTH does not hold {');
    expect(stderr).not.toContain('s3cr3t');
  });

  test('where two workspaces would read the same variable', async () => {
    const content = `workspaces: [{ name: a-b, url: "${north}" }, { name: a_b, url: "${south}" }]`;
    const stderr = await refusedWith(content, { ROCKETCHAT_ALERTER_A_B: credentials('one') });
    expect(stderr).toContain('a-b and a_b would both read ROCKETCHAT_ALERTER_A_B');
  });

  test('where the secret of a service is none, which it does not repeat', async () => {
    const more = `
alerts: { services: [{ service: pagerduty, secret: /rocketchat-alerter/pagerduty }] }`;
    const given = { ...environment, ROCKETCHAT_ALERTER_PAGERDUTY: 's3cr3t' };
    const stderr = await refusedWith(fileOf({ north, south, more }), given);
    expect(stderr).toContain('ROCKETCHAT_ALERTER_PAGERDUTY does not hold the integration key');
    expect(stderr).not.toContain('s3cr3t');
  });

  test('without the password of the user of its mail server', async () => {
    const more = `
alerts: { email: [ops@example.com] }
operations: { smtp: { host: smtp.example.com, user: alerter, from: alerter@example.com } }`;
    const stderr = await refusedWith(fileOf({ north, south, more }), environment);
    expect(stderr).toContain('ROCKETCHAT_ALERTER_SMTP_PASSWORD is not set');
  });

  test('where there is no file, and no URL', async () => {
    const { code, stderr } = await running(['watch', '--config', '/nowhere/alerter.yaml']);
    expect(code).toBe(2);
    expect(stderr).toContain('/nowhere/alerter.yaml');
    expect(stderr).not.toMatch(/\n +at /);
  });
});

test('one workspace in a file takes the general credentials, too', () =>
  withServer(listing('a'), (url) =>
    givenFile(`workspaces: [{ name: north, url: "${url}" }]`, async (file) => {
      const { code, stdout } = await running(['watch', '--config', file, '--checks', '1', '--json']);
      expect(code).toBe(0);
      expect(fieldsOf(linesOf(stdout)[0])['workspace']).toBe('north');
    }),
  ));

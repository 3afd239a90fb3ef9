import { describe, expect, test } from '@jest/globals';
import { readConfiguration } from '../../config/load.ts';
import { mistakesOf } from './given-mistakes.ts';

const file = (summary: string, alerts = 'email: [ops@example.com]', more = ''): string => `
workspaces:
  - { name: production, url: https://chat.example.com }
  - { name: staging, url: https://staging.example.com }
${more}
alerts: { ${alerts} }
summary: { ${summary} }
`;
const read = (...args: Parameters<typeof file>) => readConfiguration(file(...args), 'alerter.yaml');

describe('summary', () => {
  test('has a time of the week and a time zone', () => {
    expect(read('weekly: Mon 8:05, timeZone: Europe/Berlin').summary).toEqual({
      cron: '5 8 * * 1',
      timeZone: 'Europe/Berlin',
      audiences: [{ id: 'all', workspaces: null }],
    });
  });

  test('has the time zone of the file, or UTC', () => {
    expect(read('weekly: monday 08:00').summary?.timeZone).toBe('UTC');
    const zoned = read('weekly: monday 08:00', 'email: [ops@example.com]', 'timeZone: America/New_York');
    expect(zoned.summary?.timeZone).toBe('America/New_York');
  });

  test.each([
    [
      'weekly: mondey 8',
      /summary\.weekly.*found "mondey 8"; allowed: a day of the week and a time, such as monday 08:00/,
    ],
    ['weekly: monday', /summary\.weekly/],
    ['weekly: "sat, sun 08:00"', /summary\.weekly.*a day of the week and a time/],
    ['timeZone: UTC', /summary\.weekly.*a day of the week and a time/],
    ['weekly: monday 08:00, timeZone: Europe/Berlim', /summary\.timeZone.*did you mean Europe\/Berlin\?/],
    ['weekly: monday 08:00, timeZone: "+02:00"', /summary\.timeZone/],
    ['weekly: monday 08:00, zone: UTC', /summary\.zone.*unknown key/],
  ])('%s is one mistake, in one line', (given, expected) => {
    expect(mistakesOf(file(given))).toHaveLength(1);
    expect(messageOf(given)).toMatch(expected);
  });

  test('goes to all who read, for the workspaces that each has', () => {
    const { summary, alerts } = read(
      'weekly: monday 08:00',
      `email: [ops@example.com, { address: a@example.com, workspaces: [staging, production] }, { address: b@example.com, summary: false }, { address: c@example.com, after: 15m }],
       slack: { webhook: /chat/ops, workspaces: [production, staging] },
       queues: [{ arn: "arn:aws:sqs:us-east-1:123456789012:alerts" }],
       services: [{ service: pagerduty, secret: /chat/pager }, { service: discord, secret: /chat/discord, minimumSeverity: critical, workspaces: [production] }]`,
    );
    const some = alerts.slack[0]?.summary?.audience ?? '';
    const one = alerts.services[1]?.summary?.audience ?? '';
    expect(alerts.email.map((route) => route.summary?.audience)).toEqual(['all', some, null, null]);
    expect(alerts.queues[0]?.summary).toEqual({ audience: null, others: ['all', some, one] });
    expect(alerts.services[0]?.summary?.audience).toBeNull();
    expect(summary?.audiences).toEqual([
      { id: 'all', workspaces: null },
      { id: some, workspaces: ['production', 'staging'] },
      { id: one, workspaces: ['production'] },
    ]);
  });

  test('changes nothing of recipients where there is none', () => {
    const { alerts, summary } = readConfiguration(
      file('weekly: monday 08:00').replace(/^summary.*$/m, ''),
      'alerter.yaml',
    );
    expect(summary).toBeNull();
    expect(alerts.email).toEqual([{ address: 'ops@example.com', minimumSeverity: 'warning', workspaces: null }]);
  });

  test('cannot be refused by what gets none', () => {
    expect(
      messageOf('weekly: monday 08:00', 'services: [{ service: pagerduty, secret: /a/b, summary: false }]'),
    ).toMatch(/alerts\.services\[0\]\.summary.*unknown key/);
  });

  test('leaves room for itself in a filter policy', () => {
    const names = Array.from({ length: 150 }, (_, index) => `w${index}`);
    const workspaces = `workspaces: [${names.map((name) => `{ name: ${name}, url: https://x.example.com }`).join(', ')}]`;
    const mistakes = (severity: string, count: number, summary = true) =>
      messageIn(
        `${workspaces}\nalerts: { email: [{ address: a@example.com, ${severity}summary: ${String(summary)}, workspaces: [${names.slice(0, count).join(', ')}] }] }\nsummary: { weekly: monday 08:00 }`,
      );
    expect(mistakes('', 149)).toBe('');
    expect(mistakes('', 150)).toMatch(/at most 149 names/);
    expect(mistakes('', 150, false)).toBe('');
    expect(mistakes('minimumSeverity: critical, ', 75)).toMatch(/at most 74 names/);
  });
});

const messageIn = (text: string): string => {
  try {
    readConfiguration(text, 'alerter.yaml');
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  }
};
const messageOf = (...args: Parameters<typeof file>): string => messageIn(file(...args));

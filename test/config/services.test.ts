import { describe, expect, test } from '@jest/globals';
import { serviceText } from '../../config/routes.ts';
import { mistakesOf, routesOf } from './given-alerts.ts';

describe('services', () => {
  const services = (...items: readonly string[]): string => `{ services: [${items.join(', ')}] }`;
  const telegram = 'service: telegram, secret: /s/telegram';

  test('have their own keys beside the common ones', () => {
    expect(
      routesOf(
        services(
          '{ service: pagerduty, secret: /s/pagerduty, minimumSeverity: critical }',
          `{ ${telegram}, chat: "-100123", workspaces: [staging] }`,
        ),
      ).services,
    ).toEqual([
      {
        service: 'pagerduty',
        secret: '/s/pagerduty',
        options: {},
        ca: null,
        minimumSeverity: 'critical',
        workspaces: null,
      },
      {
        service: 'telegram',
        secret: '/s/telegram',
        options: { chat: '-100123' },
        ca: null,
        minimumSeverity: 'warning',
        workspaces: ['staging'],
      },
    ]);
  });

  test('may share a secret where they differ in what they post to', () => {
    const two = services(`{ ${telegram}, chat: "-1" }`, `{ ${telegram}, chat: "-2" }`);
    expect(routesOf(two).services.map((route) => serviceText(route))).toEqual([
      'telegram /s/telegram -1',
      'telegram /s/telegram -2',
    ]);
  });

  test.each<[readonly string[], readonly string[]]>([
    [
      ['{ service: pagerdutty, secret: /s/a }'],
      ['alerts.services[0].service: found a text of 10 characters; allowed: one of pagerduty, opsgenie'],
    ],
    [['{ service: pagerduty }'], ['alerts.services[0].secret: found nothing; allowed: the name of an SSM parameter']],
    [['{ service: telegram, secret: /s/a }'], ['alerts.services[0].chat: found nothing; allowed: the id of a chat']],
    [[`{ ${telegram}, chat: -100123 }`], ['write it in quotes: "-100123"']],
    [['{ service: discord, secret: /s/a, chat: "1" }'], ['alerts.services[0].chat: unknown key']],
    [
      ['{ service: ntfy, secret: /s/a, url: "https://user:s3cr3t@ntfy.example.com" }'],
      ['alerts.services[0].url: found a text of 36 characters; allowed: an https URL'],
    ],
    [
      [`{ ${telegram}, chat: "1" }`, `{ ${telegram}, chat: "1", minimumSeverity: critical }`],
      ['alerts.services[1]: the same service with the same secret and receiver is listed above'],
    ],
    [
      ['{ service: pagerduty, secret: /s/a }', '{ service: discord, secret: /s/a }'],
      ['alerts.services[1].secret: /s/a holds the secret of pagerduty already (alerts.services[0].secret)'],
    ],
  ])('%j are refused', (items, mistakes) => {
    expect(mistakesOf(services(...items))).toEqual(mistakes.map((text) => expect.stringContaining(text)));
  });
});

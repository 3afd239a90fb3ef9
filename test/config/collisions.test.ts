import { describe, expect, test } from '@jest/globals';
import { readConfiguration } from '../../config/load.ts';
import { minimal, mistakesOf } from './given-mistakes.ts';

describe('a name that is taken inside the stack', () => {
  test.each(['Role', 'Group', 'constructor', 'toString', 'hasOwnProperty', '__proto__'])('is refused: %s', (name) => {
    expect(mistakesOf(`workspaces: [{ name: ${name}, url: https://chat.example.com }]`)).toMatchObject([
      {
        path: 'workspaces[0].name',
        text: `found "${name}"; allowed: another name: this one is taken inside the stack`,
      },
    ]);
  });
});

describe('webhooks', () => {
  test('whose parameters would have one name in the stack are refused', () => {
    expect(mistakesOf(`${minimal}alerts: { slack: [{ webhook: /a/b }, { webhook: /a-b }] }`)).toMatchObject([
      { path: 'alerts.slack[1].webhook', text: expect.stringContaining('it would have the name of /a/b') },
    ]);
  });

  test('whose names differ in anything else are taken', () => {
    const text = `${minimal}alerts: { slack: [{ webhook: /a_b }, { webhook: /a.b }, { webhook: /a/b }] }`;
    expect(readConfiguration(text, 'x').alerts.slack).toHaveLength(3);
  });
});

describe('one parameter', () => {
  test('for credentials and a webhook is refused, also where the credentials are there by default', () => {
    const text = `
workspaces: [{ name: slack, url: https://chat.example.com }]
alerts: { slack: { webhook: /rocketchat-alerter/slack } }
`;
    expect(mistakesOf(text)).toMatchObject([
      {
        path: 'alerts.slack.webhook',
        text: '/rocketchat-alerter/slack holds the credentials already (workspaces[0], by default); name another parameter for the URL of a webhook',
      },
    ]);
  });

  test('for credentials and a heartbeat is refused', () => {
    expect(mistakesOf(`${minimal}    credentials: /chat/one\n    heartbeatUrl: /chat/one`)).toMatchObject([
      { path: 'workspaces[0].heartbeatUrl', text: expect.stringContaining('holds the credentials already') },
    ]);
  });

  test('for a heartbeat and a webhook is refused', () => {
    const text = `${minimal}    heartbeatUrl: /chat/url\nalerts: { slack: [{ webhook: /chat/url }] }`;
    expect(mistakesOf(text)).toMatchObject([{ path: 'alerts.slack[0].webhook' }]);
  });

  test('may hold the credentials of two workspaces', () => {
    const text = `
workspaces:
  - { name: a, url: https://a.example.com, credentials: /chat/both }
  - { name: b, url: https://b.example.com, credentials: /chat/both }
`;
    expect(readConfiguration(text, 'x').workspaces).toHaveLength(2);
  });
});

test.each([
  ['credentials', (name: string) => `${minimal}    credentials: ${name}`],
  ['heartbeatUrl', (name: string) => `${minimal}    heartbeatUrl: ${name}`],
  ['webhook', (name: string) => `${minimal}alerts: { slack: { webhook: ${name} } }`],
])('a parameter with a longer name than SSM takes is refused: %s', (_key, text) => {
  expect(mistakesOf(text(`/${'p'.repeat(900)}`))).toMatchObject([
    { text: expect.stringContaining('an SSM parameter of at most 900 characters') },
  ]);
  expect(() => readConfiguration(text(`/${'p'.repeat(899)}`), 'x')).not.toThrow();
});

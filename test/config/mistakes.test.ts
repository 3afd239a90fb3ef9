import { describe, expect, test } from '@jest/globals';
import { errorOf, minimal, mistakesOf } from './given-mistakes.ts';

describe('mistakes', () => {
  test('are reported all at once, in the order of the file, each with its path, its line, and what is allowed', () => {
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
  ])('in the YAML of %j are reported with line and column', (text, line, message) => {
    expect(mistakesOf(text)).toMatchObject([{ line, text: expect.stringContaining(message) }]);
  });

  test('are found in aliases that stand for billions of values', () => {
    const layers = Array.from({ length: 12 }, (_, n) => `l${n + 1}: &l${n + 1} [${`*l${n}, `.repeat(10)}]`);
    expect(errorOf(['l0: &l0 [x]', ...layers].join('\n')).message).toContain('aliases that cannot be followed');
  });
});

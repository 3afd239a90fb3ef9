import { describe, expect, test } from '@jest/globals';
import { readConfiguration } from '../../config/load.ts';

const minimal = `
workspaces:
  - name: production
    url: https://chat.example.com
`;

describe('a file for a watch on this machine', () => {
  test('may hold rules only, or check every second', () => {
    const rulesOnly = readConfiguration('rules: { disappeared: { for: 5s } }', 'rules.yaml', { use: 'local' });
    expect(rulesOnly).toMatchObject({ workspaces: [], rules: { disappeared: { forSeconds: 5 } } });
    const everySecond = readConfiguration(`${minimal}    every: 1s`, 'alerter.yaml', { use: 'local' });
    expect(everySecond.workspaces[0]?.everySeconds).toBe(1);
  });

  test('may have every rule within seconds', () => {
    const inSeconds = `
rules:
  disappeared: { for: 0s }
  unresponsive: { staleAfter: 1s, for: 0s }
  disconnected: { for: 1s }
  tooFewInstances: { for: 1s }
  restarting: { within: 1s }
  unreachable: { for: 0s }
  replacementWindow: 1s
  forgetAfter: 1s
alerts: { remindEvery: 1s }
`;
    expect(readConfiguration(inSeconds, 'rules.yaml', { use: 'local' }).rules).toMatchObject({
      disappeared: { forSeconds: 0 },
      unresponsive: { staleAfterSeconds: 1, forSeconds: 0 },
      restarting: { withinSeconds: 1 },
      replacementWindowSeconds: 1,
      forgetAfterSeconds: 1,
      remindEverySeconds: 1,
    });
  });
});

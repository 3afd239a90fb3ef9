import type { Alert } from '../../../core/alerts/alert.ts';
import { ago, first, givenAlert, givenCluster, opened } from '../../../cli/examples/given.ts';

/** Alerts with text from a server that means no good, by what it tries. */
const attempts: Readonly<Record<string, string>> = {
  'a mention of everyone': '<!channel> <!here> @channel @here @all',
  'a mention of a person': '<@U012AB3CD> @admin',
  'a link': '<https://evil.example/|Sign in> https://evil.example/ [Sign in](https://evil.example/)',
  formatting: '*bold* _italic_ ~struck~ `code` ```block``` :skull_and_crossbones:',
  'an end of the code block': '```\n<!channel>\n```',
  'escapes made beforehand': '&lt;!channel&gt; &amp;amp;',
  'line breaks': 'a\r\nSubject: all is well\n\n.\r\n',
  'control characters': 'a\u0000\u0007\u001b[31mred\u0008',
  'text from right to left': '\u202etxt.exe\u2066\u200f\u200b',
  'more special characters than a text has room for': '&<>'.repeat(100),
};

const alertWith = (text: string): Alert =>
  givenAlert(
    [
      opened(
        { kind: 'disappeared', lastSeenAt: ago(120) },
        { instances: [{ ...first, name: text, host: text, address: text, nodeVersion: text }] },
      ),
      opened(
        { kind: 'unreachable', failure: 'bad-response', detail: `not JSON: ${text}`, failed: null },
        { instances: [] },
      ),
    ],
    { ...givenCluster(), instances: givenCluster().instances.map((row) => ({ ...row, name: text })) },
  );

export const hostileAlerts: Readonly<Record<string, Alert>> = Object.fromEntries(
  Object.entries(attempts).map(([what, text]) => [what, alertWith(text)]),
);

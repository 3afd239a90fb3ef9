import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';

/** What readers stumbled over once, in pages, commands, alerts and pictures: it must not come back in any of them. */
const former = [
  // README.md
  'Until then nobody is told',
  'every alert gets its end',
  'It knows what that list is worth',
  '`--help` tells the rest',
  'Say what to watch.',
  'asked for without an echo',
  'stored only if that takes it',
  'Nothing else ever holds it',
  'Whatever cannot be used is told at once',
  'one for trouble of the alerter itself',
  'the file names who else is told',
  'Each is told once',
  'What opens meanwhile is held back',
  'Alarms tell it on a topic of their own',
  'that could not be handed on',
  'Whoever looks needs',
  'with the rules that held, exactly those that were sent',
  'nobody could see the workspace counts neither',
  'tells what else was measured',
  'It is told once, and accepted after',
  'Windows has no `exec`',
  // docs/
  'should wake nobody',
  'nobody is told, of neither',
  'a silence is of whichever process runs there',
  'A window begins by the clocks',
  'of which one end is silenced',
  'What is told',
  'as it tells itself',
  'takes one that gets busy for a leak',
  'else it may be the way there that is broken',
  'need no such leave',
  'leads it nowhere',
  'is said with it and counts more',
  'cannot be reached is no failure of the check',
  'it may be raised for a minute',
  '**It is over** when',
  'Then mend the way',
  'is made anew',
  'everything goes but the history',
  'So many replacements are too many',
  'In so much time',
  'no alerts that are warnings only',
  'nobody is told that there are too few',
  'nothing is called',
  // The command line, alerts, the dashboard and the report
  'Maintenance windows are not in it',
  'Holds back, from now on',
  'where no stack of this app made it',
  'the stack whose history to read',
  'told by another alert',
  'alerter let in again',
  'does not let the alerter in',
  'loss of 1 instance accepted',
  'all right again',
  'no longer a problem under the changed rules',
  'grows by 93 MiB an hour',
  'says that it is not ready … should get no calls',
  'its last log lines tell why it ended',
  'Kept for a person to look at',
  'half take less',
  "'the longest'",
  'Time to answer',
  'Memory held',
  'What it told',
  'counted neither as well nor as bad',
  'Nothing was wrong for as long as its rule asks',
  'of the time for which the workspace was seen',
];

const root = join(import.meta.dirname, '../..');
const folders = [
  ...['docs', 'core', 'check', 'adapters', 'config', 'lambda', 'lib', 'bin', 'cli', 'web', 'examples'],
  ...['simulator', 'build', 'bench'],
];

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|ts|ya?ml|html|css|json)$/.test(name))
    .map((name) => join(folder, name));

/** A line of code or prose, wherever it is wrapped. */
const unwrapped = (text: string): string => text.replace(/\s*\n\s*(\*|\/\/|#)?\s*/g, ' ');

describe('sentences that readers stumbled over', () => {
  let texts: ReadonlyMap<string, string>;

  beforeAll(() => {
    const files = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...folders.flatMap(filesIn)];
    texts = new Map(files.map((file) => [file, unwrapped(readFileSync(join(root, file), 'utf8'))]));
  });

  test('are looked for in all that people read', () => {
    expect([...texts.keys()]).toEqual(
      expect.arrayContaining(['docs/runbook.md', 'cli/program.ts', 'lib/dashboard.ts']),
    );
  });

  test('are not made of these words, in comments neither', () => {
    const isFound = ([file, text]: readonly [string, string]): boolean =>
      !file.startsWith('docs/lint/') && /\b(told|tells|telling|whoever)\b/i.test(text);
    expect([...texts].filter(isFound).map(([file]) => file)).toEqual([]);
  });

  test.each(former)('are gone: %s', (sentence) => {
    expect([...texts].filter(([, text]) => text.includes(sentence)).map(([file]) => file)).toEqual([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The options of each command, by its name: docs/cli.md is compared with what `--help` prints. */
const optionsOf = new Map(
  read('docs/cli.md')
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [name = ''] = section.split('\n');
      return [name, new Set(section.match(/--[a-z][\w-]*/g))] as const;
    }),
);

/** A command of this app, up to the end of the line, of the code it stands in, or of what is done with its output. */
const shown = /(?:npm run -s alerter --|npx rocketchat-alerter) ([a-z][^\n`|>#;&]*)/g;

/** What is wrong with a command as a page shows it; null where nothing is. */
function mistakeIn(command: string): string | null {
  const words = command.replace(/"[^"]*"|'[^']*'/g, 'text').split(/\s+/);
  const name = [words.slice(0, 2).join(' '), words[0] ?? ''].find((one) => optionsOf.has(one));
  if (name === undefined) return `${command}: there is no such command`;
  const known = optionsOf.get(name);
  const unknown = words.filter((word) => word.startsWith('--')).map((word) => word.replace(/[=.,:)].*$/, ''));
  const [wrong] = unknown.filter((option) => option !== '--help' && known?.has(option) !== true);
  return wrong === undefined ? null : `${command}: ${name} has no ${wrong}`;
}

const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter(
  (file) => file.endsWith('.md') && file !== 'docs/cli.md',
);

test.each(pages)('%s shows only commands and options that exist', (file) => {
  const commands = [...read(file).matchAll(shown)].map(([, command = '']) => command.trim());
  expect(commands.map(mistakeIn).filter((mistake) => mistake !== null)).toEqual([]);
});

test.each([
  ['silence add --for 2h --reason "new kernel"', null],
  ['silence add --fore 2h', 'silence add --fore 2h: silence add has no --fore'],
  ['chek --url https://chat.example.com', 'chek --url https://chat.example.com: there is no such command'],
])('what is wrong with %s', (command, mistake) => {
  expect(mistakeIn(command)).toBe(mistake);
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serviceNames } from '../../adapters/services/registry.ts';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands } from '../../cli/commands.ts';
import { incidentKinds } from '../../core/rules/registry.ts';
import { running } from './running.ts';

const program = 'rocketchat-alerter';
const names = commands.map(({ name }) => name);

/** What is typed, its last word still under way, and what the shell offers for that word. */
const offers: ReadonlyArray<readonly [typed: readonly string[], offered: readonly string[]]> = [
  [[''], [...names, '--help', '--version']],
  [['si'], ['silence']],
  [
    ['silence', ''],
    ['add', 'list', 'end', '--help'],
  ],
  [['silence', 'end', '--sto'], ['--store']],
  [['silence', 'add', '--kind', ''], incidentKinds],
  [
    ['alerts', 'preview', '--kind', 'memory', '--channel', ''],
    ['email', 'sms', 'slack', 'q', 'json', ...serviceNames],
  ],
  [['evaluate', 'week.j'], ['week.jsonl']],
  [['check', '--url', ''], []],
  [['completion', 'z'], ['zsh']],
  [
    ['explain', '--workspace', ''],
    ['production', 'staging'],
  ],
];

/** Where commands are typed: with files to choose, and a program that knows its workspaces. */
let folder: string;
const scripts = new Map<string, string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'alerter-completion-'));
  writeFileSync(join(folder, 'week.jsonl'), '');
  writeFileSync(
    join(folder, program),
    '#!/bin/sh\n[ "$*" = "completion workspaces" ] && printf "production\\nstaging\\n"\n',
  );
  chmodSync(join(folder, program), 0o755);
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout } = await running(['completion', shell]);
    expect(code).toBe(0);
    scripts.set(shell, join(folder, `completion.${shell}`));
    writeFileSync(join(folder, `completion.${shell}`), stdout);
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function ran(shell: string, args: readonly string[]): readonly string[] {
  const { stdout, stderr, status } = spawnSync(shell, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
  });
  expect([stderr, status]).toEqual(['', 0]);
  return stdout.split('\n').filter((line) => line !== '');
}

/** One that is not on this machine is skipped, and named as such. */
const whereInstalled = (shell: string): typeof test | typeof test.skip =>
  spawnSync(shell, ['--version']).status === 0 ? test : test.skip;

const inBash = `source "$1"; shift
COMP_WORDS=(${program} "$@"); COMP_CWORD=$#; _rocketchat_alerter
printf '%s\\n' "\${COMPREPLY[@]}"`;

/** zsh completes only for a person: what the function would hand to its completion system is printed instead. */
const inZsh = `compdef() { }; compset() { }
_describe() { for word in "\${(@P)2}"; do print -r -- "\${word%%:*}"; done }
compadd() { shift; print -rl -- "$@" }
_files() { print -rl -- *.jsonl }
source "$1"; shift
words=(${program} "$@"); CURRENT=$#words; _rocketchat_alerter`;

describe('what the Tab key offers', () => {
  whereInstalled('bash').each(offers)('in bash: %j', (typed, offered) => {
    expect(ran('bash', ['-c', inBash, 'bash', scripts.get('bash') ?? '', ...typed])).toEqual(offered);
  });

  whereInstalled('bash').each([
    [
      ['alerts', 'preview', '--channel', '=', 's'],
      ['sms', 'slack'],
    ],
  ])('in bash, which takes --option=value apart: %j', (typed, offered) => {
    expect(ran('bash', ['-c', inBash, 'bash', scripts.get('bash') ?? '', ...typed])).toEqual(offered);
  });

  whereInstalled('zsh').each(offers)('in zsh: %j', (typed, offered) => {
    const shown = ran('zsh', ['-fc', inZsh, 'zsh', scripts.get('zsh') ?? '', ...typed]);
    // Of all that can come, zsh itself chooses what begins so, and shows options after a hyphen.
    expect(shown).toEqual(expect.arrayContaining([...offered]));
  });

  whereInstalled('fish').each(offers)('in fish: %j', (typed, offered) => {
    const line = [program, ...typed].join(' ');
    const lines = ran('fish', [
      '--no-config',
      '-c',
      'source $argv[1]; complete -C $argv[2]',
      scripts.get('fish') ?? '',
      line,
    ]);
    // An option is offered only after a hyphen.
    const wanted = offered.filter((word) => !word.startsWith('-') || typed.at(-1)?.startsWith('-') === true);
    expect(lines.map((one) => one.split('\t')[0]).toSorted()).toEqual([...wanted].toSorted());
  });
});

describe('the workspaces of a file', () => {
  const namesIn = async (content: string) => {
    const file = join(folder, 'alerter.yaml');
    writeFileSync(file, content);
    return running(['completion', 'workspaces', '--config', file]);
  };

  test('are printed a line each, however wrong the file is otherwise', async () => {
    const { code, stdout } = await namesIn(
      'workspaces: [{ name: production }, { nam: x }, { name: staging }]\nrulez: 1\n',
    );
    expect([code, stdout]).toEqual([0, 'production\nstaging\n']);
  });

  test.each(['', 'workspaces: production', 'workspaces: [', '- name: production'])(
    'are not there in %j, which is no time to complain',
    async (content) => {
      expect(await namesIn(content)).toEqual({ code: 2, stdout: '', stderr: '' });
    },
  );
});

test('a shell that is not known is refused', async () => {
  expect((await running(['completion', 'tcsh'])).stderr).toMatch(/^alerter: .*'tcsh' is invalid.*bash, zsh, fish/);
});

import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsOf } from '../readme/commands-of.ts';
import { entries, substituted } from '../readme/entries.ts';

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

test('each command of the README is run by a test, or has the reason why not beside it', () => {
  expect(entries.map(({ printed }) => printed).toSorted()).toEqual([...commandsOf(readme)].toSorted());
});

describe('the commands of a page', () => {
  test('are those of its blocks, without comments, and each line of its own', () => {
    const page =
      'Text.\n```sh\nnpm ci   # once\n\nnpx cdk \\\n  deploy\n```\n1. Step\n   ```bash\n   npm ci\n   git pull\n   ```\n';
    expect(commandsOf(page)).toEqual(['npm ci', 'npx cdk    deploy', 'git pull']);
  });

  test('are those within its text, and no names, keys or paths', () => {
    const page =
      '`check` and `config check` exit with 0; `report --since 7d`, `npx cdk destroy`, `for: 1m`, `docs/x.md`.';
    expect(commandsOf(page)).toEqual(['report --since 7d', 'npx cdk destroy']);
  });

  test('are those that an alert shows', () => {
    expect(commandsOf('```text\nMute: npm run -s alerter -- silence add --for 2h\nAlert ID: a/b\n```\n')).toEqual([
      'npm run -s alerter -- silence add --for 2h',
    ]);
  });
});

test('what is typed has the URL, the token and the time of what is there', () => {
  const here = { url: 'http://127.0.0.1:1', userId: 'id', authToken: 'token', time: '03:04' };
  const typed = entries.map(({ printed }) => substituted(printed, here)).join('\n');
  expect(typed).not.toMatch(/chat\.example\.com|…|19:26/);
  expect(typed).toContain('export ROCKETCHAT_USER_ID=id ROCKETCHAT_AUTH_TOKEN=token');
});

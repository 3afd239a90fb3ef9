/**
 * `npm run release -- 0.2.0`: tests the package, dates its section of the changelog, sets the version, commits and tags.
 * Nothing leaves this machine: what remains to be done is printed.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { datedChangelog, insistOnNewer } from './changelog.ts';

const git = (...args: readonly string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
const npm = (...args: readonly string[]): void => {
  execFileSync('npm', args, { stdio: 'inherit' });
};

const lastReleased = (): string | null =>
  git('tag', '--list', 'v*', '--sort=-version:refname').split('\n').find(Boolean)?.slice(1) ?? null;

function release(version: string): void {
  insistOnNewer(version, lastReleased());
  if (git('status', '--porcelain') !== '') throw new Error('there are changes that are not committed: commit them');
  const date = new Date().toISOString().slice(0, 10);
  const changelog = datedChangelog(readFileSync('CHANGELOG.md', 'utf8'), version, date);
  npm('run', '-s', 'test:package');
  writeFileSync('CHANGELOG.md', changelog);
  npm('version', version, '--no-git-tag-version', '--allow-same-version');
  git('commit', '--quiet', '--message', `Release ${version}`, 'CHANGELOG.md', 'package.json', 'package-lock.json');
  git('tag', '--annotate', `v${version}`, '--message', `Version ${version}`);
  process.stdout.write(
    [
      '',
      `Version ${version} is committed and tagged. To publish it:`,
      '  git push --follow-tags',
      '  npm publish --provenance --access public',
      'The second in a workflow that may write an id token: npm attests there which commit a package was built from.',
      '',
    ].join('\n'),
  );
}

try {
  release(process.argv[2] ?? '');
} catch (error) {
  process.stderr.write(`release: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openingPage } from '../../web/console/page.ts';

/** What opens a file as its user would. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

interface Opening {
  /** @default the one of this system */
  readonly opener?: readonly [string, ...string[]];
}

/**
 * Opens a console in the browser. The list of processes shows arguments to every user of the machine: the browser is
 * given a file that its user alone can read, and that leads on.
 *
 * @returns what takes the file away
 */
export async function openBrowser(
  url: string,
  { opener = openers[process.platform] ?? ['xdg-open'] }: Opening = {},
): Promise<() => Promise<void>> {
  // Made for its user alone, as Node makes all directories of this kind.
  const directory = await mkdtemp(join(tmpdir(), 'rocketchat-alerter-console-'));
  const file = join(directory, 'console.html');
  await writeFile(file, openingPage(url), { mode: 0o600 });
  const [program, ...args] = opener;
  const child = spawn(program, [...args, pathToFileURL(file).href], { stdio: 'ignore', detached: true });
  // Where there is no browser, the address that was printed is opened by hand.
  child.on('error', () => undefined);
  child.unref();
  return () => rm(directory, { recursive: true, force: true });
}

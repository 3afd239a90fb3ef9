import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const isRoot = process.getuid?.() === 0;

/** The Chromium of this machine; null where it has none. CHROMIUM names another. */
function findChromium(): string | null {
  const named = process.env['CHROMIUM'] ?? '';
  const found = programs.flatMap((program) => {
    const { status, stdout } = spawnSync('which', [program], { encoding: 'utf8' });
    return status === 0 ? [stdout.trim()] : [];
  });
  const all = [named, ...found, ...places, chromium.executablePath()];
  return all.find((path) => path !== '' && existsSync(path)) ?? null;
}

interface Step {
  readonly program: string;
  readonly args: readonly string[];
}

const quickly = ['-q', '-o', 'Acquire::http::Timeout=10', '-o', 'Acquire::Retries=0'];
/** From the distribution where that is possible, else the one that Playwright keeps below the home directory. */
const steps = (): readonly Step[] =>
  isRoot && spawnSync('which', ['apt-get']).status === 0
    ? [
        { program: 'apt-get', args: [...quickly, 'update'] },
        { program: 'apt-get', args: [...quickly, 'install', '-y', '--no-install-recommends', 'chromium'] },
      ]
    : [{ program: process.execPath, args: ['node_modules/playwright-core/cli.js', 'install', 'chromium'] }];

const patience = { timeout: 300_000, killSignal: 'SIGKILL' } as const;

/** Installs a Chromium where there is none. Returns where it is, or in a few words why there still is none. */
export function ensureChromium(): { readonly path: string } | { readonly missing: string } {
  const found = findChromium();
  if (found !== null) return { path: found };
  try {
    for (const { program, args } of steps()) {
      const env = {
        ...process.env,
        DEBIAN_FRONTEND: 'noninteractive',
        PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
      };
      execFileSync(program, args, { ...patience, env, stdio: 'ignore' });
    }
  } catch (error) {
    return { missing: error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error) };
  }
  const installed = findChromium();
  return installed === null ? { missing: 'it was installed, but is not found' } : { path: installed };
}

/** Its own sandbox does not work for root. */
export const launchOptions = (executablePath: string) => ({ executablePath, chromiumSandbox: !isRoot });

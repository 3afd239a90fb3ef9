/** Installs a Chromium for the tests that need one, where there is none yet. */
import { ensureChromium } from './chromium.ts';

const chromium = ensureChromium();
process.stdout.write('path' in chromium ? `Chromium: ${chromium.path}\n` : `no Chromium: ${chromium.missing}\n`);

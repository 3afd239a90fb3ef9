import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureChromium, launchOptions } from '../../test/web/chromium.ts';
import { paintOf } from '../console/measure.ts';

const runs = 3;

/** Seconds until Chromium has drawn a report that was written, its timeline included: the median of a few runs. */
export async function secondsUntilDrawn(file: string): Promise<number> {
  const found = ensureChromium();
  if ('missing' in found) throw new Error(`there is no Chromium: ${found.missing}`);
  const browser = await chromium.launch(launchOptions(found.path));
  try {
    const taken: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      taken.push(await paintOf(page, pathToFileURL(file).href, '.board canvas'));
      await page.close();
    }
    return (taken.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN) / 1000;
  } finally {
    await browser.close();
  }
}

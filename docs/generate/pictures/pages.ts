import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { recordMany, withConsole } from '../../../bench/console/given.ts';
import { recordRolledUp } from '../../../bench/rolled-up.ts';
import { monthTimeline } from '../../../test/web/given-month.ts';
import { overviewPage } from '../../../web/public/overview.ts';
import { publicPage } from '../../../web/public/page.ts';
import { reportPage } from '../../../web/report/page.ts';
import { plusSeconds } from '../../../core/base/time.ts';
import { draw, themes } from './draw.ts';

/** A phone, a tablet, a desk. */
const widths = [390, 768, 1440] as const;
const maxHeight = 2600;

const looks = widths.flatMap((width) => themes.map((theme) => ({ width, theme, name: `${width}-${theme}` })));

const overviewRows = (
  [
    ['well', 'All 3 instances healthy'],
    ['impaired', '2 of 3 instances healthy'],
    ['down', 'The workspace cannot be reached'],
    ['unknown', 'No recent check'],
  ] as const
).map(([level, text]) => ({
  title: `Workspace ${level}`,
  page: `workspace/${level}.html`,
  standing: { level, text },
}));

/**
 * Report, public page and console as a phone, a tablet and a desk show them, light and dark, to be looked at after a
 * change of how they are drawn.
 */
export async function drawPages(browser: Browser, directory: string, dayReport: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const month = monthTimeline();
  const pages = {
    'report-day': dayReport,
    'report-month': await reportPage(month, month.to),
    public: publicPage(month, { title: 'Chat', madeAt: month.to }),
    'public-old': publicPage(month, { title: 'Chat', madeAt: plusSeconds(month.to, -3600) }),
    'public-overview': overviewPage(overviewRows, { title: 'All workspaces', madeAt: month.to }),
  };
  for (const [page, html] of Object.entries(pages)) {
    for (const { name, width, theme } of looks) {
      const path = join(directory, `${page}-${name}.png`);
      writeFileSync(
        path,
        await draw(browser, { width, theme, html, scale: 1, maxHeight, now: plusSeconds(month.to, 120) }),
      );
      process.stdout.write(`${path}\n`);
    }
  }
  await withConsole(
    async (store, until) => {
      await recordMany(store, 300, until);
      await recordRolledUp(store, { days: 2, instances: 6, until, recordedSeconds: 27 * 3600 });
    },
    (url) => drawConsole(browser, directory, url),
  );
}

async function drawConsole(browser: Browser, directory: string, url: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForURL(({ search }) => search === '');
  const root = page.url();
  for (const [name, address, drawn] of [
    ['overview', root, '.workspaces > li:nth-child(301)'],
    ['workspace', `${root}#workspace=production`, '.board canvas'],
  ] as const) {
    for (const look of looks) {
      await page.emulateMedia({ colorScheme: look.theme });
      await page.setViewportSize({ width: look.width, height: 900 });
      await page.goto('about:blank');
      await page.goto(address);
      await page.locator(drawn).first().waitFor();
      const path = join(directory, `console-${name}-${look.name}.png`);
      await page.screenshot({ path, fullPage: name === 'workspace' });
      process.stdout.write(`${path}\n`);
    }
  }
}

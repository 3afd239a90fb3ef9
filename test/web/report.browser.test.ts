import { describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { reportPage } from '../../web/report/page.ts';
import { minute } from '../adapters/dynamodb/given.ts';
import {
  barriersOf,
  browserTest,
  drawn,
  looks,
  opening,
  overflows,
  pressByKeyboard,
  printing,
  tabTo,
  typeInto,
  withBrowser,
  withoutScripts,
} from './browsing.ts';
import { badDayTimeline, hostile } from './given.ts';
import { monthTimeline } from './given-month.ts';
import { oneIn } from '../length.ts';

withBrowser();

const report = async (): Promise<string> => reportPage(await badDayTimeline(), minute(120));
const month = (): Promise<string> => reportPage(monthTimeline(), monthTimeline().to);
const desk = { theme: 'light', width: 1280 } as const;

/** Points at so many minutes after the beginning of the bad day. */
async function pointAt(strip: Locator, minutes: number): Promise<void> {
  const { width = 0, height = 0 } = (await strip.boundingBox()) ?? {};
  await strip.hover({ position: { x: (width * minutes) / 120, y: height / 2 } });
  await drawn(strip.page());
}

const laneOf = (page: Page, name: string): Locator => page.getByRole('slider', { name: `${name}:3000, healthy` });
async function shown(page: Page): Promise<string> {
  await drawn(page);
  return page.locator('.shown').innerText();
}

test('a report names what may run and what it looks like by hash, and allows nothing else', async () => {
  const page = await report();
  expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;sha256-`);
  expect(page).not.toMatch(/unsafe-|https?:\/\/(?!www\.w3\.org)/);
});

describe('a report in a browser', () => {
  browserTest('asks the network for nothing, complains of nothing, and shows markup in names as text', async () => {
    await opening(await report(), desk, async ({ page, complaints, requests }) => {
      expect(await page.locator('h1').innerText()).toBe(hostile.workspace);
      expect(await page.locator('.board .name').allInnerTexts()).toEqual(
        expect.arrayContaining([`${hostile.image}:3000`, expect.stringContaining(`${hostile.script}:3000`)]),
      );
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('script').count()).toBe(2);
      expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
    });
  });

  browserTest('describes what is pointed at, at one moment in every row', async () => {
    await opening(await report(), desk, async ({ page }) => {
      const tip = page.locator('.tip');
      for (const [row, minutes, words] of [
        [laneOf(page, 'fourth'), 75, 'missing: 21 Nov 13:10–13:20 (10 min)'],
        [laneOf(page, hostile.image), 35, 'disconnected: 21 Nov 12:30–12:40 (10 min)'],
        [laneOf(page, hostile.script), 62, 'unresponsive: 21 Nov 13:00–13:05 (5 min)'],
        [page.getByRole('slider', { name: /^Workspace/ }), 22, 'timeout: 21 Nov 12:20–12:24 (4 min)'],
        [page.getByRole('slider', { name: /^Memory of/ }), 100.5, `${hostile.image}:3000 700 MiB`],
      ] as const) {
        await pointAt(row, minutes);
        expect(await tip.innerText()).toContain(words);
      }
      expect(await page.locator('.crosshair').isVisible()).toBe(true);
    });
  });

  browserTest('is used by keys alone: from change to change, zoomed, moved, and shared by its address', async () => {
    await opening(await report(), desk, async ({ page }) => {
      const lane = laneOf(page, hostile.image);
      await lane.focus();
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      await drawn(page);
      expect(await lane.getAttribute('aria-valuetext')).toBe('not seen: 21 Nov 12:20–12:24 (4 min)');
      expect(await page.locator('.tip').innerText()).toContain('not seen: 21 Nov 12:20–12:24 (4 min)');
      const whole = await shown(page);
      await page.keyboard.press('+');
      await page.keyboard.press('Shift+ArrowRight');
      const part = await shown(page);
      expect(part).not.toBe(whole);
      await page.waitForURL(({ hash }) => hash.includes('from='));
      await page.reload();
      expect(await shown(page)).toBe(part);
      await lane.focus();
      await page.keyboard.press('0');
      expect(await shown(page)).toBe(whole);
      await page.keyboard.press('Escape');
      await drawn(page);
      expect(await page.locator('.tip').isVisible()).toBe(false);
    });
  });

  browserTest('is used by the mouse, and by buttons', async () => {
    await opening(await report(), desk, async ({ page }) => {
      const whole = await shown(page);
      const lane = laneOf(page, hostile.image);
      await lane.dblclick();
      const zoomed = await shown(page);
      expect(zoomed).not.toBe(whole);
      const box = await lane.boundingBox();
      if (box === null) throw new Error('the lane is not drawn');
      await page.mouse.move(box.x + 300, box.y + 5);
      await page.mouse.down();
      await page.mouse.move(box.x + 100, box.y + 5, { steps: 4 });
      await page.mouse.up();
      expect(await shown(page)).not.toBe(zoomed);
      await page.getByRole('button', { name: 'all' }).click();
      expect(await shown(page)).toBe(whole);
      await page.getByRole('button', { name: 'Zoom in' }).click();
      expect(await shown(page)).not.toBe(whole);
    });
  });

  browserTest('shows only what is asked for, in the clock that is asked for, by keyboard alone', async () => {
    await opening(await report(), desk, async ({ page }) => {
      const names = page.getByRole('slider', { name: /of the time seen/ });
      const whole = await shown(page);
      await pressByKeyboard(page.getByRole('button', { name: 'Local' }));
      await page.waitForURL(({ hash }) => hash.includes('zone=local'));
      for (const name of ['1 h', 'Earlier', 'Later', 'Zoom out', 'Zoom in']) {
        const before = await shown(page);
        await pressByKeyboard(page.getByRole('button', { name }));
        expect(await shown(page)).not.toBe(before);
      }
      await pressByKeyboard(page.getByRole('button', { name: 'all' }));
      await pressByKeyboard(page.getByRole('button', { name: 'UTC', exact: true }));
      expect(await shown(page)).toBe(whole);
      expect(await names.count()).toBe(3);
      await typeInto(page.getByRole('searchbox'), 'fourth');
      await drawn(page);
      expect(await names.count()).toBe(1);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.press('Delete');
      await tabTo(page.getByRole('combobox', { name: 'Status' }));
      await page.keyboard.type('was disc');
      await drawn(page);
      expect(await names.count()).toBe(1);
      expect(await names.first().getAttribute('aria-label')).toContain(hostile.image);
    });
  });

  browserTest('goes to each alert, and opens its incident, by keyboard alone', async () => {
    await opening(await report(), desk, async ({ page }) => {
      await tabTo(page.getByRole('slider', { name: /^Alerts/ }));
      await page.keyboard.press('ArrowLeft');
      await drawn(page);
      expect(await page.locator('.tip').innerText()).toContain('21 Nov 13:11');
      const whole = await shown(page);
      const head = page.locator('.incidents .head');
      await pressByKeyboard(head);
      expect(await shown(page)).not.toBe(whole);
      expect(await head.getAttribute('aria-expanded')).toBe('true');
      await page.waitForURL(({ hash }) => hash.includes('incident='));
    });
  });

  browserTest('opens an incident with its time, its instance and its alert', async () => {
    await opening(await report(), desk, async ({ page }) => {
      const whole = await shown(page);
      await page.locator('.incidents .head').click();
      expect(await shown(page)).not.toBe(whole);
      const details = page.locator('.incidents .details');
      expect(await details.innerText()).toContain('Instances: fourth:3000.');
      expect(await details.locator('.alerts strong').count()).toBe(1);
      expect(await page.getByRole('button', { name: /Explain|Silence/ }).count()).toBe(0);
    });
  });

  browserTest('shows all without scripts', async () => {
    await withoutScripts(await report(), async (page) => {
      expect(await page.locator('.static .rca-missing').first().isVisible()).toBe(true);
      expect(await page.locator('#live').isVisible()).toBe(false);
      await page.getByText('Availability of 3 instances').click();
      expect(await page.getByRole('cell', { name: 'fourth:3000' }).first().isVisible()).toBe(true);
    });
  });

  browserTest('fits a desk and a phone, and keeps nobody out, in either theme', async () => {
    for (const look of oneIn(2, looks)) {
      await opening(await report(), look, async ({ page }) => {
        for (const summary of await page.locator('main > section > details > summary:visible').all())
          await summary.click();
        await page.locator('.incidents .head').click();
        expect(await overflows(page)).toBe(false);
        expect(await barriersOf(page)).toEqual([]);
      });
    }
  });

  browserTest('takes a month of 30 instances at most 5,000 pixels on a phone and six pages on paper', async () => {
    const page = await month();
    await opening(page, { theme: 'light', width: 390 }, async ({ page: opened }) => {
      expect(await opened.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThanOrEqual(5000);
    });
    expect(await printing(page)).toBeLessThanOrEqual(6);
  });
});

import { describe, expect, test } from '@jest/globals';
import { reportPage } from '../../web/report/page.ts';
import type { WidgetRequest } from '../../web/widget/event.ts';
import { widgetPage } from '../../web/widget/page.ts';
import { minute } from '../adapters/dynamodb/given.ts';
import { barriersOf, browserTest, looks, opening, overflows, withBrowser } from './browsing.ts';
import { badDayTimeline, hostile } from './given.ts';
import { oneIn } from '../length.ts';

withBrowser();

const report = async (): Promise<string> => reportPage(await badDayTimeline(), minute(120));
const desk = { theme: 'light', width: 1280 } as const;

test('a report names what may run and what it looks like by hash, and allows nothing else', async () => {
  const page = await report();
  expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;sha256-`);
  expect(page).not.toMatch(/unsafe-|https?:\/\/(?!www\.w3\.org)/);
});

describe('a report in a browser', () => {
  browserTest('asks the network for nothing, complains of nothing, and shows markup in names as text', async () => {
    await opening(await report(), desk, async ({ page, complaints, requests }) => {
      expect(await page.locator('h1').innerText()).toBe(hostile.workspace);
      const names = await page.locator('.rca-name').allInnerTexts();
      expect(names).toEqual(
        expect.arrayContaining([`${hostile.image}:3000`, expect.stringContaining(`${hostile.attribute}:3000`)]),
      );
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('script').count()).toBe(1);
      expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
    });
  });

  browserTest('shows a lane for each instance, and describes what is pointed at', async () => {
    await opening(await report(), desk, async ({ page }) => {
      expect(await page.getByRole('slider', { name: /healthy .* of the time seen/ }).count()).toBe(3);
      const description = page.locator('.description');
      for (const [looks, words] of [
        ['missing', 'missing: 21 Nov 13:10–13:20 (10 min)'],
        ['disconnected', 'disconnected: 21 Nov 12:30–12:40 (10 min)'],
        ['unresponsive', 'unresponsive: 21 Nov 13:00–13:05 (5 min)'],
        ['failed', 'Workspace timeout: 21 Nov 12:20–12:24 (4 min)'],
        ['unchecked', 'Workspace no check was made: 21 Nov 13:20–13:35 (15 min)'],
      ] as const) {
        await page.locator(`section .rca-strip .rca-${looks}`).first().hover();
        expect(await description.innerText()).toBe(words);
      }
      await page
        .getByRole('slider', { name: /^Memory of/ })
        .locator('.rca-count')
        .last()
        .hover();
      expect(await description.innerText()).toBe('736 MiB: 21 Nov 13:49–13:50');
      await page.locator('section .rca-strip .rca-takeover').hover();
      expect(await description.innerText()).toContain(`took the place of ${hostile.script}:3000: 21 Nov 12:50`);
    });
  });

  browserTest('is walked through by the keyboard, and announces where it stands', async () => {
    await opening(await report(), desk, async ({ page }) => {
      const lane = page.getByRole('slider', { name: `${hostile.image}:3000, healthy` });
      const focused = page.locator(':focus');
      for (let presses = 0; presses < 10; presses += 1) {
        await page.keyboard.press('Tab');
        if ((await focused.getAttribute('aria-label'))?.includes(hostile.image) === true) break;
      }
      expect(await lane.getAttribute('aria-valuetext')).toBe('healthy: 21 Nov 12:00–12:20 (20 min)');
      await page.keyboard.press('ArrowRight');
      expect(await lane.getAttribute('aria-valuetext')).toBe('not seen: 21 Nov 12:20–12:24 (4 min)');
      expect(await page.locator('.description').innerText()).toBe('not seen: 21 Nov 12:20–12:24 (4 min)');
      await page.keyboard.press('Escape');
      expect(await page.locator('.description').isVisible()).toBe(false);
    });
  });

  browserTest('fits a desk and a phone, and keeps nobody out, in either theme', async () => {
    for (const look of oneIn(2, looks)) {
      await opening(await report(), look, async ({ page }) => {
        await page.locator('summary').first().click();
        expect(await overflows(page)).toBe(false);
        expect(await barriersOf(page)).toEqual([]);
      });
    }
  });
});

const request = (theme: WidgetRequest['theme'], width: number): WidgetRequest => ({
  workspace: null,
  since: minute(0),
  until: minute(120),
  zone: { label: 'UTC', offsetMinutes: 0 },
  theme,
  width,
});

const widget = async (theme: WidgetRequest['theme'], width: number): Promise<string> =>
  widgetPage({ timeline: await badDayTimeline(), isCut: true }, request(theme, width));

/** As a dashboard shows it: its own page around it, and taken out what it takes out. */
const dashboard = (content: string, theme: WidgetRequest['theme']): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Dashboard</title>
<style>body{margin:0;${theme === 'dark' ? 'background:#161d26;color:#ffffff' : 'background:#ffffff'}}</style></head>
<body><main><h1>Dashboard</h1>${sanitised(content)}</main></body></html>`;

const takenOut = /<(script|iframe|use)\b[^>]*>([^]*?<\/\1>)?/gi;
const sanitised = (content: string): string => content.replace(takenOut, '');

test('a dashboard has nothing to take out of the widget', async () => {
  const content = await widget('light', 1000);
  expect(sanitised(content)).toBe(content);
  expect(content).not.toMatch(/<(img|link|object|embed|form|a)\b/i);
});

describe('the widget in a browser', () => {
  browserTest(
    'draws lanes with titles and the open incidents, asks for nothing, and shows markup as text',
    async () => {
      const page = dashboard(await widget('light', 1000), 'light');
      await opening(page, { theme: 'light', width: 1000 }, async ({ page: shown, complaints, requests }) => {
        expect(await shown.getByRole('img', { name: /healthy .* of the time seen/ }).count()).toBe(3);
        expect(await shown.locator('.rca-missing title').first().textContent()).toBe(
          'missing: 21 Nov 13:10–13:20 (10 min)',
        );
        expect(await shown.locator('.rca-incidents').innerText()).toContain('disappeared');
        expect(await shown.locator('.rca-name').allInnerTexts()).toContain(`${hostile.image}:3000`);
        const handlers =
          '[...document.querySelectorAll("*")].flatMap((e) => e.getAttributeNames().filter((n) => /^on/.test(n)))';
        expect(await shown.evaluate<unknown>(handlers)).toEqual([]);
        expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
      });
    },
  );

  browserTest('fits its width, and keeps nobody out, in either theme of the dashboard', async () => {
    for (const { theme, width } of oneIn(2, looks)) {
      await opening(dashboard(await widget(theme, width), theme), { theme: 'light', width }, async ({ page }) => {
        expect(await overflows(page)).toBe(false);
        expect(await barriersOf(page)).toEqual([]);
      });
    }
  });
});

import { describe, expect, test } from '@jest/globals';
import type { WidgetRequest } from '../../web/widget/event.ts';
import { widgetPage } from '../../web/widget/page.ts';
import { minute } from '../adapters/dynamodb/given.ts';
import { barriersOf, browserTest, looks, opening, overflows, withBrowser } from './browsing.ts';
import { badDayTimeline, hostile } from './given.ts';
import { oneIn } from '../length.ts';

withBrowser();

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

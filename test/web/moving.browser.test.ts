import { describe, expect } from '@jest/globals';
import type { CDPSession, Page } from 'playwright-core';
import { minute } from '../adapters/dynamodb/given.ts';
import { reportPage } from '../../web/report/page.ts';
import { browserTest, drawn, opening, withBrowser } from './browsing.ts';
import { badDayTimeline } from './given.ts';
import { monthTimeline } from './given-month.ts';

withBrowser();

const desk = { theme: 'light', width: 1280 } as const;
const phone = { theme: 'light', width: 390, hasTouch: true } as const;

/** The time that is shown, in seconds, as those hear it who do not see the chart. */
async function view(page: Page): Promise<{ readonly from: number; readonly to: number; readonly length: number }> {
  await drawn(page);
  const chart = page.locator('.board .chart').first();
  // Only the chart that has the focus is kept up to date: what nobody hears is not worth a frame.
  await chart.focus();
  await drawn(page);
  const [from, to] = [await chart.getAttribute('aria-valuemin'), await chart.getAttribute('aria-valuemax')].map(Number);
  if (from === undefined || to === undefined) throw new Error('the chart has no bounds');
  return { from, to, length: to - from };
}

type Finger = readonly [x: number, y: number];

/** Puts fingers down, moves them in steps and lifts them. */
async function swipe(page: Page, from: readonly Finger[], to: readonly Finger[]): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const points = (share: number) =>
    from.map(([x, y], id) => {
      const [endX, endY] = to[id] ?? [x, y];
      return { id, x: x + share * (endX - x), y: y + share * (endY - y) };
    });
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) });
  for (const share of [0.2, 0.4, 0.6, 0.8, 1]) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(share) });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}

async function middleOfChart(page: Page): Promise<{ readonly x: number; readonly y: number; readonly width: number }> {
  const chart = page.locator('.board .chart').nth(2);
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  if (box === null) throw new Error('the chart is not drawn');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width };
}

describe('with fingers', () => {
  browserTest('one finger moves the time, two zoom it, a tap points at it', async () => {
    const html = await reportPage(await badDayTimeline(), minute(120));
    await opening(html, phone, async ({ page, complaints }) => {
      const whole = await view(page);
      const { x, y, width } = await middleOfChart(page);

      await swipe(
        page,
        [
          [x - 30, y],
          [x + 30, y],
        ],
        [
          [x - 90, y],
          [x + 90, y],
        ],
      );
      const zoomed = await view(page);
      expect(zoomed.length / whole.length).toBeCloseTo(1 / 3, 1);
      expect((zoomed.from + zoomed.to) / 2 / 60).toBeCloseTo((whole.from + whole.to) / 2 / 60, 0);

      await swipe(page, [[x, y]], [[x - width / 4, y]]);
      const panned = await view(page);
      expect(panned.length).toBe(zoomed.length);
      expect((panned.from - zoomed.from) / zoomed.length).toBeCloseTo(1 / 4, 1);

      await swipe(
        page,
        [
          [x - 90, y],
          [x + 90, y],
        ],
        [
          [x - 15, y],
          [x + 15, y],
        ],
      );
      expect((await view(page)).length).toBe(whole.length);

      await page.touchscreen.tap(x, y);
      await drawn(page);
      expect(await page.locator('.tip').isVisible()).toBe(true);
      expect(complaints).toEqual([]);
    });
  });

  browserTest('the page scrolls where a finger goes up or down, and the time stays', async () => {
    const html = await reportPage(await badDayTimeline(), minute(120));
    await opening(html, phone, async ({ page }) => {
      const whole = await view(page);
      const { x, y } = await middleOfChart(page);
      const before = await page.evaluate<number>('scrollY');
      await swipe(page, [[x, y]], [[x, y - 200]]);
      await page.evaluate(
        `new Promise((resolve) => { const look = () => (scrollY > ${before + 50} ? resolve() : requestAnimationFrame(look)); look(); })`,
      );
      expect(await view(page)).toEqual(whole);
    });
  });
});

/** Counts what is asked of canvases and changed in the document, from now on. */
const countWork = `
  window.work = { calls: 0, nodes: 0 };
  for (const name of ['fillRect', 'fill', 'stroke', 'fillText', 'strokeText', 'arc', 'lineTo', 'clearRect']) {
    const own = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) { window.work.calls += 1; return own.apply(this, args); };
  }
  new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node.nodeType === 1) window.work.nodes += 1;
  }).observe(document.body, { childList: true, subtree: true });
`;

interface Work {
  readonly calls: number;
  readonly nodes: number;
}

/** How often the page was laid out, and its styles worked out, so far. */
async function layoutsOf(session: CDPSession): Promise<{ readonly layouts: number; readonly styles: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const valueOf = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  return { layouts: valueOf('LayoutCount'), styles: valueOf('RecalcStyleCount') };
}

/** What no time can pass for: the drawings of the instances, moved rather than drawn, are where they belong. */
const placesOf = `[...document.querySelectorAll('.board .chart')].map((chart) => {
  const canvas = chart.querySelector('canvas');
  const [outer, inner] = [chart.getBoundingClientRect(), canvas.getBoundingClientRect()];
  return inner.left <= outer.left + 1 && inner.right >= outer.right - 1;
})`;

describe('a month of 30 instances', () => {
  browserTest('is moved with next to no work a frame, and no element made anew', async () => {
    const timeline = monthTimeline();
    await opening(await reportPage(timeline, timeline.to), desk, async ({ page }) => {
      await page.getByRole('button', { name: 'Zoom in' }).click();
      // What is beyond the view is drawn a few rows a frame.
      for (let frame = 0; frame < 15; frame += 1) await drawn(page);
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable');
      await page.evaluate(countWork);
      const { x, y } = await middleOfChart(page);
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 8, y);
      await drawn(page);
      const [before, { calls: begun }] = [await layoutsOf(session), await page.evaluate<Work>('window.work')];
      const frames = 20;
      for (let frame = 1; frame <= frames; frame += 1) {
        await page.mouse.move(x + 8 + 4 * frame, y);
        await drawn(page);
      }
      const [after, { calls, nodes }] = [await layoutsOf(session), await page.evaluate<Work>('window.work')];
      await page.mouse.up();
      expect(nodes).toBe(0);
      // The axes and the charts, whose scale goes with what is shown: some hundred calls each.
      expect((calls - begun) / frames).toBeGreaterThan(30);
      expect((calls - begun) / frames).toBeLessThan(1500);
      expect((after.layouts - before.layouts) / frames).toBeLessThanOrEqual(4);
      expect((after.styles - before.styles) / frames).toBeLessThanOrEqual(6);
    });
  });

  browserTest('shows the whole width of each drawing wherever it is moved to', async () => {
    const timeline = monthTimeline();
    await opening(await reportPage(timeline, timeline.to), desk, async ({ page }) => {
      for (let step = 0; step < 3; step += 1) await page.getByRole('button', { name: 'Zoom in' }).click();
      const chart = page.locator('.board .chart').nth(2);
      await chart.focus();
      for (const key of [
        'Shift+ArrowLeft',
        'Shift+ArrowLeft',
        'Shift+ArrowRight',
        'PageUp',
        'PageUp',
        '-',
        'Shift+ArrowRight',
      ]) {
        await page.keyboard.press(key);
        await drawn(page);
        expect(new Set(await page.evaluate<readonly boolean[]>(placesOf))).toEqual(new Set([true]));
      }
    });
  });
});

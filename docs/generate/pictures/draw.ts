import type { Browser } from 'playwright-core';
import type { Timestamp } from '../../../core/base/time.ts';

export const themes = ['light', 'dark'] as const;

/** A page, and how it is drawn. */
export interface Drawing {
  readonly width: number;
  readonly html: string;
  readonly theme: (typeof themes)[number];
  readonly scale: number;
  /** What is below is left out. */
  readonly maxHeight?: number;
  /** What the page takes for the time. @default the time */
  readonly now?: Timestamp;
}

/** A page as a PNG, as tall as it is. */
export async function draw(
  browser: Browser,
  { width, html, theme, scale, maxHeight = Infinity, now }: Drawing,
): Promise<Buffer> {
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: { width, height: 100 },
    deviceScaleFactor: scale,
  });
  try {
    const page = await context.newPage();
    if (now !== undefined) await page.clock.setFixedTime(now);
    await page.setContent(html);
    const height = Math.min(await page.evaluate<number>('document.documentElement.scrollHeight'), maxHeight);
    return await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height } });
  } finally {
    await context.close();
  }
}

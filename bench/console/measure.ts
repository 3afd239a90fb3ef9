import type { CDPSession, Page } from 'playwright-core';

/** Promises when a page first shows what is waited for, drawn: to be run before its own scripts. */
const promiseFirst = (selector: string, count: number): string => `
  window.firstDrawn = new Promise((resolve) => {
    const seen = new MutationObserver(() => {
      if (document.querySelectorAll(${JSON.stringify(selector)}).length < ${count}) return;
      seen.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
    });
    seen.observe(document, { childList: true, subtree: true });
  });
`;

/** Opens an address of a page anew; milliseconds until that many elements are drawn. */
export async function paintOf(page: Page, address: string, selector: string, count = 1): Promise<number> {
  await page.goto('about:blank');
  await page.addInitScript(promiseFirst(selector, count));
  await page.goto(address);
  return page.evaluate<number>('window.firstDrawn');
}

/** What one frame of something that moves takes, in milliseconds of the page's main thread. */
export interface FrameWork {
  readonly script: number;
  readonly layout: number;
  /** All of it: painting and the browser's own work, too. */
  readonly all: number;
  /** How many of the frames had a task of more than 50 ms. */
  readonly longTasks: number;
}

async function taskSeconds(session: CDPSession): Promise<Readonly<Record<string, number>>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

const observeLongTasks = `window.longTasks = 0; new PerformanceObserver((list) => { window.longTasks += list.getEntries().length; }).observe({ entryTypes: ['longtask'] });`;

/** Pans a chart by the mouse, one step a frame. */
export async function workOfPanning(page: Page, selector: string, frames: number): Promise<FrameWork> {
  const session = await page.context().newCDPSession(page);
  // Of the thread's own time: what else the machine does meanwhile does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error('there is nothing to pan');
  await page.evaluate(observeLongTasks);
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 100, y);
  await page.mouse.down();
  const before = await taskSeconds(session);
  for (let frame = 0; frame < frames; frame += 1) {
    await page.mouse.move(box.x + 100 + 4 * frame, y);
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
  const after = await taskSeconds(session);
  await page.mouse.up();
  const of = (name: string): number => (1000 * ((after[name] ?? 0) - (before[name] ?? 0))) / frames;
  return {
    script: of('ScriptDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
    all: of('TaskDuration'),
    longTasks: await page.evaluate<number>('window.longTasks'),
  };
}

import { afterAll, beforeAll, test } from '@jest/globals';
import axe, { type AxeResults } from 'axe-core';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { ensureChromium, launchOptions } from './chromium.ts';

/** A page that was opened, and what went on. */
interface Opened {
  readonly page: Page;
  /** What the browser complained of. */
  readonly complaints: readonly string[];
  /** What it asked the network for, beside the page itself. */
  readonly requests: readonly string[];
}

interface Look {
  readonly theme: 'light' | 'dark';
  readonly width: number;
  /** @default false */
  readonly hasTouch?: boolean;
}

/** Each theme, each width: the parts of a page are the same in any pair of them. */
export const looks: readonly Look[] = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 375 },
];

const found = ensureChromium();
let browser: Browser | null = null;

/** A test in a real browser; skipped, and said so, where there is none. */
export const browserTest = (name: string, run: () => Promise<void>): void => {
  if ('path' in found) test(name, run, 120_000);
  else test.skip(`${name} (skipped: no Chromium, and none could be installed: ${found.missing})`, run);
};

/** Keeps one browser for the tests of a file. */
export const withBrowser = (): void => {
  beforeAll(async () => {
    if ('path' in found) browser = await chromium.launch(launchOptions(found.path));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
  });
};

const maxWaitMilliseconds = 100_000;

const address = 'http://report.test/';

/** Watches what a page complains of, and whatever it asks for elsewhere than `allowed`. */
const listening = async (page: Page, isAllowed: (url: string) => boolean) => {
  const [complaints, requests]: [string[], string[]] = [[], []];
  await page.route('**', (route) => {
    const url = route.request().url();
    if (isAllowed(url)) return route.continue();
    requests.push(url);
    return route.abort();
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => {
    complaints.push(error.message);
  });
  page.on('dialog', async (dialog) => {
    complaints.push(dialog.message());
    await dialog.dismiss();
  });
  return { complaints, requests };
};

/** A page of a look of its own, whose requests fail and are taken down unless they are allowed. */
async function withPage(
  { theme, width, hasTouch = false }: Look,
  isAllowed: (asked: string) => boolean,
  use: (opened: Opened) => Promise<void>,
): Promise<void> {
  if (browser === null) throw new Error('there is no browser');
  const context = await browser.newContext({ colorScheme: theme, viewport: { width, height: 800 }, hasTouch });
  try {
    // What takes a second on a quiet machine is not wrong on a busy one.
    context.setDefaultTimeout(maxWaitMilliseconds);
    const page = await context.newPage();
    await use({ page, ...(await listening(page, isAllowed)) });
  } finally {
    await context.close();
  }
}

/** Visits a server on this machine, for as long as `use` takes; what it asks for elsewhere fails and is taken down. */
export const visiting = (url: string, look: Look, use: (opened: Opened) => Promise<void>): Promise<void> =>
  withPage(
    look,
    (asked) => new URL(asked).origin === new URL(url).origin,
    async (opened) => {
      await opened.page.goto(url);
      await use(opened);
    },
  );

/** Opens a page, for as long as `use` takes, in a browser whose every other request fails and is taken down. */
export const opening = (html: string, look: Look, use: (opened: Opened) => Promise<void>): Promise<void> =>
  withPage(
    look,
    () => false,
    async (opened) => {
      await opened.page.route(
        ({ href }) => href.split('#')[0] === address,
        (route) => route.fulfill({ contentType: 'text/html', body: html }),
      );
      await opened.page.goto(address);
      await use(opened);
    },
  );

/** Waits until what a person did is drawn: the client draws it at the next frame. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
}

/** More than any page has. */
const maxTabs = 120;

/** Goes to a part of a page as somebody does who has only a keyboard. */
export async function tabTo(part: Locator): Promise<void> {
  await part.waitFor();
  const focused = part.page().locator(':focus');
  for (let tabs = 0; tabs < maxTabs; tabs += 1) {
    if ((await part.and(focused).count()) > 0) return;
    await part.page().keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${part.toString()}`);
}

export async function pressByKeyboard(part: Locator): Promise<void> {
  await tabTo(part);
  await part.page().keyboard.press('Enter');
}

export async function typeInto(part: Locator, text: string): Promise<void> {
  await tabTo(part);
  await part.page().keyboard.type(text);
}

/** Opens a page in a browser that runs no scripts. */
export async function withoutScripts(html: string, use: (page: Page) => Promise<void>): Promise<void> {
  if (browser === null) throw new Error('there is no browser');
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(address);
    await use(page);
  } finally {
    await context.close();
  }
}

/** How many pages of paper a page takes. */
export async function printing(html: string): Promise<number> {
  let pages = 0;
  await opening(html, { theme: 'light', width: 1280 }, async ({ page }) => {
    const pdf = await page.pdf({
      format: 'A4',
      margin: { top: '1.2cm', bottom: '1.2cm', left: '1.2cm', right: '1.2cm' },
    });
    pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  });
  return pages;
}

/** What stands between a page and those who see, hear or use it otherwise: one line for each. */
export async function barriersOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(
    `axe.run({ exclude: [['svg > *']] }, { resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id} at ${String(target)}: ${any.map(({ message }) => message).join('; ')}`),
  );
}

/** Whether something reaches beyond the right edge of the page. */
export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');

import { describe, expect } from '@jest/globals';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { lossOf, minute } from '../adapters/dynamodb/given.ts';
import { type GivenConsole, givenConsole } from '../cli/console/given.ts';
import { checkAt, givenInstance, lost } from '../core/timeline/given.ts';
import { oneIn } from '../length.ts';
import {
  barriersOf,
  browserTest,
  drawn,
  looks,
  overflows,
  pressByKeyboard,
  tabTo,
  typeInto,
  visiting,
  withBrowser,
} from './browsing.ts';

withBrowser();

const desk = { theme: 'light', width: 1280 } as const;
const markupName = '<img src=x onerror=alert(1)>';

const anHour = Array.from({ length: 60 }, (_, at) =>
  checkAt(at, [givenInstance(markupName), at < 30 ? givenInstance('10.0.0.5') : lost('10.0.0.5', minute(30))]),
);
const others = ['calm', 'quiet'].map((workspace) => ({ ...checkAt(59, [givenInstance('10.1.0.4')]), workspace }));

const served = <T>(use: (given: GivenConsole) => Promise<T>, now: () => Timestamp = () => minute(60)): Promise<T> =>
  givenConsole([...others, ...anHour], now, use);

describe('the console in a browser', () => {
  browserTest(
    'lists workspaces, those in trouble first, finds them by name, and asks only its own server',
    async () => {
      await served(async ({ url }) => {
        await visiting(url, desk, async ({ page, complaints, requests }) => {
          const names = page.locator('.workspace strong');
          await names.first().waitFor();
          expect(await names.allInnerTexts()).toEqual(['production', 'calm', 'quiet']);
          await tabTo(page.getByRole('combobox', { name: 'Order' }));
          await page.keyboard.press('ArrowDown');
          await drawn(page);
          expect(await names.allInnerTexts()).toEqual(['calm', 'production', 'quiet']);
          await typeInto(page.getByRole('searchbox'), 'qui');
          await drawn(page);
          expect(await names.allInnerTexts()).toEqual(['quiet']);
          expect(new URL(page.url()).search).toBe('');
          expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
        });
      });
    },
  );

  browserTest('shows a workspace, adds a silence after it was confirmed, and ends it, by keyboard alone', async () => {
    await served(async ({ url }) => {
      await visiting(url, desk, async ({ page, complaints, requests }) => {
        await pressByKeyboard(page.getByRole('link', { name: /production/ }));
        await page.getByText('1 of 2 healthy').waitFor();
        await pressByKeyboard(page.getByRole('button', { name: 'Silence …' }));
        await typeInto(page.getByLabel('Why'), 'an upgrade');
        await pressByKeyboard(page.getByRole('button', { name: 'Cancel' }));
        expect(await page.getByText('Nothing is silenced.').count()).toBe(1);
        await pressByKeyboard(page.getByRole('button', { name: 'Silence …' }));
        await typeInto(page.getByLabel('Why'), 'an upgrade');
        await pressByKeyboard(page.getByRole('button', { name: 'Silence', exact: true }));
        await page.getByText(/^Everything, until 21 Nov 15:00: an upgrade$/).waitFor();
        await pressByKeyboard(page.getByRole('button', { name: 'End …' }));
        await pressByKeyboard(page.getByRole('button', { name: 'End the silence' }));
        await page.getByText('Nothing is silenced.').waitFor();
        expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
      });
    });
  });

  browserTest('explains and acknowledges an open incident after a name was given, by keyboard alone', async () => {
    const withLoss = (check: Snapshot): Snapshot => {
      const incidents = check.health.instances.filter(({ status }) => status === 'missing').map(lossOf);
      return { ...check, health: { ...check.health, incidents } };
    };
    const now = (): Timestamp => minute(60);
    await givenConsole(anHour.map(withLoss), now, async ({ url }) => {
      await visiting(url, desk, async ({ page, complaints }) => {
        await pressByKeyboard(page.getByRole('link', { name: /production/ }));
        await pressByKeyboard(page.locator('.incidents button.head').first());
        await pressByKeyboard(page.getByRole('button', { name: 'Explain the check that opened it' }));
        await page
          .locator('.explained')
          .filter({ hasNotText: 'Reading the check' })
          .filter({ hasText: '10.0.0' })
          .waitFor({ timeout: 20_000 });
        await pressByKeyboard(page.getByRole('button', { name: 'Acknowledge …' }));
        await pressByKeyboard(page.getByRole('button', { name: 'Acknowledge', exact: true }));
        await page.getByText('say who you are').waitFor();
        await typeInto(page.getByLabel('Your name'), 'Ada');
        await typeInto(page.getByLabel('Note'), 'disk is full');
        await pressByKeyboard(page.getByRole('button', { name: 'Acknowledge', exact: true }));
        await page.getByText('Acknowledged, from the next check on.').waitFor();
        // The nameless try.
        expect(complaints).toEqual([expect.stringContaining('400')]);
      });
    });
  });

  browserTest('goes along with the checks', async () => {
    let now: Timestamp = minute(60);
    await served(
      async ({ url, record }) => {
        await visiting(url, desk, async ({ page }) => {
          await page.getByRole('link', { name: /production/ }).click();
          await page.getByText('1 of 2 healthy').waitFor();
          now = minute(61);
          await record(checkAt(60, [givenInstance('10.0.0.4'), givenInstance('10.0.0.5'), givenInstance('10.0.0.6')]));
          await page.getByText('3 of 3 healthy').waitFor();
        });
      },
      () => now,
    );
  });

  browserTest('is open to one browser: another one is refused', async () => {
    await served(async ({ url }) => {
      let own = '';
      await visiting(url, desk, async ({ page }) => {
        await page.locator('.workspace').first().waitFor();
        own = page.url();
        expect(await page.evaluate<string>('document.cookie')).toBe('');
      });
      for (const again of [url, own]) {
        await visiting(again, desk, async ({ page }) => {
          expect(await page.locator('body').innerText()).toMatch(/^Open the address that the command printed\./);
        });
      }
    });
  });

  browserTest('fits a desk and a phone, and keeps nobody out, in either theme', async () => {
    for (const look of oneIn(2, looks)) {
      await served(async ({ url }) => {
        await visiting(url, look, async ({ page }) => {
          await page.locator('.workspace').first().waitFor();
          expect(await overflows(page)).toBe(false);
          expect(await barriersOf(page)).toEqual([]);
          await page.getByRole('link', { name: /production/ }).click();
          await page.getByText('1 of 2 healthy').waitFor();
          expect(await overflows(page)).toBe(false);
          expect(await barriersOf(page)).toEqual([]);
        });
      });
    }
  });
});

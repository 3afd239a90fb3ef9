import { randomBytes } from 'node:crypto';
import { describe, expect } from '@jest/globals';
import { acknowledgeLinks } from '../../cli/console/acknowledge-links.ts';
import { lossOf, minute } from '../adapters/dynamodb/given.ts';
import { givenConsole } from '../cli/console/given.ts';
import { checkAt, givenInstance, lost } from '../core/timeline/given.ts';
import { barriersOf, browserTest, looks, overflows, visiting, withBrowser } from './browsing.ts';

withBrowser();

const gone = lost('10.0.0.5', minute(30));
const loss = lossOf(gone);
const check = checkAt(31, [givenInstance('10.0.0.4'), gone]);
const withLoss = { ...check, health: { ...check.health, incidents: [loss] } };
const key = randomBytes(32);
const links = acknowledgeLinks({ key, url: new URL('https://alerts.example.com') });
const { pathname } = new URL(links.urlOf({ workspace: 'production', incident: loss.id, takenAt: minute(31) }));

describe('the page of the link in an alert', () => {
  browserTest('acknowledges by keyboard and by touch, and keeps nobody out, in either theme', async () => {
    for (const look of looks) {
      const hasTouch = look.width < 640;
      await givenConsole(
        [withLoss],
        () => minute(32),
        async ({ host, open }) => {
          await visiting(`http://${host}${pathname}`, { ...look, hasTouch }, async ({ page, complaints }) => {
            expect(await barriersOf(page)).toEqual([]);
            expect(await overflows(page)).toBe(false);
            expect((await open())[0]?.incident.acknowledged).toBeUndefined();
            if (hasTouch) {
              await page.getByRole('button').tap();
            } else {
              await page.keyboard.press('Tab');
              await page.keyboard.type('Ada');
              await page.keyboard.press('Enter');
            }
            await page.getByRole('heading', { name: 'Acknowledged' }).waitFor();
            expect((await open())[0]?.incident.acknowledged?.by).toBe(hasTouch ? 'link' : 'Ada');
            expect(await barriersOf(page)).toEqual([]);
            expect(complaints).toEqual([]);
          });
        },
        links,
      );
    }
  });
});

import { expect, test } from '@jest/globals';
import { SharedClock } from '../../../simulator/shared-clock.ts';
import { findFreePort, withServer } from '../../servers.ts';
import { listing } from '../answers.ts';
import { parseExposition } from '../metrics/parse-exposition.ts';
import { running, withCredentials } from '../running.ts';

test('watch --metrics serves what the last check saw for as long as it runs', async () => {
  const port = await findFreePort();
  const page = `http://127.0.0.1:${port}/metrics`;
  const pages: string[] = [];
  /** Each answer is given only once the page was read. */
  const listener: Parameters<typeof withServer>[0] = (request, response) => {
    void fetch(page)
      .then((answer) => answer.text())
      .then((text) => {
        pages.push(text);
        listing('a', 'b')(request, response);
      });
  };
  const clock = new SharedClock(1, '2026-11-21T19:00:00.000Z', '2026-11-21T19:10:00.000Z');
  const args = ['watch', '--url', '', '--checks', '2', '--metrics', `:${port}`];
  const { code, stderr } = await withServer(listener, (url) =>
    running(args.with(2, url), { clock, environment: withCredentials }),
  );
  expect(code).toBe(0);
  expect(stderr).toContain(`metrics: ${page}\n`);
  expect(pages).toHaveLength(2);
  expect(pages[0]).toBe('');
  const samples = Object.entries(parseExposition(pages[1] ?? ''));
  const valueOf = (name: string) => samples.find(([series]) => series.startsWith(`rocketchat_alerter_${name}{`))?.[1];
  expect([valueOf('up'), valueOf('instances_healthy'), valueOf('checks_total')]).toEqual([1, 2, 1]);
  await expect(fetch(page)).rejects.toThrow();
});

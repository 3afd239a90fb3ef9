import { describe, expect, test } from '@jest/globals';
import { incidentKinds } from '../../core/rules/registry.ts';
import type { Timeline } from '../../core/timeline/model.ts';
import { badgeJson, badgeOf, badgeSvg } from '../../web/public/badge.ts';
import { overviewPage } from '../../web/public/overview.ts';
import { publicPage } from '../../web/public/page.ts';
import { standingOf } from '../../web/public/standing.ts';
import { publicIncidents } from '../../web/public/texts.ts';
import { minute } from '../adapters/dynamodb/given.ts';
import { barriersOf, browserTest, looks, opening, overflows, withBrowser, withoutScripts } from './browsing.ts';
import { badDayTimeline } from './given.ts';
import { oneIn } from '../length.ts';

withBrowser();

const page = async (): Promise<string> => publicPage(await badDayTimeline(), { title: 'Chat', madeAt: minute(111) });

/** Whatever of a timeline names a process, a host, or what an alert said. */
const secretsOf = ({ workspace, lanes, incidents, alerts }: Timeline): readonly string[] => [
  workspace,
  ...lanes.flatMap(({ name, processes }) => [name, ...processes.flatMap(({ id, name: own }) => [id, own])]),
  ...incidents.flatMap(({ id, summary, subjects }) => [id, summary, ...subjects]),
  ...alerts.flatMap(({ id, title, summaries }) => [id, title, ...summaries]),
];

/** As it would stand in HTML, too. */
const forms = (text: string): readonly string[] => [text, text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)];

describe('what others see', () => {
  test('names no address, no process, and no text of an alert', async () => {
    const timeline = await badDayTimeline();
    const badge = badgeOf(timeline, { label: 'chat', at: minute(111), uptime: '24h' });
    const texts = [await page(), badgeSvg(badge), badgeJson(badge)].map((text) =>
      text.replace(/<style>[^]*?<\/style>/, ''),
    );
    const secrets = secretsOf(timeline).filter((secret) => secret.length > 5);
    expect(secrets.length).toBeGreaterThan(5);
    for (const secret of secrets.flatMap(forms)) {
      for (const text of texts) expect(text.includes(secret) ? secret : null).toBeNull();
    }
  });

  test('has words for every kind of incident', () => {
    const shown = publicIncidents([...incidentKinds, 'of a later version'].map((kind) => ({ kind })));
    expect(new Set(shown.flatMap(([, { now, past }]) => [now, past])).size).toBe(2 * shown.length);
    expect(shown.at(-1)?.[1].past).toBe('Something was wrong');
    const kept = new Set(shown.map(([{ kind }]) => kind));
    expect(incidentKinds.filter((kind) => !kept.has(kind))).toEqual(['certificate', 'version']);
  });

  test('is what the last check saw, or unknown after a while', async () => {
    const timeline = await badDayTimeline();
    expect(standingOf(timeline, minute(111)).level).toBe('impaired');
    expect(standingOf(timeline, minute(180))).toEqual({ level: 'unknown', text: 'No recent check' });
    expect(standingOf({ current: null, incidents: [] }, minute(0)).level).toBe('unknown');
    const current = { takenAt: minute(110), outcome: 'ok', healthy: 3, listed: 3 } as const;
    expect(standingOf({ current, incidents: [] }, minute(111))).toEqual({
      level: 'well',
      text: 'All 3 instances healthy',
    });
    expect(standingOf({ current: { ...current, healthy: 0 }, incidents: [] }, minute(111)).level).toBe('down');
  });

  test('is not disturbed by what only those who run the workspace have to know', async () => {
    const timeline = await badDayTimeline();
    const open = timeline.incidents.map((one) => ({ ...one, kind: 'certificate', endedAt: null, resolvedAt: null }));
    const current = { takenAt: minute(110), outcome: 'ok', healthy: 3, listed: 3 } as const;
    expect(standingOf({ current, incidents: open }, minute(111)).level).toBe('well');
    expect(publicPage({ ...timeline, incidents: open }, { title: 'Chat', madeAt: minute(111) })).toContain(
      'No incidents.',
    );
  });

  test('is a badge that people and machines read', async () => {
    const badge = badgeOf(await badDayTimeline(), { label: 'chat <b>', at: minute(111), uptime: null });
    expect(JSON.parse(badgeJson(badge))).toEqual({
      schemaVersion: 1,
      label: 'chat <b>',
      message: 'an instance is missing',
      color: 'a34a06',
      isError: false,
      level: 'impaired',
      checkedAt: minute(109),
    });
    expect(badgeSvg(badge)).toMatch(/^<svg [^>]*role="img" aria-label="chat &lt;b&gt;: an instance is missing">/);
  });

  browserTest('says how old it is, and takes back what it said of the present once it is old', async () => {
    await opening(await page(), { theme: 'light', width: 1280 }, async ({ page: shown, complaints }) => {
      const now = shown.locator('.current [data-now]');
      const stale = shown.getByText('This page is out of date', { exact: true });
      const at = async (minutes: number): Promise<void> => {
        await shown.clock.setFixedTime(minute(111 + minutes));
        await shown.evaluate("dispatchEvent(new Event('pageshow'))");
      };
      await at(3);
      expect(await shown.locator('#age').innerText()).toBe(', 3 minutes ago');
      expect([await now.isVisible(), await stale.isVisible()]).toEqual([true, false]);
      expect(await shown.locator('#unscripted').isVisible()).toBe(false);
      await at(15);
      expect([await now.isVisible(), await stale.isVisible()]).toEqual([false, true]);
      await at(60 * 24 * 3);
      expect(await shown.locator('#age').innerText()).toBe(', 3 days ago');
      expect(await barriersOf(shown)).toEqual([]);
      expect(complaints).toEqual([]);
    });
  });

  browserTest('says when it is out of date to those who run no scripts, too', async () => {
    await withoutScripts(await page(), async (shown) => {
      expect(await shown.getByText('more than 15 minutes ago, this page is out of date').isVisible()).toBe(true);
      expect(await shown.locator('.current [data-now]').isVisible()).toBe(true);
    });
  });

  browserTest('lists several workspaces, for a desk and a phone', async () => {
    const rows = (['well', 'impaired', 'down', 'unknown'] as const).map((level) => ({
      title: `${level} ${'long '.repeat(8)}`,
      page: `workspace/${level}.html`,
      standing: { level, text: `It is ${level}, and it takes some words to say so` },
    }));
    const list = overviewPage(rows, { title: 'All <of> them', madeAt: minute(111) });
    for (const look of looks) {
      await opening(list, look, async ({ page: shown, complaints, requests }) => {
        await shown.clock.setFixedTime(minute(112));
        await shown.evaluate("dispatchEvent(new Event('pageshow'))");
        expect(await shown.locator('.workspace').count()).toBe(4);
        expect(await shown.getByText('3 of 4 workspaces not well').isVisible()).toBe(true);
        expect(await overflows(shown)).toBe(false);
        expect(await barriersOf(shown)).toEqual([]);
        expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
      });
    }
  });

  browserTest('fits a desk and a phone, asks for nothing, and keeps nobody out, in either theme', async () => {
    for (const look of oneIn(2, looks)) {
      await opening(await page(), look, async ({ page: shown, complaints, requests }) => {
        expect(await shown.locator('.rca-name').allInnerTexts()).toEqual(['Instance 1', 'Instance 2', 'Instance 3']);
        expect(await overflows(shown)).toBe(false);
        expect(await barriersOf(shown)).toEqual([]);
        expect({ complaints, requests }).toEqual({ complaints: [], requests: [] });
      });
    }
  });
});

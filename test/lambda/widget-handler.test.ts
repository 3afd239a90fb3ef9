import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { History } from '../../adapters/dynamodb/history.ts';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import type { TimelineSource } from '../../adapters/dynamodb/rollups-make.ts';
import { readWidgetEvent } from '../../web/widget/event.ts';
import { messagePage, widgetPage } from '../../web/widget/page.ts';
import { readForWidget } from '../../web/widget/read-history.ts';
import { type GivenStore, givenStore } from '../adapters/dynamodb/given-store.ts';
import { givenAlerting, minute, workspace } from '../adapters/dynamodb/given.ts';
import { checkAt, givenInstance, lost } from '../core/timeline/given.ts';

const event = (more: object = {}) => ({
  widgetContext: {
    timeRange: {
      mode: 'relative',
      start: Date.parse(minute(0)),
      end: Date.parse(minute(120)),
      relativeStart: 7_200_000,
    },
    timezone: { label: 'Local', offsetISO: '+02:00', offsetInMinutes: 120 },
    theme: 'dark',
    width: 588,
    height: 369,
    ...more,
  },
});

const request = readWidgetEvent(event());
if (request === null) throw new Error('a dashboard sends this');

describe('what a dashboard asks for', () => {
  test('is its time range, theme, width and clock', () => {
    expect(request).toEqual({
      workspace: null,
      since: minute(0),
      until: minute(120),
      zone: { label: 'Local', offsetMinutes: 120 },
      theme: 'dark',
      width: 588,
    });
  });

  test('is the part of the range that is zoomed into', () => {
    const zoom = { start: Date.parse(minute(30)), end: Date.parse(minute(40)) };
    const timeRange = { mode: 'absolute', start: 0, end: 1, zoom };
    expect(readWidgetEvent(event({ timeRange }))).toMatchObject({ since: minute(30), until: minute(40) });
  });

  test('is not understood where it is none of that', () => {
    for (const other of [null, 'x', {}, { widgetContext: {} }, event({ timeRange: { start: NaN, end: 'x' } })]) {
      expect(readWidgetEvent(other)).toBeNull();
    }
  });
});

describe('on a history', () => {
  let store: GivenStore;
  let source: TimelineSource & { readonly history: History };
  const span = (until: number) => ({ since: minute(0), until: minute(until), now: minute(until) });
  const keeping = { keepSeconds: 1e9, writer: 'test' };

  beforeAll(async () => {
    store = await givenStore();
    const history = store.history();
    source = { history, rollups: new Rollups(store.client, store.table) };
    const instances = [givenInstance('10.0.0.4'), lost('10.0.0.5', minute(0))];
    await Promise.all(Array.from({ length: 60 }, (_, at) => history.record(checkAt(at, instances), keeping)));
    await history.record(givenAlerting(minute(60)), keeping);
    // Two days of a check every half an hour, of which the first are expired but not deleted.
    const sparse = Array.from({ length: 96 }, (_, at) => ({ ...checkAt(30 * at, instances), workspace: 'sparse' }));
    await Promise.all(sparse.map((check, at) => history.record(check, { ...keeping, keepSeconds: at < 5 ? 60 : 1e9 })));
  }, 60_000);
  afterAll(async () => {
    await store.close();
  });

  test('every check is drawn, with what is open at its end, by the clock of the dashboard', async () => {
    const read = await readForWidget(source, workspace, span(61));
    expect(read).toMatchObject({ isCut: false, timeline: { checks: 61 } });
    if (read === null) return;
    const page = widgetPage(read, request);
    for (const part of ['1 open incident', '10.0.0.4:3000', '14:00 to 21 Nov 15:01 Local', 'color-scheme:dark']) {
      expect(page).toContain(part);
    }
    expect(page).toMatch(/disappeared<\/strong> \S+ <span class="rca-soft">since 21 Nov 13:59, for 1 h 2 min/);
    expect(page).not.toMatch(/UTC/);
  });

  test('a long time is drawn from every check, too: at first by reading them, later from what is kept', async () => {
    store.calls();
    const first = await readForWidget(source, 'sparse', span(2_880));
    expect(first).toMatchObject({
      isCut: false,
      timeline: { from: minute(150), checks: 91, resolutionSeconds: 3_600 },
    });
    expect(store.calls()).toContain('PutItem');
    const second = await readForWidget(source, 'sparse', span(2_880));
    expect(second).toEqual(first);
    const calls = store.calls();
    expect(calls).not.toContain('PutItem');
    expect(calls.length).toBeLessThan(12);
  }, 30_000);

  test('of more than can be read at once the last days are drawn, and the note stands before the drawing', async () => {
    const instances = [givenInstance('10.0.0.4')];
    const checks = Array.from({ length: 110 }, (_, at) => ({ ...checkAt(30 * at, instances), workspace: 'long' }));
    await Promise.all(checks.map((check) => source.history.record(check, keeping)));
    const limits = { maxRead: 20, maxRolledUp: 60 };
    const read = await readForWidget(source, 'long', span(3_300), limits);
    expect(read?.isCut).toBe(true);
    const page = read === null ? '' : widgetPage(read, request);
    expect(page.indexOf('not rolled up yet')).toBeGreaterThan(0);
    expect(page.indexOf('not rolled up yet')).toBeLessThan(page.indexOf('<ul class="rca-rows"'));
    const later = await readForWidget(source, 'long', span(3_300), limits);
    expect(later?.timeline.checks).toBeGreaterThan(read?.timeline.checks ?? Infinity);
  }, 30_000);

  test('a time without checks, before or ahead, is shown to have none', async () => {
    for (const [since, until] of [
      [-120, -60],
      [300, 400],
    ] as const) {
      const asked = { since: minute(since), until: minute(until), now: minute(61) };
      expect(await readForWidget(source, workspace, asked)).toBeNull();
    }
  });

  test('the drawing ends now, not where the dashboard does', async () => {
    const read = await readForWidget(source, workspace, { ...span(500), now: minute(61) });
    expect(read?.timeline).toMatchObject({ to: minute(61), current: { takenAt: minute(60) } });
  });
});

test('a message is text, whatever it says', () => {
  expect(messagePage('<b>no</b>', { theme: 'light', width: 300 })).toContain(
    '<p role="status">&lt;b&gt;no&lt;/b&gt;</p>',
  );
});

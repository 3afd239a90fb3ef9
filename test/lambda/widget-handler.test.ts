import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { History } from '../../adapters/dynamodb/history.ts';
import { readWidgetEvent } from '../../web/widget/event.ts';
import { messagePage, widgetPage } from '../../web/widget/page.ts';
import { readForWidget } from '../../web/widget/read-history.ts';
import { type GivenStore, givenStore } from '../adapters/dynamodb/given-store.ts';
import { givenAlerting, minute, workspace } from '../adapters/dynamodb/given.ts';
import { checkAt, givenInstance, lost } from '../core/timeline/given.ts';
import { times } from '../length.ts';

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
  let history: History;
  const span = (until: number) => ({ since: minute(0), until: minute(until), now: minute(until) });

  beforeAll(async () => {
    store = await givenStore();
    history = store.history();
    const keeping = { keepSeconds: 1e9, writer: 'test' };
    const instances = [givenInstance('10.0.0.4'), lost('10.0.0.5', minute(0))];
    await Promise.all(Array.from({ length: 60 }, (_, at) => history.record(checkAt(at, instances), keeping)));
    await history.record(givenAlerting(minute(60)), keeping);
    // Two days of a check every half an hour, of which the first are expired but not deleted.
    const sparse = Array.from({ length: 96 }, (_, at) => ({ ...checkAt(30 * at, instances), workspace: 'sparse' }));
    await Promise.all(sparse.map((check, at) => history.record(check, { ...keeping, keepSeconds: at < 5 ? 60 : 1e9 })));
  }, 30_000);
  afterAll(async () => {
    await store.close();
  });

  test('every check of a short time is drawn, with what is open at its end', async () => {
    const read = await readForWidget(history, workspace, span(61));
    expect(read).toMatchObject({ sampledEverySeconds: null, timeline: { checks: 61 } });
    if (read === null) return;
    const page = widgetPage(read, request);
    for (const part of ['1 open incident', '10.0.0.4:3000', '14:00 to 21 Nov 15:01 Local', 'color-scheme:dark']) {
      expect(page).toContain(part);
    }
  });

  test('of a long time only some checks are read, evenly spread, but all alerts', async () => {
    const [first] = [
      checkAt(
        0,
        Array.from({ length: times({ short: 1_000, long: 5_000 }) }, (_, index) => givenInstance(`i${index}`)),
      ),
    ];
    const crowded = { ...first, workspace: 'crowded' };
    const keeping = { keepSeconds: 1e9, writer: 'test' };
    await history.record(crowded, keeping);
    const others = Array.from({ length: 99 }, (_, at) => checkAt(at + 1, [givenInstance('i1')]));
    await Promise.all(others.map((check) => history.record({ ...check, workspace: 'crowded' }, keeping)));
    await history.record({ ...givenAlerting(minute(100)), workspace: 'crowded' }, keeping);
    store.calls();
    const read = await readForWidget(history, 'crowded', span(101));
    expect(read?.timeline.checks).toBe(24);
    expect(read?.timeline.alerts).toHaveLength(1);
    expect(read?.sampledEverySeconds).toBeCloseTo((101 * 60) / 24);
    expect(store.calls()).toHaveLength(2 + 24 + 1);
    expect(read === null ? '' : widgetPage(read, request)).toContain('one check every 4 min is drawn');
  }, 30_000);

  test('what has expired, but is not deleted yet, does not hide what has not', async () => {
    const read = await readForWidget(history, 'sparse', span(2880));
    expect(read?.timeline).toMatchObject({ since: minute(150), checks: 91 });
  });

  test('a time without checks, before or ahead, is shown to have none', async () => {
    for (const [since, until] of [
      [-120, -60],
      [300, 400],
    ] as const) {
      const asked = { since: minute(since), until: minute(until), now: minute(61) };
      expect(await readForWidget(history, workspace, asked)).toBeNull();
    }
  });

  test('the drawing ends now, not where the dashboard does', async () => {
    const read = await readForWidget(history, workspace, { ...span(500), now: minute(61) });
    expect(read?.timeline.until).toBe(minute(61));
    expect(read?.timeline.lastCheckAt).toBe(minute(60));
  });
});

test('a message is text, whatever it says', () => {
  expect(messagePage('<b>no</b>', { theme: 'light', width: 300 })).toContain(
    '<p role="status">&lt;b&gt;no&lt;/b&gt;</p>',
  );
});

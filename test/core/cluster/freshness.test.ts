import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../core/rules/registry.ts';
import { plusSeconds } from '../../../core/base/time.ts';
import { type Entry, fresh, stale, start, Story } from '../story.ts';

const three = { a: fresh, b: fresh, c: fresh };
/** A heartbeat so many seconds after the first check, by the clock of the database. */
const beat = (seconds: number): Entry => ({ heartbeatAt: plusSeconds(start, seconds) });
const ages = (story: Story) =>
  Object.fromEntries(story.state.instances.map(({ id, heartbeatAgeSeconds }) => [id, heartbeatAgeSeconds]));

describe('freshness', () => {
  test('is judged by the newest heartbeat of the answer, whatever our clock says', () => {
    const story = new Story();
    for (let check = 0; check < 5; check += 1) {
      expect(story.sees({ a: { age: 7200 }, b: { age: 7205 } }, 'a', { serverDate: null })).toEqual([]);
    }
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy' });
    for (let check = 0; check < 5; check += 1) {
      expect(story.sees({ a: { age: -7200 }, b: { age: -7195 } }, 'a')).toEqual([]);
    }
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy' });
  });

  test('accuses nobody whose heartbeat moves when the database goes on by another clock, and passes nobody whose stands', () => {
    const story = new Story();
    const sent: string[][] = [];
    for (let at = 0; at <= 240; at += 60)
      sent.push(story.sees({ a: beat(at + 175), b: beat(at + 177), c: beat(at + 178) }, 'a'));
    for (let at = 300; at <= 540; at += 60)
      sent.push(story.sees({ a: beat(475), b: beat(at - 3), c: beat(at - 2) }, 'b'));
    expect(story.statuses).toEqual({ a: 'unresponsive', b: 'healthy', c: 'healthy' });
    for (let at = 600; at <= 720; at += 60) sent.push(story.sees({ b: beat(at - 3), c: beat(at - 2) }, 'b'));
    // It stood still from 300 s on, which the check at 360 s shows.
    expect(sent.map((lines, index) => [index * 60, ...lines]).filter(({ length }) => length > 1)).toEqual([
      [420, 'opened unresponsive a'],
    ]);
  });

  test('is not that of a store without writes where one comes back to the list as another leaves it', () => {
    const story = new Story();
    story.seesFor(2, { a: fresh, b: fresh }, 'a');
    story.sees({ a: beat(115) }, 'a');
    // The record of b is that of before, and that of a is gone.
    story.sees({ b: beat(57) });
    expect(story.statuses).toEqual({ a: 'missing', b: 'unresponsive' });
    expect(story.state.instances.map(({ id, listed }) => [id, listed])).toEqual([
      ['a', false],
      ['b', true],
    ]);
  });

  test('is not judged by a heartbeat from the year 2257: whose it is, is unknown, and reported', () => {
    const story = new Story();
    const ghost = { heartbeatAt: '2257-03-01T00:00:00.000Z', connected: false } as const;
    for (let check = 0; check < 5; check += 1) {
      expect(story.sees({ ...three, ghost }, 'a')).toEqual([]);
      expect(story.remarks).toEqual([expect.stringContaining('2257')]);
      expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy', c: 'healthy', ghost: 'unknown' });
    }
    expect(story.seesFor(5, three, 'a').flat()).toEqual([]);
    expect(story.statuses).not.toHaveProperty('ghost');
  });

  test('of an unknown one is not counted as good', () => {
    const rules = { tooFewInstances: { ...defaultRules.tooFewInstances, expected: 2 } };
    const story = new Story({ rules });
    const ghost = { heartbeatAt: '2257-03-01T00:00:00.000Z' } as const;
    expect(story.seesFor(2, { a: fresh, ghost }, 'a').flat()).toEqual(['opened too-few-instances']);
  });

  test('of one far ahead that moves is believed', () => {
    const story = new Story();
    const far = (at: number): Entry => beat(100 * 86_400 + at);
    for (let at = 0; at <= 300; at += 60) expect(story.sees({ a: far(at), b: far(at + 2) }, 'a')).toEqual([]);
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy' });
  });

  test('of one that stood still for as long as it takes to go stale is lost, whatever its age', () => {
    const story = new Story();
    story.sees({ a: beat(0), b: beat(30) }, 'a');
    story.sees({ a: beat(60), b: beat(30) }, 'a');
    expect(story.statuses).toEqual({ a: 'healthy', b: 'unresponsive' });
    expect(ages(story)).toEqual({ a: 0, b: 60 });
  });

  test.each([
    [34, 'healthy'],
    [35, 'unresponsive'],
  ])('counts one that is %d s behind the newest as %s', (seconds, status) => {
    const story = new Story();
    story.sees({ a: beat(0), b: beat(-seconds) }, 'a');
    expect(story.statuses).toEqual({ a: 'healthy', b: status });
  });

  test('allows for heartbeats that come less often', () => {
    const story = new Story({ rules: { heartbeatEverySeconds: 60 } });
    story.sees({ a: beat(0), b: beat(-209) }, 'a');
    story.sees({ a: beat(60), b: beat(-209) }, 'a');
    expect(story.statuses).toEqual({ a: 'healthy', b: 'unresponsive' });
    story.sees({ a: beat(120), b: beat(-80) }, 'a');
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy' });
  });
});

describe('a first answer', () => {
  test('is judged by the newest heartbeat within a day of its time', () => {
    const story = new Story();
    story.sees({ a: stale(86_000), b: stale(86_040), c: stale(87_000) }, 'a');
    expect(story.statuses).toEqual({ a: 'healthy', b: 'unresponsive', c: 'unresponsive' });
  });

  test.each([
    ['years old', '2024-07-05T02:55:40.526Z'],
    ['more than a day ahead', '2026-11-22T19:21:00.000Z'],
  ] as const)('that holds nothing but a heartbeat %s shows nothing', (_what, heartbeatAt) => {
    const story = new Story();
    story.sees({ a: { heartbeatAt } }, 'a');
    expect(story.state.instances).toMatchObject([{ status: 'unknown', heartbeatAgeSeconds: null }]);
  });

  test('that holds no heartbeat at all shows that the process lives that gave it', () => {
    const story = new Story();
    const undated = { heartbeatAt: null };
    story.sees({ a: undated, b: undated }, 'a');
    expect(story.statuses).toEqual({ a: 'healthy', b: 'unknown' });
  });
});

describe('a database that takes no writes', () => {
  const frozen = { a: beat(-3), b: beat(-5), c: beat(-300) };

  test('accuses nobody: statuses stay, and the check says so', () => {
    const story = new Story();
    story.sees(frozen, 'a');
    for (let check = 0; check < 30; check += 1) {
      expect(story.sees(frozen, 'b')).toEqual([]);
      expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy', c: 'unresponsive' });
      expect(story.remarks).toEqual([expect.stringContaining('no heartbeat has moved')]);
    }
  });

  test('and takes some again accuses those whose heartbeat still stands', () => {
    const story = new Story();
    story.sees(frozen, 'a');
    story.seesFor(10, frozen, 'b');
    story.sees({ ...frozen, a: fresh }, 'b');
    expect(story.statuses).toMatchObject({ a: 'healthy', b: 'unresponsive' });
  });

  test('is not what one is in which somebody came or went', () => {
    const gone = new Story();
    gone.sees({ a: beat(-3), b: beat(-5) }, 'a');
    gone.sees({ a: beat(-3) }, 'a');
    expect(gone.statuses).toEqual({ a: 'unresponsive', b: 'missing' });
  });

  test('may be that of a lone instance which hangs: that shows when its record is gone', () => {
    const story = new Story();
    story.sees({ a: beat(-3) }, 'a');
    story.sees({ a: beat(-3) }, 'a');
    expect(story.statuses).toEqual({ a: 'healthy' });
    expect(story.seesFor(3, {}).flat()).toEqual(['opened unreachable']);
  });
});

test('a lone instance whose clock and that of the answer differ is believed while it moves', () => {
  const story = new Story();
  story.sees({ a: fresh }, 'a');
  for (let check = 0; check < 5; check += 1) expect(story.sees({ a: { age: 90 } }, 'a')).toEqual([]);
  expect(story.statuses).toEqual({ a: 'healthy' });
});

import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../core/rules/registry.ts';
import { cut, fresh, stale, Story, type Entry } from '../story.ts';

const three = { a: fresh, b: fresh, c: fresh };

describe('a loss', () => {
  test('is told at the first check where it has lasted a minute, and once', () => {
    const story = new Story();
    expect(story.sees(three, 'a')).toEqual([]);
    expect(story.sees({ ...three, c: stale(50) }, 'a')).toEqual([]);
    expect(story.statuses).toMatchObject({ c: 'unresponsive' });
    expect(story.incidents).toEqual(['unresponsive c pending']);
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['opened disappeared c']);
    expect(story.statuses).toMatchObject({ c: 'missing' });
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual([]);
  });

  test('that goes from unresponsive to missing stays one incident with one clock', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, c: stale(40) }, 'a');
    expect(story.sees({ ...three, c: stale(100) }, 'a')).toEqual(['opened unresponsive c']);
    const [unresponsive] = story.state.incidents;
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual([]);
    const [disappeared] = story.state.incidents;
    expect(disappeared).toMatchObject({ id: unresponsive?.id, since: unresponsive?.since, kind: 'disappeared' });
    expect(story.sees(three, 'a')).toEqual(['resolved disappeared c: returned']);
  });

  test.each([
    [34, 'healthy'],
    [35, 'unresponsive'],
  ])('counts a heartbeat %d s old as %s', (age, status) => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: { age: 0 }, b: { age: 0 }, c: stale(age) }, 'a');
    expect(story.statuses).toMatchObject({ c: status });
  });

  test('that ends while it is pending is never told', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, c: stale(50) }, 'a');
    expect(story.sees(three, 'a')).toEqual([]);
    expect(story.incidents).toEqual([]);
  });

  test('is not raised for an instance that was never seen healthy, and its end of listing is not either', () => {
    const story = new Story();
    expect(story.sees({ ...three, ghost: stale(90) }, 'a')).toEqual([]);
    for (let check = 0; check < 5; check += 1) expect(story.sees({ ...three, ghost: stale(90) }, 'a')).toEqual([]);
    for (let check = 0; check < 5; check += 1) expect(story.sees(three, 'a')).toEqual([]);
    expect(story.statuses).not.toHaveProperty('ghost');
  });

  test('of the same process that registers again after a stall is a return, not a replacement', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: fresh, b: fresh }, 'a');
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['opened disappeared c']);
    const registeredAt = story.at;
    expect(story.sees({ ...three, c: { registeredAt } }, 'a')).toEqual(['resolved disappeared c: returned']);
    expect(story.state.instances.find(({ id }) => id === 'c')?.startedAt).not.toBe(registeredAt);
  });

  test('that nothing replaces is accepted after a day, and then forgotten', () => {
    const story = new Story({ rules: { remindEverySeconds: 100 * 3600 } });
    story.sees(three, 'a');
    story.sees({ a: fresh, b: fresh }, 'a');
    story.sees({ a: fresh, b: fresh }, 'a');
    story.waits(24 * 3600);
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['resolved disappeared c: accepted']);
    expect(story.statuses).not.toHaveProperty('c');
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual([]);
  });

  test('is reminded of every four hours, and says so with what is true then', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, c: stale(40) }, 'a');
    story.sees({ ...three, c: stale(100) }, 'a');
    story.waits(4 * 3600 - 120);
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual([]);
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['reminder disappeared c']);
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual([]);
  });

  test('of all but one is one change each, at one check', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: fresh }, 'a');
    expect(story.sees({ a: fresh }, 'a')).toEqual(['opened disappeared b', 'opened disappeared c']);
  });

  test('replaces the broken connection that foretold it', () => {
    const story = new Story({ rules: { disconnected: { forSeconds: 0, severity: 'warning' } } });
    story.sees(three, 'a');
    expect(story.sees({ ...three, c: cut }, 'a')).toEqual(['opened disconnected a+c']);
    expect(story.sees({ ...three, c: { ...cut, age: 60 } }, 'a')).toEqual([]);
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual([
      'opened disappeared c',
      'resolved disconnected a+c: superseded',
    ]);
  });
});

describe('an empty list', () => {
  test('seen once says nothing', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect(story.sees({})).toEqual([]);
    expect(story.remarks).toEqual([expect.stringContaining('empty')]);
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy', c: 'healthy' });
    expect(story.sees(three, 'a')).toEqual([]);
  });

  test('seen twice is every instance missing, since the first time', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({});
    expect(story.sees({})).toEqual(['opened disappeared a', 'opened disappeared b', 'opened disappeared c']);
  });
});

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

  test('is not judged by a heartbeat from the year 2257, which is reported', () => {
    const story = new Story();
    const odd = { heartbeatAt: '2257-01-01T00:00:00.000Z' } as const;
    for (let check = 0; check < 5; check += 1) {
      expect(story.sees({ ...three, odd }, 'a')).toEqual([]);
      expect(story.remarks).toEqual([expect.stringContaining('2257')]);
    }
    expect(story.statuses).toMatchObject({ a: 'healthy', b: 'healthy', c: 'healthy' });
    for (let check = 0; check < 5; check += 1) expect(story.sees(three, 'a')).toEqual([]);
  });

  test('of a lone instance is judged by the date of the answer', () => {
    const story = new Story();
    story.sees({ a: fresh }, 'a');
    story.sees({ a: { heartbeatAt: '2026-11-21T19:19:57.000Z' } }, 'a');
    expect(story.statuses).toEqual({ a: 'unresponsive' });
  });

  test('of a lone instance whose clock and the server’s differ is believed while it moves', () => {
    const story = new Story();
    story.sees({ a: fresh }, 'a');
    for (let check = 0; check < 5; check += 1) expect(story.sees({ a: { age: 90 } }, 'a')).toEqual([]);
    expect(story.statuses).toEqual({ a: 'healthy' });
  });

  test('of a lone instance cannot be told from a date that MongoDB would have deleted', () => {
    const story = new Story();
    story.sees({ a: { heartbeatAt: '2024-07-05T02:55:40.526Z' } }, 'a');
    expect(story.state.instances).toEqual([expect.objectContaining({ status: 'healthy', heartbeatAgeSeconds: null })]);
  });

  test.each([
    [600, 'unresponsive', 600],
    [601, 'healthy', null],
  ])('of a lone instance %d s old by the date of the answer makes it %s', (age, status, heartbeatAgeSeconds) => {
    const story = new Story();
    story.sees({ a: stale(age) }, 'a');
    expect(story.state.instances).toMatchObject([{ status, heartbeatAgeSeconds }]);
  });

  test.each([
    [120, { a: 0, b: 120, c: 240 }],
    [121, { a: null, b: null, c: null }],
  ])('where all are far ahead is judged by the newest that another agrees with, %d s apart', (apart, ages) => {
    const story = new Story();
    const ahead = (seconds: number): Entry => ({ age: seconds - 7200 });
    story.sees({ a: ahead(0), b: ahead(apart), c: ahead(2 * apart) }, 'a');
    const judged = story.state.instances.map(({ id, heartbeatAgeSeconds }) => [id, heartbeatAgeSeconds]);
    expect(Object.fromEntries(judged)).toEqual(ages);
  });
});

describe('too few instances', () => {
  const rules = { tooFewInstances: { ...defaultRules.tooFewInstances, expected: 3 } };

  test('are told with the loss that explains them, and resolved with it', () => {
    const story = new Story({ rules });
    story.sees(three, 'a');
    story.sees({ ...three, c: stale(50) }, 'a');
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['opened disappeared c', 'opened too-few-instances']);
    expect(story.sees({ a: fresh, b: fresh, d: fresh }, 'a')).toEqual([
      'resolved disappeared c: replaced by d',
      'resolved too-few-instances: enough',
    ]);
  });

  test('are told with the broken connections that explain them, whoever showed those first', () => {
    const story = new Story({ rules });
    story.sees(three, 'b');
    expect(story.sees({ a: cut, b: fresh, c: cut }, 'b')).toEqual([]);
    expect(story.sees({ ...three, b: cut }, 'c')).toEqual(['opened disconnected b', 'opened too-few-instances']);
  });

  test('are told when they never were there', () => {
    const story = new Story({ rules });
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual([]);
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['opened too-few-instances']);
  });

  test('are not told of while a rolling deploy that recreates each in turn goes on', () => {
    const story = new Story({ rules });
    expect(
      [
        story.sees(three, 'b'),
        story.sees({ a: stale(40), b: fresh, c: fresh }, 'b'),
        story.sees({ a: stale(95), b: stale(40), c: fresh, d: fresh }, 'c'),
        story.sees({ b: stale(95), c: stale(40), d: fresh, e: fresh }, 'd'),
        story.sees({ d: fresh, e: fresh, f: fresh }, 'e'),
        story.sees({ d: fresh, e: fresh, f: fresh }, 'f'),
      ].flat(),
    ).toEqual([]);
    expect(story.incidents).toEqual([]);
  });
});

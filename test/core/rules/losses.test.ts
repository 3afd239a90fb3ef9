import { describe, expect, test } from '@jest/globals';
import { autoFor } from '../../../core/rules/losses.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import { plusSeconds } from '../../../core/base/time.ts';
import { cut, fresh, stale, Story } from '../story.ts';

const three = { a: fresh, b: fresh, c: fresh };

describe('a loss', () => {
  test('is sent at the first check where it has lasted a minute, and once', () => {
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
    expect(story.seesFor(3, three, 'a')).toEqual([[], [], ['resolved disappeared c: returned']]);
  });

  test('that lasted for half an hour in one stretch is over two minutes after it: nothing came and went', () => {
    const story = new Story();
    story.sees(three, 'a');
    const sent = Array.from({ length: 30 }, () => story.sees({ ...three, c: stale(100) }, 'a'));
    expect(sent.flat()).toEqual(['opened unresponsive c']);
    expect(story.seesFor(3, three, 'a')).toEqual([[], [], ['resolved unresponsive c: returned']]);
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

  test('that ends while it is pending is never sent', () => {
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
    expect(story.seesFor(3, { ...three, c: { registeredAt } }, 'a').flat()).toEqual([
      'resolved disappeared c: returned',
    ]);
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
    const story = new Story({ rules: { disconnected: { ...defaultRules.disconnected, forSeconds: 0 } } });
    story.sees(three, 'a');
    expect(story.seesFor(4, { ...three, c: cut }, 'a').flat()).toEqual(['opened disconnected']);
    expect(story.sees({ ...three, c: { ...cut, age: 60 } }, 'a')).toEqual([]);
    expect(story.seesFor(6, { a: fresh, b: fresh }, 'a')).toEqual([
      ['opened disappeared c'],
      [],
      [],
      [],
      ['resolved disconnected: reconnected'],
      [],
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

  test('seen again is no answer: what is known of the instances stays, and the workspace cannot be seen', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect(story.seesFor(4, {})).toEqual([[], [], ['opened unreachable'], []]);
    expect(story.state.incidents).toMatchObject([
      { failure: 'bad-response', detail: expect.stringContaining('empty') },
    ]);
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy', c: 'healthy' });
    expect(story.seesFor(3, three, 'a').flat()).toEqual(['resolved unreachable: reachable']);
  });

  test('where nothing but ddp-streamers was listed is an answer: they are gone', () => {
    const streamer = { name: 'ddp-streamer', host: null, port: null, connected: false };
    const story = new Story();
    story.sees({ s: streamer, t: streamer });
    expect(story.seesFor(2, {})).toEqual([[], ['opened disappeared s', 'opened disappeared t']]);
  });
});

describe('`for: auto`', () => {
  const auto = { disappeared: defaultRules.disappeared, unresponsive: defaultRules.unresponsive };
  test('asks for three minutes where nothing is known of how long a replacement takes', () => {
    const story = new Story({ rules: auto });
    story.sees(three, 'a');
    expect(story.seesFor(5, { a: fresh, b: fresh }, 'a')).toEqual([[], [], [], ['opened disappeared c'], []]);
  });

  test('says nothing of a loss that is made good within three minutes', () => {
    const story = new Story({ rules: auto });
    story.sees(three, 'a');
    const sent = [
      ...story.seesFor(3, { a: fresh, b: fresh }, 'a'),
      ...story.seesFor(9, { a: fresh, b: fresh, d: { host: 'host-of-c' } }, 'a'),
    ];
    expect(sent.flat()).toEqual([]);
  });

  test('goes by the slowest of the last replacements of which no alert was sent', () => {
    const story = new Story({ rules: auto });
    story.sees(three, 'a');
    for (const [lost, newcomer, gap] of [
      ['a', 'a2', 10],
      ['b', 'b2', 60],
      ['c', 'c2', 20],
    ] as const) {
      const rest = Object.keys(story.statuses).filter((id) => story.statuses[id] === 'healthy' && id !== lost);
      const seen = Object.fromEntries(rest.map((id) => [id, { host: `host-of-${id.charAt(0)}` }]));
      const registeredAt = plusSeconds(story.at, gap - 63);
      expect(story.sees({ ...seen, [newcomer]: { host: `host-of-${lost}`, registeredAt } })).toEqual([]);
    }
    expect(story.state.replacementGaps).toEqual([10, 60, 20]);
    const left = { a2: { host: 'host-of-a' }, b2: { host: 'host-of-b' } };
    expect(story.seesFor(3, left)).toEqual([[], [], ['opened disappeared c2']]);
  });

  test.each([
    [[], 180],
    [[0, 0], 180],
    [[0, 0, 0], 60],
    [[5, 20, 10], 60],
    [[40, 60, 50], 120],
    [[170, 170, 170], 285],
    [[10, 10, 600], 300],
  ])('of replacements that took %j s is %d s', (gaps, seconds) => {
    expect(autoFor(gaps).seconds).toBe(seconds);
  });
});

describe('too few instances', () => {
  const rules = { tooFewInstances: { ...defaultRules.tooFewInstances, expected: 3 } };

  test('are sent with the loss that explains them, and resolved with it', () => {
    const story = new Story({ rules });
    story.sees(three, 'a');
    story.sees({ ...three, c: stale(50) }, 'a');
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['opened disappeared c', 'opened too-few-instances']);
    expect(story.seesFor(3, { a: fresh, b: fresh, d: fresh }, 'a')).toEqual([
      [],
      [],
      ['resolved disappeared c: replaced by d', 'resolved too-few-instances: enough'],
    ]);
  });

  test('do not come from broken connections: those instances serve', () => {
    const story = new Story({ rules });
    story.sees(three, 'b');
    expect(story.sees({ a: cut, b: fresh, c: cut }, 'b')).toEqual([]);
    expect(story.seesFor(2, { ...three, b: cut }, 'c')).toEqual([[], ['opened disconnected b']]);
    expect(story.incidents).toEqual(['disconnected b open']);
  });

  test('are sent when they never were there', () => {
    const story = new Story({ rules });
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual([]);
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['opened too-few-instances']);
  });

  test('are not sent of while a rolling deploy that recreates each in turn goes on', () => {
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

import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../core/rules/registry.ts';
import { pairReplacements } from '../../../core/cluster/replacement.ts';
import { plusSeconds } from '../../../core/base/time.ts';
import { cut, fresh, stale, start, Story } from '../story.ts';
import { longTest } from '../../length.ts';

const three = { a: fresh, b: fresh, c: fresh };

describe('a replacement', () => {
  test('that arrives before the loss raises nothing', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect(story.sees({ ...three, d: fresh }, 'a')).toEqual([]);
    expect(story.sees({ ...three, d: fresh, c: stale(50) }, 'a')).toEqual([]);
    expect(story.statuses).toMatchObject({ c: 'replaced', d: 'healthy' });
    for (let check = 0; check < 30; check += 1) {
      expect(story.sees({ a: fresh, b: fresh, d: fresh }, 'a')).toEqual([]);
    }
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy', d: 'healthy' });
  });

  test('that arrives within a minute of the loss raises nothing', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect(story.sees({ ...three, c: stale(50) }, 'a')).toEqual([]);
    expect(story.sees({ ...three, c: stale(110), d: fresh }, 'a')).toEqual([]);
    expect(story.statuses).toMatchObject({ c: 'replaced', d: 'healthy' });
  });

  test.each([
    ['within the window', 2],
    ['after the window', 90],
  ])('%s resolves a loss that was sent', (_when, checks) => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: fresh, b: fresh }, 'a');
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['opened disappeared c']);
    for (let check = 0; check < checks; check += 1) story.sees({ a: fresh, b: fresh }, 'a');
    expect(story.seesFor(3, { a: fresh, b: fresh, d: fresh }, 'a')).toEqual([
      [],
      [],
      ['resolved disappeared c: replaced by d'],
    ]);
  });

  test('is not what an instance is that came long before the loss', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, d: fresh }, 'a');
    for (let check = 0; check < 6; check += 1) story.sees({ ...three, d: fresh }, 'a');
    story.sees({ a: fresh, b: fresh, d: fresh }, 'a');
    expect(story.sees({ a: fresh, b: fresh, d: fresh }, 'a')).toEqual(['opened disappeared c']);
  });

  test('is not what the instances are that the first check found', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: fresh, b: fresh }, 'a');
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['opened disappeared c']);
  });

  test('is found by place before it is found by count', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: fresh }, 'a');
    story.sees({ a: fresh, d: { host: 'host-of-c' } }, 'a');
    expect(story.state.instances.find(({ id }) => id === 'd')).toMatchObject({ replaces: 'c' });
    expect(story.incidents).toEqual(['disappeared b open']);
  });

  test('is not found by a place that says nothing', () => {
    const localhost = { host: 'localhost' };
    const story = new Story();
    story.sees({ a: localhost, b: localhost, c: localhost }, 'a');
    story.sees({ a: localhost, b: localhost, c: stale(50), d: localhost }, 'a');
    expect(story.statuses).toMatchObject({ c: 'replaced' });
  });

  test('uses no instance twice', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: fresh }, 'a');
    story.sees({ a: fresh, d: fresh }, 'a');
    expect(story.incidents).toHaveLength(1);
    expect(story.state.instances.filter(({ replaces }) => replaces !== null)).toHaveLength(1);
  });

  test('is not made across services', () => {
    const streamer = { name: 'ddp-streamer' };
    const story = new Story();
    story.sees({ ...three, s: streamer });
    story.sees({ ...three, t: { name: 'presence' } });
    expect(story.sees({ ...three, t: { name: 'presence' } })).toEqual(['opened disappeared s']);
    expect(story.seesFor(3, { ...three, t: { name: 'presence' }, u: streamer }).flat()).toEqual([
      'resolved disappeared s: replaced by u',
    ]);
  });

  test('may be over itself when the loss is seen: of lives that follow each other quickly, each counts once', () => {
    const started = (seconds: number) => ({ registeredAt: plusSeconds(start, seconds) });
    const story = new Story({ rules: { restarting: { ...defaultRules.restarting, times: 4 } } });
    story.sees({ a: fresh, x0: fresh }, 'a');
    story.sees({ a: fresh, x0: stale(50), x2: started(30), x1: { ...started(0), age: 30 } }, 'a');
    expect(story.statuses).toMatchObject({ x0: 'replaced', x1: 'healthy', x2: 'healthy' });
    story.sees({ a: fresh, x1: { ...started(0), age: 90 }, x2: { ...started(30), age: 40 }, x3: started(90) }, 'a');
    expect(story.statuses).toMatchObject({ x0: 'replaced', x1: 'replaced', x2: 'replaced', x3: 'healthy' });
    expect(story.state.instances.find(({ id }) => id === 'x3')).toMatchObject({ replaces: 'x2' });
    for (let check = 0; check < 30; check += 1) expect(story.sees({ a: fresh, x3: started(90) }, 'a')).toEqual([]);
  });

  test('by count is that of a loss that is not sent yet before that of one that is', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: fresh, b: fresh, c: stale(50) }, 'a');
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['opened disappeared c']);
    expect(story.sees({ a: fresh, b: stale(50), n: fresh }, 'a')).toEqual([]);
    expect(story.statuses).toMatchObject({ b: 'replaced', c: 'missing' });
    expect(story.seesFor(3, { a: fresh, n: fresh, m: fresh }, 'a').flat()).toEqual([
      'resolved disappeared c: replaced by m',
    ]);
  });

  test('is not one that was lost before', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, n: fresh }, 'a');
    story.sees(three, 'a');
    expect(story.sees(three, 'a')).toEqual(['opened disappeared n']);
    story.sees({ a: fresh, b: fresh }, 'a');
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual(['opened disappeared c']);
  });

  test('is not one that came and went together with the lost one', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, n: fresh, m: fresh }, 'a');
    story.sees(three, 'a');
    expect(story.sees(three, 'a')).toEqual(['opened disappeared m', 'opened disappeared n']);
  });

  test('is undone when the lost one comes back, and its successor is free again', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, d: fresh }, 'a');
    story.sees({ ...three, d: fresh, c: stale(50) }, 'a');
    expect(story.statuses).toMatchObject({ c: 'replaced' });
    story.sees({ ...three, d: fresh }, 'a');
    expect(story.statuses).toMatchObject({ c: 'healthy', d: 'healthy' });
    expect(story.state.instances.every(({ replaces, replacedBy }) => replaces === null && replacedBy === null)).toBe(
      true,
    );
  });

  test.each([
    ['the window of replacements', 300, 60],
    ['that of restarts', 60, 300],
  ])('is undone as long as %s remembers the lost one, be the other over', (_which, window, within) => {
    const story = new Story({
      rules: {
        replacementWindowSeconds: window,
        restarting: { ...defaultRules.restarting, withinSeconds: within },
      },
    });
    story.sees(three, 'a');
    story.sees({ a: fresh, b: fresh, d: fresh }, 'a');
    for (let check = 0; check < 3; check += 1) story.sees({ a: fresh, b: fresh, d: fresh }, 'a');
    expect(story.statuses).toMatchObject({ c: 'replaced' });
    story.sees({ ...three, d: fresh }, 'a');
    expect(story.state.instances.find(({ id }) => id === 'c')).toMatchObject({ status: 'healthy', arrivedAt: null });
    expect(story.state.instances.find(({ id }) => id === 'd')).toMatchObject({ replaces: null });
  });

  test('of everything while the workspace could not be seen raises nothing about instances', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect(story.fails()).toEqual([]);
    expect(story.fails()).toEqual(['opened unreachable']);
    for (let check = 0; check < 20; check += 1) story.fails();
    const sent = story.seesFor(30, { d: fresh, e: fresh, f: fresh }, 'd');
    expect(sent.flat()).toEqual(['resolved unreachable: reachable']);
  });
});

describe('a place', () => {
  const at = (place: string) => ({ host: `host-of-${place}` });

  test('at which a process followed another is lasting: what is lost there is not paired by count with one elsewhere', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, b: fresh, c2: at('c'), c: stale(50) }, 'a');
    story.sees({ a: fresh, b2: at('b'), c2: at('c') }, 'a');
    const placed = story.state.instances.filter(({ isPlaceLasting }) => isPlaceLasting).map(({ id }) => id);
    expect(placed).toEqual(['b2', 'c2']);
    // c2 is lost while b3 takes the place of b2.
    const sent = story.seesFor(3, { a: fresh, b3: at('b') }, 'a');
    expect(sent).toEqual([[], ['opened disappeared c2'], []]);
    expect(story.statuses).toMatchObject({ b2: 'replaced', c2: 'missing' });
  });

  test('that is lasting gives way to a new one by count, which is worded as a guess', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: fresh, b: fresh, c2: at('c') }, 'a');
    story.sees({ a: fresh, b: fresh, d: at('d') }, 'a');
    const c2 = story.state.instances.find(({ id }) => id === 'c2');
    expect(c2).toMatchObject({ status: 'replaced', replacedBy: 'd', isReplacedByCount: true });
  });

  test('is the same place however late it is taken again', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect(story.seesFor(60, { a: fresh, b: fresh }, 'a').flat()).toEqual(['opened disappeared c']);
    const sent = story.seesFor(3, { a: fresh, b: fresh, c2: at('c') }, 'a');
    expect(sent.flat()).toEqual(['resolved disappeared c: replaced by c2']);
    expect(story.state.instances.find(({ id }) => id === 'c2')).not.toHaveProperty('isPlaceLasting');
  });
});

longTest('thousands of processes that were replaced, none in its place, are paired in less than a second', () => {
  const ids = (prefix: string) => Object.fromEntries(Array.from({ length: 2_500 }, (_, i) => [`${prefix}${i}`, fresh]));
  const story = new Story();
  story.sees(ids('old'));
  expect(story.sees(ids('new'))).toEqual([]);
  const unpaired = story.state.instances.map((instance) => ({
    ...instance,
    status: instance.replacedBy === null ? instance.status : ('missing' as const),
    replaces: null,
    replacedBy: null,
  }));
  const before = process.cpuUsage();
  const paired = pairReplacements(unpaired, {
    at: story.at,
    openLosses: new Set(),
    seenAt: start,
    replacementWindowSeconds: 300,
    forgetAfterSeconds: 86_400,
  });
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(1);
  expect(paired.filter(({ replacedBy }) => replacedBy !== null)).toHaveLength(2_500);
});

describe('a rolling deploy', () => {
  test.each([60, 300])('that surges, seen every %d s, raises nothing', (everySeconds) => {
    const story = new Story({ everySeconds });
    const steps = [
      story.sees(three, 'a'),
      story.sees({ ...three, d: fresh }, 'b'),
      story.sees({ a: stale(40), b: fresh, c: fresh, d: { connected: false }, e: fresh }, 'c'),
      story.sees({ a: stale(100), b: stale(40), c: fresh, d: fresh, e: fresh, f: fresh }, 'd'),
      story.sees({ b: stale(100), c: stale(40), d: fresh, e: fresh, f: fresh }, 'e'),
      story.sees({ d: fresh, e: fresh, f: fresh }, 'f'),
      story.sees({ d: fresh, e: fresh, f: fresh }, 'd'),
    ];
    expect(steps.flat()).toEqual([]);
    expect(story.statuses).toMatchObject({ d: 'healthy', e: 'healthy', f: 'healthy' });
    // One was called disconnected a minute after it had come: that is remembered for five.
    expect(story.seesFor(4, { d: fresh, e: fresh, f: fresh }, 'd').flat()).toEqual([]);
    expect(story.incidents).toEqual([]);
  });

  test('in which each newcomer first finds nobody raises nothing', () => {
    const story = new Story();
    const lonely = (ids: string[]) => Object.fromEntries(ids.map((id) => [id, cut]));
    const steps = [
      story.sees(three, 'a'),
      story.sees({ ...lonely(['a', 'b', 'c']), d: fresh }, 'd'),
      story.sees({ ...lonely(['b', 'c', 'd']), a: stale(50), e: fresh }, 'e'),
      story.sees({ ...lonely(['c', 'd', 'e']), a: stale(110), b: stale(50), f: fresh }, 'f'),
      story.sees({ b: stale(110), c: stale(50), d: fresh, e: fresh, f: fresh }, 'e'),
      story.sees({ d: fresh, e: fresh, f: fresh }, 'e'),
    ];
    expect(steps.flat()).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { cut, type Entry, fresh, silence, stale, Story } from '../story.ts';

const two = { a: fresh, b: fresh };
const three = { a: fresh, b: fresh, c: fresh };

/** Five more checks, a minute apart, that see all connected; gives what the last of them tells. */
const staysWell = (story: Story): string[] => {
  for (let check = 0; check < 4; check += 1) {
    expect(story.sees(three, 'a')).toEqual([]);
    expect(story.incidents).toHaveLength(1);
  }
  return story.sees(three, 'a');
};

describe('a broken connection', () => {
  test('between two, seen in turn through a load balancer, is one incident naming both', () => {
    const story = new Story();
    story.sees(two, 'a');
    expect(story.sees({ a: fresh, b: cut }, 'a')).toEqual([]);
    expect(story.statuses).toEqual({ a: 'healthy', b: 'disconnected' });
    expect(story.sees({ a: cut, b: fresh }, 'b')).toEqual(['opened disconnected a+b']);
    expect(story.sees({ a: fresh, b: cut }, 'a')).toEqual([]);
    expect(story.sees({ a: cut, b: fresh }, 'b')).toEqual([]);
    expect(story.sees(two, 'a')).toEqual([]);
    expect(story.sees(two, 'b')).toEqual([]);
    expect(staysWell(story)).toEqual(['resolved disconnected a+b: reconnected']);
    expect(story.incidents).toEqual([]);
  });

  test('is neither confirmed nor cleared by a third', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: fresh, b: cut, c: fresh }, 'a');
    for (let check = 0; check < 5; check += 1) {
      expect(story.sees(three, 'c')).toEqual([]);
      expect(story.incidents).toEqual(['disconnected a+b pending']);
      expect(story.statuses).toMatchObject({ b: 'disconnected' });
    }
    expect(story.sees({ a: cut, b: fresh, c: fresh }, 'b')).toEqual(['opened disconnected a+b']);
    for (let check = 0; check < 30; check += 1) expect(story.sees(three, 'c')).toEqual([]);
  });

  test('of one node to two others is one incident naming the one', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: cut, b: fresh, c: fresh }, 'b');
    expect(story.sees({ a: fresh, b: cut, c: cut }, 'a')).toEqual(['opened disconnected a']);
    expect(story.sees({ a: cut, b: fresh, c: fresh }, 'c')).toEqual([]);
    expect(story.incidents).toEqual(['disconnected a open']);
    story.sees(three, 'a');
    story.sees(three, 'b');
    story.sees(three, 'c');
    expect(staysWell(story)).toEqual(['resolved disconnected a: reconnected']);
  });

  test('of one node to ten others, each of which answers in turn, is told as soon as the trouble has lasted', () => {
    const others = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`n${index}`, fresh]));
    const story = new Story();
    story.sees({ ...others, x: fresh }, 'n0');
    expect(story.sees({ ...others, x: cut }, 'n1')).toEqual([]);
    expect(story.sees({ ...others, x: cut }, 'n2')).toEqual(['opened disconnected x']);
  });

  test('does not lend its age to another that an answer in between did not show', () => {
    const story = new Story();
    story.sees({ ...three, d: fresh }, 'a');
    story.sees({ ...three, d: cut }, 'a');
    story.sees({ ...three, d: fresh }, 'b');
    expect(story.sees({ ...three, d: cut }, 'c')).toEqual([]);
    expect(story.incidents).toEqual(['disconnected d pending']);
  });

  test('between a few and many names the few', () => {
    const five = { ...three, d: fresh, e: fresh };
    const story = new Story();
    story.sees(five, 'a');
    story.sees({ ...five, c: cut, d: cut, e: cut }, 'a');
    story.sees({ ...five, c: cut, d: cut, e: cut }, 'b');
    story.sees({ ...five, a: cut, b: cut }, 'c');
    expect(story.incidents).toEqual(['disconnected a+b open']);
  });

  test('is one incident that grows under the name it was told with, not a second one', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: cut, b: fresh, c: fresh }, 'b');
    expect(story.sees({ a: cut, b: fresh, c: fresh }, 'b')).toEqual(['opened disconnected a+b']);
    expect(story.sees({ a: cut, b: fresh, c: fresh }, 'c')).toEqual([]);
    expect(story.incidents).toEqual(['disconnected a+b open']);
    expect(story.state.incidents[0]).toMatchObject({ links: [{ peer: 'a' }, { observer: 'c', peer: 'a' }] });
  });

  test('that two incidents turn out to share ends one of them in the other', () => {
    const four = { ...three, d: fresh };
    const story = new Story();
    story.sees(four, 'a');
    story.sees({ ...four, b: cut }, 'a');
    expect(story.sees({ ...four, b: cut }, 'a')).toEqual(['opened disconnected a+b']);
    story.sees({ ...four, d: cut }, 'c');
    expect(story.sees({ ...four, d: cut }, 'c')).toEqual(['opened disconnected c+d']);
    expect(story.sees({ ...four, a: cut, c: cut }, 'd')).toEqual(['resolved disconnected c+d: superseded']);
    expect(story.incidents).toEqual(['disconnected a+b open']);
  });

  test('that heals before it has lasted is not told', () => {
    const story = new Story();
    story.sees(two, 'a');
    story.sees({ a: fresh, b: cut }, 'a');
    expect(story.sees(two, 'a')).toEqual([]);
    expect(story.incidents).toEqual([]);
  });

  test('that only one end calls broken stays so while that end says it, and gives way when it is not heard again', () => {
    const story = new Story();
    story.sees(two, 'a');
    story.sees({ a: fresh, b: cut }, 'a');
    expect(story.sees(two, 'b')).toEqual([]);
    expect(story.sees({ a: fresh, b: cut }, 'a')).toEqual(['opened disconnected a+b']);
    for (let check = 0; check < 15; check += 1) expect(story.sees(two, 'b')).toEqual([]);
    expect(staysWell(story)).toEqual(['resolved disconnected a+b: reconnected']);
  });

  test('ends when one of its ends is replaced', () => {
    const story = new Story();
    story.sees(two, 'a');
    story.sees({ a: fresh, b: cut }, 'a');
    story.sees({ a: fresh, b: cut }, 'a');
    expect(story.sees({ a: fresh, b: stale(50), d: fresh }, 'a')).toEqual(['resolved disconnected a+b: replaced by d']);
  });

  test('to a hung process waits for what becomes of the process', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, b: { ...cut, age: 30 } }, 'a');
    expect(story.sees({ ...three, b: { ...cut, age: 90 } }, 'a')).toEqual([]);
    expect(story.sees({ a: fresh, c: fresh }, 'a')).toEqual(['opened disappeared b']);
    expect(story.sees(three, 'a')).toEqual(['resolved disappeared b: returned']);
    expect(story.incidents).toEqual([]);
  });
});

describe('a connection that has mended', () => {
  const brokenFor = (checks: number, story = new Story()): Story => {
    story.sees(two, 'a');
    for (let check = 0; check < checks; check += 1) story.sees({ a: fresh, b: cut }, 'a');
    return story;
  };

  test('and breaks again, and mends again, is told once, and over once it has been well for five minutes', () => {
    const story = brokenFor(2);
    for (let turn = 0; turn < 20; turn += 1) {
      for (let check = 0; check < 3; check += 1) expect(story.sees(two, 'a')).toEqual([]);
      expect(story.sees({ a: fresh, b: cut }, 'a')).toEqual([]);
    }
    expect(story.sees(two, 'a')).toEqual([]);
    expect(staysWell(story)).toEqual(['resolved disconnected a+b: reconnected']);
  });

  test('is over with the check after, where checks are five minutes apart', () => {
    const story = brokenFor(2, new Story({ everySeconds: 300 }));
    expect(story.sees(two, 'a')).toEqual([]);
    expect(story.sees(two, 'a')).toEqual(['resolved disconnected a+b: reconnected']);
  });

  test('is over at once when one of its ends is replaced, as what it was: well', () => {
    const story = brokenFor(2);
    story.sees(two, 'a');
    expect(story.sees({ a: fresh, b: stale(50), d: fresh }, 'a')).toEqual(['resolved disconnected a+b: reconnected']);
  });

  test('is over at once when one of its ends is lost', () => {
    const story = brokenFor(2);
    story.sees(two, 'a');
    story.sees({ a: fresh, b: stale(50) }, 'a');
    expect(story.sees({ a: fresh, b: stale(110) }, 'a')).toEqual([
      'opened unresponsive b',
      'resolved disconnected a+b: reconnected',
    ]);
  });

  test('is not reminded of', () => {
    const story = brokenFor(2, new Story({ rules: { remindEverySeconds: 120 } }));
    for (let check = 0; check < 5; check += 1) expect(story.sees(two, 'a')).toEqual([]);
  });

  test('while a silence held it back is told to nobody', () => {
    const story = brokenFor(2, new Story({ silences: [silence(150)] }));
    for (let check = 0; check < 20; check += 1) expect(story.sees(two, 'a')).toEqual([]);
    expect(story.incidents).toEqual([]);
  });
});

describe('a process that returns', () => {
  test('makes its connections anew: what was broken before its loss does not count', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, c: cut }, 'a');
    expect(story.sees({ ...three, c: cut }, 'a')).toEqual(['opened disconnected a+c']);
    story.sees({ ...three, c: { ...cut, age: 60 } }, 'a');
    expect(story.sees({ a: fresh, b: fresh }, 'a')).toEqual([
      'opened disappeared c',
      'resolved disconnected a+c: superseded',
    ]);
    expect(story.sees({ ...three, c: cut }, 'a')).toEqual(['resolved disappeared c: returned']);
    expect(story.sees({ ...three, c: cut }, 'a')).toEqual(['opened disconnected a+c']);
  });
});

describe('connections', () => {
  test('say nothing without an observer, as in microservices mode', () => {
    const story = new Story();
    const apart = { a: cut, b: cut, c: { ...cut, name: 'ddp-streamer', host: null, port: null } };
    for (let check = 0; check < 60; check += 1) expect(story.sees(apart)).toEqual([]);
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy', c: 'healthy' });
  });

  test('that a record does not mention are not broken', () => {
    const story = new Story();
    for (let check = 0; check < 5; check += 1)
      expect(story.sees({ a: fresh, b: { connected: null } }, 'a')).toEqual([]);
  });

  test.each<[string, Entry]>([
    ['stale', stale(90)],
    ['of the year 2257', { heartbeatAt: '2257-01-01T00:00:00.000Z' }],
  ])('to a record whose heartbeat is %s, and never was better, are not broken', (_what, ghost) => {
    const story = new Story();
    for (let check = 0; check < 5; check += 1) {
      expect(story.sees({ ...three, ghost: { ...ghost, connected: false } }, 'a')).toEqual([]);
    }
  });

  test('that are believed need a fresh heartbeat: a hung peer still counts as connected by the others', () => {
    const story = new Story();
    story.sees(two, 'a');
    story.sees({ a: fresh, b: { connected: true, age: 50 } }, 'a');
    expect(story.sees({ a: fresh, b: { connected: true, age: 110 } }, 'a')).toEqual(['opened unresponsive b']);
  });

  test('of a partition in a cluster of a thousand are judged in well under a second', () => {
    const entries = (from: number, to: number, entry: object) =>
      Object.fromEntries(Array.from({ length: to - from }, (_, i) => [`n${from + i}`, entry]));
    const story = new Story();
    const before = performance.now();
    story.sees({ ...entries(0, 500, fresh), ...entries(500, 1000, cut) }, 'n0');
    const told = story.sees({ ...entries(0, 500, cut), ...entries(500, 1000, fresh) }, 'n999');
    expect(told).toHaveLength(1);
    expect((performance.now() - before) / 2).toBeLessThan(500);
  });
});

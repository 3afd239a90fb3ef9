import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../core/rules/registry.ts';
import { cut, type Entry, fresh, silence, stale, Story } from '../story.ts';

const two = { a: fresh, b: fresh };
const three = { a: fresh, b: fresh, c: fresh };

const evidenceOf = (story: Story) => {
  const [incident] = story.state.incidents;
  return { subjects: incident?.subjects, ...Object.fromEntries(Object.entries(incident ?? {}).slice(-3)) };
};

describe('connections that come and go', () => {
  test('between two name both: there is but one', () => {
    const story = new Story();
    story.sees(two, 'a');
    expect(story.sees({ a: fresh, b: cut }, 'a')).toEqual([]);
    expect(story.statuses).toEqual({ a: 'healthy', b: 'disconnected' });
    expect(story.sees({ a: fresh, b: cut }, 'a')).toEqual(['opened disconnected a+b']);
    expect(story.sees({ a: cut, b: fresh }, 'b')).toEqual([]);
    // Remembered for five minutes, and well for five.
    expect(story.seesFor(10, two, 'a').flat()).toEqual([]);
    expect(story.sees(two, 'b')).toEqual(['resolved disconnected a+b: reconnected']);
    expect(story.incidents).toEqual([]);
  });

  test('among three name nobody, but say among whom, as long as none is cut off for sure', () => {
    const story = new Story();
    story.sees(three, 'c');
    // Until the fourth, the next answer might show that b is cut off.
    expect(story.seesFor(4, { ...three, b: cut }, 'c')).toEqual([[], [], [], ['opened disconnected']]);
    expect(evidenceOf(story)).toMatchObject({ subjects: [], among: ['a', 'b', 'c'], pattern: 'between' });
    expect(story.sees({ ...three, a: cut }, 'c')).toEqual([]);
    expect(story.sees(three, 'a')).toEqual([]);
    expect(story.incidents).toEqual(['disconnected open']);
  });

  test('among many say among whom: those that were named, and those that said so', () => {
    const eight = { ...three, d: fresh, e: fresh, f: fresh, g: fresh, h: fresh };
    const story = new Story();
    story.sees(eight, 'a');
    story.seesFor(2, { ...eight, c: cut, d: cut }, 'a');
    expect(evidenceOf(story)).toMatchObject({ subjects: [], among: ['a', 'c', 'd'] });
  });

  test('are sent only when an instance is called disconnected again after a minute', () => {
    const story = new Story();
    story.sees(two, 'a');
    story.sees({ a: fresh, b: cut }, 'a');
    expect(story.seesFor(20, two, 'a').flat()).toEqual([]);
    expect(story.incidents).toEqual([]);
  });

  test('for an hour are one message, and its end once they have been well for long', () => {
    const story = new Story();
    const sent = [story.sees(three, 'a')];
    for (let turn = 0; turn < 20; turn += 1) {
      sent.push(story.sees({ ...three, b: cut }, 'a'), story.sees({ ...three, b: cut }, 'c'), story.sees(three, 'a'));
    }
    expect(sent.flat()).toEqual(['opened disconnected']);
    expect(story.seesFor(9, three, 'a').flat()).toEqual([]);
    expect(story.seesFor(4, three, 'a').flat()).toEqual(['resolved disconnected: reconnected']);
  });

  test('and break again before five well minutes have passed are the same incident', () => {
    const story = new Story();
    story.sees(two, 'a');
    story.seesFor(2, { a: fresh, b: cut }, 'a');
    story.seesFor(8, two, 'a');
    expect(story.state.incidents).toMatchObject([{ mendedAt: expect.any(String) }]);
    expect(story.seesFor(2, { a: fresh, b: cut }, 'a').flat()).toEqual([]);
    expect(story.state.incidents).toMatchObject([{ relapses: 1 }]);
  });

  test('are not reminded of while they are well', () => {
    const story = new Story({ rules: { remindEverySeconds: 60 } });
    story.sees(two, 'a');
    story.seesFor(2, { a: fresh, b: cut }, 'a');
    const sent = story.seesFor(20, two, 'a').flat();
    expect(sent.at(-1)).toBe('resolved disconnected a+b: reconnected');
    // While it is remembered that it was called disconnected.
    expect(sent.filter((line) => line.startsWith('reminder'))).toHaveLength(5);
  });

  test('while a silence held them back are sent to nobody', () => {
    const story = new Story({ silences: [silence(600)] });
    story.sees(two, 'a');
    story.seesFor(2, { a: fresh, b: cut }, 'a');
    expect(story.seesFor(20, two, 'a').flat()).toEqual([]);
    expect(story.incidents).toEqual([]);
  });
});

describe('an instance that is cut off', () => {
  const cOff = { ...three, c: cut };
  const fromC = { a: cut, b: cut, c: fresh };

  test('is named where all others call it disconnected, and it them', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees(cOff, 'a');
    expect(story.sees(fromC, 'c')).toEqual([]);
    expect(story.sees(cOff, 'b')).toEqual(['opened disconnected c']);
    expect(evidenceOf(story)).toMatchObject({ subjects: ['c'], pattern: 'cut-off' });
    expect([story.sees(fromC, 'c'), story.sees(cOff, 'a'), story.sees(cOff, 'b')].flat()).toEqual([]);
  });

  test('is nobody, at once, where two of three call all others disconnected', () => {
    const story = new Story();
    story.sees(three, 'a');
    const sent = [story.sees({ a: fresh, b: cut, c: cut }, 'a'), story.sees({ a: cut, b: fresh, c: cut }, 'b')];
    expect(sent.flat()).toEqual(['opened disconnected']);
    expect(evidenceOf(story)).toMatchObject({ subjects: [], among: ['a', 'b', 'c'] });
  });

  test('makes nothing old of what it said of the others, when one of these is called so for the first time', () => {
    const story = new Story();
    story.sees(three, 'a');
    const sent = [story.sees(cOff, 'a'), story.sees(fromC, 'c'), story.sees(cOff, 'b'), story.sees(fromC, 'c')];
    expect(sent.flat()).toEqual(['opened disconnected c']);
    expect(story.sees({ ...cOff, b: cut }, 'a')).toEqual([]);
  });

  test('is not named by the others alone, however often: they may repeat what only one of them has seen', () => {
    const story = new Story({ rules: { disconnected: { ...defaultRules.disconnected, forSeconds: 180 } } });
    story.sees(three, 'a');
    const sent = ['a', 'b', 'a', 'b', 'a'].map((observer) => story.sees(cOff, observer));
    expect(sent.flat()).toEqual(['opened disconnected']);
  });

  test('is not named where any other calls it connected', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect([story.sees(three, 'b'), story.sees(cOff, 'a'), story.sees(fromC, 'c')].flat()).toEqual([]);
    expect([story.sees(three, 'b'), story.sees(cOff, 'a')].flat()).toEqual(['opened disconnected']);
  });

  test('ends as replaced when another takes its place, after five minutes', () => {
    const story = new Story();
    story.sees(three, 'a');
    [story.sees(cOff, 'a'), story.sees(fromC, 'c'), story.sees(cOff, 'b')].flat();
    const sent = story.seesFor(12, { a: fresh, b: fresh, d: { host: 'host-of-c' } }, 'a');
    expect(sent.flat()).toEqual(['resolved disconnected c: replaced by d']);
  });

  test('ends as gone, and by nobody, where only the number of processes says that another replaced it', () => {
    const story = new Story();
    story.sees(three, 'a');
    [story.sees(cOff, 'a'), story.sees(fromC, 'c'), story.sees(cOff, 'b')].flat();
    expect(story.seesFor(12, { a: fresh, b: fresh, d: fresh }, 'a').flat()).toEqual(['resolved disconnected c: gone']);
  });

  test('and then lost is sent as the loss', () => {
    const story = new Story();
    story.sees(three, 'a');
    [story.sees(cOff, 'a'), story.sees(fromC, 'c'), story.sees(cOff, 'b')].flat();
    const sent = story.seesFor(12, { a: fresh, b: fresh }, 'a').flat();
    expect(sent).toEqual(['opened disappeared c', 'resolved disconnected c: gone']);
  });
});

describe('a newcomer', () => {
  test('that has not made its connections yet, and what it says meanwhile, counts for nothing', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect(story.sees({ a: cut, b: cut, c: cut, d: fresh }, 'd')).toEqual([]);
    expect(story.incidents).toEqual([]);
    expect(story.statuses).toMatchObject({ a: 'healthy', d: 'healthy' });
  });
});

describe('where no two instances were ever shown connected', () => {
  const apart = { a: fresh, b: cut, c: cut };

  test('one notice says so, without reminder or end', () => {
    const story = new Story();
    expect(story.sees(apart, 'a')).toEqual([]);
    expect(story.sees(apart, 'a')).toEqual(['notice disconnected']);
    expect(story.state.incidents).toMatchObject([{ isNotice: true, pattern: 'never', severity: 'warning' }]);
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy', c: 'healthy' });
    expect(story.seesFor(600, apart, 'a').flat()).toEqual([]);
  });

  test('no deploy brings another', () => {
    const story = new Story();
    story.seesFor(2, apart, 'a');
    const sent = [story.seesFor(5, { ...apart, d: cut }, 'a'), story.seesFor(5, { b: fresh, c: cut, d: cut }, 'b')];
    expect(sent.flat(2)).toEqual([]);
  });

  test('the same is an incident once two were', () => {
    const story = new Story();
    story.seesFor(2, apart, 'a');
    expect(story.seesFor(6, three, 'a').flat()).toEqual([]);
    expect(story.incidents).toEqual([]);
    expect(story.seesFor(4, apart, 'a').flat()).toEqual(['opened disconnected']);
  });
});

describe('connections', () => {
  test('say nothing where only ddp-streamers are listed, as in microservices mode', () => {
    const story = new Story();
    const streamer = { ...cut, name: 'ddp-streamer', host: null, port: null };
    expect(story.seesFor(60, { a: streamer, b: streamer }).flat()).toEqual([]);
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy' });
    expect(story.remarks).toEqual([expect.stringContaining('only ddp-streamers are listed')]);
  });

  test('that nobody claims to have seen are worth one notice', () => {
    const story = new Story();
    expect(story.seesFor(60, { a: cut, b: cut, c: cut }).flat()).toEqual(['notice disconnected']);
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
    story.sees(entries(0, 1000, fresh), 'n0');
    const before = performance.now();
    const sent = [
      story.sees({ ...entries(0, 500, fresh), ...entries(500, 1000, cut) }, 'n0'),
      story.sees({ ...entries(0, 500, cut), ...entries(500, 1000, fresh) }, 'n999'),
      story.sees({ ...entries(0, 500, fresh), ...entries(500, 1000, cut) }, 'n1'),
    ];
    expect(sent).toEqual([[], [], ['opened disconnected']]);
    expect((performance.now() - before) / 3).toBeLessThan(500);
  });
});

import { describe, expect, test } from '@jest/globals';
import { plusSeconds } from '../../../core/base/time.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import { oneIn, times } from '../../length.ts';
import { fresh, stale, start, Story } from '../story.ts';

const three = { a: fresh, b: fresh, c: fresh };
const withoutC = { a: fresh, b: fresh };
const day = 24 * 60;
/** What holds for a day holds for a part of it, too. */
const dayOrPart = times({ short: day / 4, long: day });

/** The lines that one check a minute sends, for so many minutes. */
const linesOf = (checks: number, sees: (check: number) => string[]): string[][] =>
  Array.from({ length: checks }, (_, check) => sees(check));
const messages = (sent: readonly string[][]): number => sent.filter((lines) => lines.length > 0).length;

describe('what comes and goes within minutes is one incident', () => {
  test('a heartbeat that is stale for two minutes and fresh for one', () => {
    const story = new Story();
    let lastAt = story.at;
    const sent = linesOf(dayOrPart, (check) => {
      if (check % 3 === 0) lastAt = story.at;
      return story.sees({ a: fresh, b: { heartbeatAt: plusSeconds(lastAt, -3) } }, 'a');
    });
    const [first, ...more] = sent.flat();
    expect(first).toBe('opened unresponsive b');
    expect(new Set(more)).toEqual(new Set(['reminder unresponsive b']));
    expect(messages(sent)).toBeLessThanOrEqual(7);
  });

  test('a workspace that is down for two minutes and up for one', () => {
    const story = new Story();
    const sent = linesOf(dayOrPart, (check) =>
      check % 3 === 0 ? story.sees(three, 'a') : story.fails('server-error'),
    );
    expect(new Set(sent.flat())).toEqual(new Set(['opened unreachable', 'reminder unreachable']));
    expect(messages(sent)).toBeLessThanOrEqual(7);
  });

  test('one server of three that refuses', () => {
    const story = new Story();
    const sent = linesOf(dayOrPart, (check) =>
      check % 3 === 0 ? story.fails('unauthorized') : story.sees(three, 'a'),
    );
    expect(new Set(sent.flat())).toEqual(new Set(['opened unauthorized', 'reminder unauthorized']));
    expect(messages(sent)).toBeLessThanOrEqual(7);
  });

  test('every second check that fails', () => {
    const story = new Story();
    const sent = linesOf(dayOrPart, (check) => (check % 2 === 0 ? story.sees(three, 'a') : story.fails('timeout')));
    expect(new Set(sent.flat())).toEqual(new Set(['opened unreachable', 'reminder unreachable']));
    expect(messages(sent)).toBeLessThanOrEqual(7);
  });

  test('a process that starts low on memory, and another in its place at each check', () => {
    const story = new Story();
    const sent = linesOf(dayOrPart, (check) =>
      story.sees({ a: fresh, [`x${check}`]: { host: 'one-place', freeMemoryBytes: 48 } }, 'a'),
    );
    expect(sent.flat().filter((line) => line.includes('low-memory'))).toEqual(['opened low-memory x0']);
    expect(messages(sent)).toBeLessThanOrEqual(8);
  });
});

describe('an on/off pattern of one cause sends no more than 20 messages a day', () => {
  const minutes = [1, 3, 8, 30, 120, 360] as const;
  const causes = {
    'a loss': (story: Story, isOn: boolean) => story.sees(isOn ? withoutC : three, 'a'),
    'an outage': (story: Story, isOn: boolean) => (isOn ? story.fails() : story.sees(three, 'a')),
    'a refusal': (story: Story, isOn: boolean) => (isOn ? story.fails('unauthorized') : story.sees(three, 'a')),
    connections: (story: Story, isOn: boolean) => story.sees(isOn ? { ...three, c: { connected: false } } : three, 'a'),
  };

  /** In the short form each period with one cause, and each cause with a period. */
  const patterns = oneIn(
    minutes.length - 1,
    Object.entries(causes).flatMap(([name, cause]) => minutes.map((period) => [name, period, cause] as const)),
  );

  test.each(patterns)('%s, that is on for %d min and off for as long', (_name, period, cause) => {
    const story = new Story();
    story.sees(three, 'b');
    const sent = linesOf(Math.max(dayOrPart, 2 * period), (check) =>
      cause(story, Math.floor(check / period) % 2 === 1),
    );
    expect(messages(sent)).toBeLessThanOrEqual(20);
    // A cause that lasts three minutes is sent.
    if (period >= 3) expect(messages(sent)).toBeGreaterThan(0);
  });
});

describe('what came back must be well for longer', () => {
  /** Lost for two minutes, then well until the end is sent; for how many minutes that was. */
  const returnsAfter = (story: Story): number => {
    const opened = linesOf(2, () => story.sees(withoutC, 'a')).flat();
    expect(opened).toEqual(['opened disappeared c']);
    const since = story.at;
    while (story.sees(three, 'a').length === 0) if (story.at > plusSeconds(since, 5 * 3600)) throw new Error('no end');
    return (Date.parse(story.at) - Date.parse(since)) / 60_000 - 1;
  };

  test('twice as long each time, up to four hours', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect(Array.from({ length: 9 }, () => returnsAfter(story))).toEqual([2, 4, 8, 16, 32, 64, 128, 240, 240]);
  });

  test('and as briefly as at first after a calm day', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect([returnsAfter(story), returnsAfter(story), returnsAfter(story)]).toEqual([2, 4, 8]);
    story.waits(day * 60);
    story.sees(three, 'a');
    expect(returnsAfter(story)).toBe(2);
  });

  test('at its place, whichever process is there', () => {
    const at = { host: 'host-of-c' };
    const story = new Story();
    story.sees(three, 'a');
    linesOf(2, () => story.sees(withoutC, 'a'));
    expect(story.seesFor(3, { ...withoutC, d: at }, 'a').flat()).toEqual(['resolved disappeared c: replaced by d']);
    expect(story.seesFor(2, withoutC, 'a').flat()).toEqual(['opened disappeared d']);
    expect(story.seesFor(5, { ...withoutC, e: at }, 'a')).toEqual([
      [],
      [],
      [],
      [],
      ['resolved disappeared d: replaced by e'],
    ]);
  });

  test('and elsewhere as briefly as at first', () => {
    const story = new Story();
    story.sees(three, 'a');
    returnsAfter(story);
    linesOf(2, () => story.sees({ a: fresh, c: fresh }, 'a'));
    expect(story.seesFor(3, three, 'a').flat()).toEqual(['resolved disappeared b: returned']);
  });
});

describe('an incident that is well, and not over yet', () => {
  test('goes on where it breaks again, and its reminder says how often it came and went', () => {
    const story = new Story();
    story.sees(three, 'a');
    linesOf(2, () => story.sees(withoutC, 'a'));
    for (let time = 0; time < 3; time += 1) {
      expect(story.sees(three, 'a')).toEqual([]);
      expect(story.sees(withoutC, 'a')).toEqual([]);
    }
    expect(story.state.incidents).toMatchObject([{ state: 'open', since: plusSeconds(start, 60), relapses: 3 }]);
  });

  test('remembers since when it has been well, and is sent by that time', () => {
    const story = new Story();
    story.sees(three, 'a');
    linesOf(2, () => story.sees(withoutC, 'a'));
    const mendedAt = story.at;
    story.sees(three, 'a');
    expect(story.state.incidents).toMatchObject([{ mendedAt, endReason: 'returned' }]);
    story.sees(three, 'a');
    expect(story.state.incidents).toMatchObject([{ mendedAt }]);
  });

  test('stays as it is while nothing can be seen', () => {
    const story = new Story();
    story.sees(three, 'a');
    linesOf(2, () => story.sees(withoutC, 'a'));
    story.sees(three, 'a');
    story.fails();
    expect(story.incidents).toContain('disappeared c open');
    expect(story.seesFor(2, three, 'a').flat()).toEqual(['resolved disappeared c: returned']);
  });

  test('that is only pending is over at once', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, c: stale(40) }, 'a');
    story.sees(three, 'a');
    expect(story.state).toMatchObject({ incidents: [], recoveries: [] });
  });
});

describe('what is about the same process now is one incident', () => {
  const slow = { disappeared: { ...defaultRules.disappeared, forSeconds: 60, resolveAfterSeconds: 3_600 } };

  test('an instance that comes back after another has taken its place, and is lost again', () => {
    const story = new Story({ rules: slow });
    story.sees(three, 'a');
    expect(story.seesFor(2, withoutC, 'a').flat()).toEqual(['opened disappeared c']);
    story.sees({ ...withoutC, d: fresh }, 'a');
    story.seesFor(7, { ...three, d: fresh }, 'a');
    expect(story.state.incidents).toMatchObject([{ endReason: 'returned' }]);
    expect(story.seesFor(3, { ...withoutC, d: fresh }, 'a').flat()).toEqual([]);
    expect(story.state.incidents).toMatchObject([{ subjects: ['c'], relapses: 1 }]);
  });

  test('an instance that took the place of another, and comes and goes itself', () => {
    const story = new Story({ rules: slow });
    const four = { ...three, d: fresh };
    story.sees(three, 'a');
    story.sees(four, 'a');
    expect(story.seesFor(2, three, 'a').flat()).toEqual(['opened disappeared d']);
    story.sees(four, 'a');
    expect(story.seesFor(2, { a: fresh, d: fresh, b: fresh }, 'a').flat()).toEqual([]);
    expect(story.statuses).toMatchObject({ c: 'replaced', d: 'healthy' });
    story.seesFor(10, { a: fresh, d: fresh }, 'a');
    story.waits(4_000);
    const sent = story.seesFor(90, { a: fresh, d: fresh, e: fresh }, 'a');
    expect(sent.flat().sort()).toEqual(['resolved disappeared b: replaced by e', 'resolved disappeared d: returned']);
    expect(story.incidents).toEqual([]);
  });
});

test('durations are those between observations, of which a little may be missing', () => {
  const sentAfter = (seconds: number): string[] => {
    const story = new Story({ everySeconds: seconds });
    story.sees(three, 'a');
    story.sees(withoutC, 'a');
    return story.sees(withoutC, 'a');
  };
  expect([53, 54, 60].map(sentAfter)).toEqual([[], ['opened disappeared c'], ['opened disappeared c']]);
});

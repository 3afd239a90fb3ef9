import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../core/rules/registry.ts';
import { fresh, Story } from '../story.ts';

const two = { a: fresh, b: fresh };
const limited = (limitMs: number | null = 2000) => ({
  rules: { slow: { ...defaultRules.slow, limitMs } },
});

/** What is sent while answers take so long, one after another. */
const answersOf = (story: Story, ...milliseconds: number[]): string[] =>
  milliseconds.flatMap((each) => story.sees(two, undefined, { milliseconds: each }));
const times = (count: number, milliseconds: number): number[] => Array.from({ length: count }, () => milliseconds);

describe('slow answers', () => {
  test("are nobody's business by default, and nothing is kept of them", () => {
    const story = new Story();
    expect(answersOf(story, ...times(60, 23_000))).toEqual([]);
    expect(story.state).not.toHaveProperty('answerMilliseconds');
  });

  test('are sent once two of the last ten have been over the limit for five minutes, and end below 80 % of it', () => {
    const story = new Story(limited());
    expect(answersOf(story, ...times(10, 300))).toEqual([]);
    expect(answersOf(story, 3240, ...times(4, 300), 2500, ...times(3, 2100))).toEqual([]);
    expect(answersOf(story, 300, 300)).toEqual(['opened slow']);
    expect(story.state.incidents).toMatchObject([
      { kind: 'slow', subjects: [], severity: 'warning', p95Milliseconds: 2500, limitMilliseconds: 2000 },
    ]);
    expect(answersOf(story, ...times(30, 1700))).toEqual([]);
    expect(answersOf(story, ...times(13, 1500))).toEqual([]);
    expect(answersOf(story, 1500)).toEqual(['resolved slow: fast']);
  });

  test('are not said of one slow answer, however slow', () => {
    const story = new Story(limited());
    for (let each = 0; each < 20; each += 1) expect(answersOf(story, ...times(9, 300), 20_000)).toEqual([]);
  });

  test('need ten answers, and a limit that is exceeded', () => {
    const story = new Story(limited());
    expect(answersOf(story, ...times(9, 9000))).toEqual([]);
    expect(story.incidents).toEqual([]);
    expect(answersOf(new Story(limited()), ...times(60, 2000))).toEqual([]);
    expect(answersOf(new Story(limited()), ...times(15, 2001))).toEqual(['opened slow']);
  });

  test('are neither made up nor over while calls fail', () => {
    const story = new Story(limited());
    answersOf(story, ...times(15, 4000));
    expect(story.incidents).toEqual(['slow open']);
    const sent = Array.from({ length: 10 }, () => story.fails('timeout')).flat();
    expect(sent).toEqual(['opened unreachable']);
    expect(story.incidents).toContain('slow open');
    expect(story.state.answerMilliseconds).toEqual(times(10, 4000));
  });

  test('that come and go are few messages a day', () => {
    const story = new Story(limited());
    const sent = Array.from({ length: 48 }, () => answersOf(story, ...times(15, 4000), ...times(15, 100)));
    expect(sent.flat().length).toBeLessThanOrEqual(20);
  });

  test('end where the limit is taken away', () => {
    const story = new Story(limited());
    answersOf(story, ...times(15, 4000));
    story.changesRules(limited(null).rules);
    expect(answersOf(story, ...times(6, 4000))).toEqual(['resolved slow: rule-changed']);
    expect(story.state).not.toHaveProperty('answerMilliseconds');
  });
});

import { describe, expect, test } from '@jest/globals';
import { plusSeconds } from '../../../core/base/time.ts';
import { fresh, stale, start, Story } from '../story.ts';

describe('a restart loop', () => {
  const there = { host: 'one-place' };

  test('is sent at the third replacement in a row, once, and resolved when it has been quiet for long', () => {
    const story = new Story();
    const sent = [story.sees({ a: fresh, x0: there }, 'a')];
    for (let turn = 1; turn <= 6; turn += 1) {
      sent.push(story.sees({ a: fresh, [`x${turn - 1}`]: { ...there, age: 50 }, [`x${turn}`]: there }, 'a'));
    }
    expect(sent.flat()).toEqual(['opened restarting x3']);
    expect(story.seesFor(16, { a: fresh, x6: there }, 'a').flat()).toEqual([]);
    expect(story.sees({ a: fresh, x6: there }, 'a')).toEqual(['resolved restarting x3: stable']);
  });

  test('of processes whose places are not known is one as well', () => {
    const localhost = { host: 'localhost' };
    const story = new Story();
    const sent = [story.sees({ a: localhost, x0: localhost }, 'a')];
    for (let turn = 1; turn <= 6; turn += 1) {
      sent.push(
        story.sees({ a: localhost, [`x${turn - 1}`]: { ...localhost, age: 50 }, [`x${turn}`]: localhost }, 'a'),
      );
    }
    expect(sent.flat()).toEqual(['opened restarting x3']);
  });

  test('is not what processes are that come one after the other in places of their own, as pods do', () => {
    const story = new Story();
    const sent = [story.sees({ a: fresh, x0: fresh }, 'a')];
    for (let turn = 1; turn <= 9; turn += 1) {
      sent.push(story.sees({ a: fresh, [`x${turn - 1}`]: stale(50), [`x${turn}`]: fresh }, 'a'));
    }
    expect(sent.flat()).toEqual([]);
  });

  test.each([
    [4, []],
    [5, ['opened restarting a5', 'opened restarting b5']],
  ])('is not what %d deploys of all places are, five excepted: %j', (deploys, expected) => {
    const story = new Story();
    const places = { a: { host: 'host-of-a' }, b: { host: 'host-of-b' } };
    const sent = [story.sees({ a0: places.a, b0: places.b })];
    for (let deploy = 1; deploy <= deploys; deploy += 1) {
      sent.push(story.sees({ [`a${deploy}`]: places.a, [`b${deploy}`]: places.b }));
    }
    expect(sent.flat()).toEqual(expected);
  });

  test('that turns twice between two checks is still the same incident', () => {
    const turn = (number: number, age = 3) => ({ ...there, age, registeredAt: plusSeconds(start, 30 * number) });
    const story = new Story();
    const sent = [story.sees({ a: fresh, x0: turn(0) }, 'a')];
    sent.push(story.sees({ a: fresh, x0: turn(0, 70), x1: turn(1, 30), x2: turn(2) }, 'a'));
    for (let last = 4; last <= 12; last += 2) {
      sent.push(
        story.sees(
          {
            a: fresh,
            [`x${last - 3}`]: turn(last - 3, 90),
            [`x${last - 2}`]: turn(last - 2, 60),
            [`x${last - 1}`]: turn(last - 1, 30),
            [`x${last}`]: turn(last),
          },
          'a',
        ),
      );
    }
    expect(sent.flat()).toEqual(['opened restarting x3']);
    expect(story.incidents).toEqual(['restarting x3 open']);
  });

  test('whose pauses outlast the patience for a loss is still one message, until it ends in a loss', () => {
    const story = new Story();
    const sent: string[] = [];
    story.sees({ a: fresh, x0: there }, 'a');
    for (let turn = 1; turn <= 4; turn += 1) {
      sent.push(...story.sees({ a: fresh }, 'a'), ...story.sees({ a: fresh }, 'a'));
      sent.push(...story.sees({ a: fresh, [`x${turn}`]: there }, 'a'));
    }
    expect(sent).toEqual(['opened disappeared x0', 'opened restarting x3']);
    expect(story.seesFor(5, { a: fresh }, 'a').flat()).toEqual([]);
    expect(story.sees({ a: fresh }, 'a')).toEqual(['resolved restarting x3: superseded']);
    expect(story.state.incidents).toMatchObject([{ kind: 'disappeared', subjects: ['x0'], follows: 'x4' }]);
  });

  test('is not what a rolling deploy of a large cluster is', () => {
    const ids = (prefix: string, from: number, to: number) =>
      Object.fromEntries(Array.from({ length: to - from }, (_, i) => [`${prefix}${from + i}`, fresh]));
    const story = new Story();
    story.sees(ids('old', 0, 10), 'old9');
    for (let done = 1; done < 10; done += 1) {
      expect(story.sees({ ...ids('old', done, 10), ...ids('new', 0, done) }, 'old9')).toEqual([]);
    }
  });
});

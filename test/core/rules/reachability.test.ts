import { describe, expect, test } from '@jest/globals';
import { failureKinds } from '../../../core/observation/failure.ts';
import { fresh, stale, Story } from '../story.ts';

const three = { a: fresh, b: fresh, c: fresh };
const refusals = ['unauthorized', 'forbidden'] as const;
const outages = failureKinds.filter((kind) => kind !== 'unauthorized' && kind !== 'forbidden');

describe('a call that fails', () => {
  test.each(outages)('with %s is told after a minute, once, and resolved by the next answer', (kind) => {
    const story = new Story();
    story.sees(three, 'a');
    expect(story.fails(kind)).toEqual([]);
    expect(story.fails(kind)).toEqual(['opened unreachable']);
    expect(story.state.incidents[0]).toMatchObject({ failure: kind, detail: `it was ${kind}` });
    expect(story.fails(kind)).toEqual([]);
    expect(story.sees(three, 'b')).toEqual(['resolved unreachable: reachable']);
  });

  test.each(refusals)('with %s is told at once', (kind) => {
    const story = new Story();
    expect(story.fails(kind)).toEqual(['opened unauthorized']);
    expect(story.fails(kind)).toEqual([]);
    expect(story.sees(three, 'a')).toEqual(['resolved unauthorized: authorized']);
  });

  test('differently from one check to the next is one outage', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect([story.fails('timeout'), story.fails('server-error'), story.fails('network')].flat()).toEqual([
      'opened unreachable',
    ]);
    expect(story.fails('unauthorized')).toEqual(['opened unauthorized', 'resolved unreachable: superseded']);
    expect(story.fails('network')).toEqual([]);
    expect(story.sees(three, 'a')).toEqual(['resolved unauthorized: authorized']);
  });

  test('only now and then is not told', () => {
    const story = new Story();
    for (let check = 0; check < 10; check += 1) {
      expect(story.sees(three, 'a')).toEqual([]);
      expect(story.fails()).toEqual([]);
    }
  });

  test.each(failureKinds)('with %s changes nothing that is known about instances', (kind) => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ ...three, c: stale(50) }, 'a');
    const known = story.state.instances;
    for (let check = 0; check < 30; check += 1) story.fails(kind);
    expect(story.state.instances).toEqual(known);
    expect(story.incidents).toContain('unresponsive c pending');
    expect(story.sees(three, 'a')).toHaveLength(1);
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy', c: 'healthy' });
  });

  test('is reminded of, while what is open about instances waits to be seen again', () => {
    const story = new Story();
    story.sees(three, 'a');
    story.sees({ a: fresh, b: fresh }, 'a');
    story.sees({ a: fresh, b: fresh }, 'a');
    story.fails();
    story.fails();
    story.waits(4 * 3600);
    expect(story.fails()).toEqual(['reminder unreachable']);
  });
});

import { describe, expect, test } from '@jest/globals';
import { failureKinds } from '../../../core/observation/failure.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import { fresh, stale, Story } from '../story.ts';

const three = { a: fresh, b: fresh, c: fresh };
const refusals = ['unauthorized', 'forbidden'] as const;
const outages = failureKinds.filter((kind) => !['unauthorized', 'forbidden', 'degraded'].includes(kind));

describe('a call that fails', () => {
  test.each(outages)('with %s is sent after a minute, once, and resolved by the next answer', (kind) => {
    const story = new Story();
    story.sees(three, 'a');
    expect(story.fails(kind)).toEqual([]);
    expect(story.fails(kind)).toEqual(['opened unreachable']);
    expect(story.state.incidents[0]).toMatchObject({ failure: kind, detail: `it was ${kind}` });
    expect(story.fails(kind)).toEqual([]);
    expect(story.seesFor(3, three, 'b')).toEqual([[], [], ['resolved unreachable: reachable']]);
  });

  test('for half an hour, in one stretch, is over two minutes after it: nothing came and went', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect(Array.from({ length: 30 }, () => story.fails()).flat()).toEqual(['opened unreachable']);
    expect(story.seesFor(3, three, 'b')).toEqual([[], [], ['resolved unreachable: reachable']]);
  });

  test.each(refusals)('with %s is sent after a minute: one refusal alone may be erratic', (kind) => {
    const story = new Story();
    expect(story.fails(kind)).toEqual([]);
    expect(story.fails(kind)).toEqual(['opened unauthorized']);
    expect(story.seesFor(3, three, 'a')).toEqual([[], [], ['resolved unauthorized: authorized']]);
  });

  test('that was refused all the time, and is let in, is over after two minutes', () => {
    const story = new Story();
    expect([1, 2, 3].flatMap(() => story.fails('unauthorized'))).toEqual(['opened unauthorized']);
    expect(story.seesFor(3, three, 'a')).toEqual([[], [], ['resolved unauthorized: authorized']]);
  });

  test('that is refused now and then goes on: one of several servers may still refuse', () => {
    const story = new Story();
    const turns = [1, 2, 3].flatMap(() => [story.fails('unauthorized'), ...story.seesFor(2, three, 'a')]);
    expect(turns.flat()).toEqual(['opened unauthorized']);
    expect(story.seesFor(3, three, 'a').flat()).toEqual([]);
    expect(story.seesFor(6, three, 'a').flat()).toEqual(['resolved unauthorized: authorized']);
  });

  test('because a process without its broker answered is no outage, and sent at the third of ten', () => {
    const story = new Story();
    story.sees(three, 'a');
    const sent = Array.from({ length: 3 }, () => [story.fails('degraded'), ...story.seesFor(2, three, 'a')]);
    expect(sent.flat()).toEqual([[], [], [], [], [], [], ['opened degraded'], [], []]);
    expect(story.state.incidents).toMatchObject([{ failed: { times: 3, of: 9 }, severity: 'warning' }]);
  });

  test('again and again began with the first of those that count', () => {
    const story = new Story();
    story.sees(three, 'a', { degraded: 'no broker' });
    const since = story.state.incidents.map((incident) => incident.since);
    story.sees(three, 'a');
    story.sees(three, 'a', { degraded: 'no broker' });
    expect(story.sees(three, 'a', { degraded: 'no broker' })).toEqual(['opened degraded']);
    expect(story.state.incidents.map((incident) => incident.since)).toEqual(since);
  });

  test('with what a process without its broker says before another answers counts the same, and sees the instances', () => {
    const story = new Story();
    const sent = Array.from({ length: 3 }, () => story.sees(three, 'a', { degraded: 'no broker' }));
    expect(sent).toEqual([[], [], ['opened degraded']]);
    expect(story.statuses).toEqual({ a: 'healthy', b: 'healthy', c: 'healthy' });
  });

  test('at half of the checks of ten minutes is an outage, said as such, and over when it has been well for long', () => {
    const story = new Story();
    const sent = Array.from({ length: 6 }, () => [story.sees(three, 'a'), story.fails()]).flat();
    expect(sent.flat()).toEqual(['opened unreachable']);
    expect(story.state.incidents).toMatchObject([{ failed: { times: 6, of: 11 } }]);
    const more = Array.from({ length: 60 }, () => [...story.sees(three, 'a'), ...story.fails()]);
    expect(more.flat()).toEqual([]);
    expect(story.seesFor(12, three, 'a').flat()).toEqual(['resolved unreachable: reachable']);
  });

  test('three times of ten because one of several servers refuses is sent as that', () => {
    const story = new Story();
    const sent = Array.from({ length: 3 }, () => [story.fails('unauthorized'), ...story.seesFor(2, three, 'a')]);
    expect(sent.flat(2)).toEqual(['opened unauthorized']);
    expect(story.state.incidents).toMatchObject([{ kind: 'unauthorized', failed: { times: 3 } }]);
  });

  test('differently from one check to the next is one outage', () => {
    const story = new Story();
    story.sees(three, 'a');
    expect([story.fails('timeout'), story.fails('server-error'), story.fails('network')].flat()).toEqual([
      'opened unreachable',
    ]);
    expect(Array.from({ length: 3 }, () => story.fails('unauthorized'))).toEqual([
      [],
      ['opened unauthorized', 'resolved unreachable: superseded'],
      [],
    ]);
    expect(story.fails('network')).toEqual([]);
    expect(story.seesFor(12, three, 'a').flat()).toEqual(['resolved unauthorized: authorized']);
  });

  test('differently, but not yet for long enough, waits with the end of the one for the opening of the other', () => {
    const story = new Story({ rules: { unauthorized: { ...defaultRules.unauthorized, forSeconds: 300 } } });
    expect([story.fails('network'), story.fails('network')].flat()).toEqual(['opened unreachable']);
    const sent = Array.from({ length: 7 }, () => story.fails('unauthorized'));
    expect(sent).toEqual([[], [], [], [], [], ['opened unauthorized', 'resolved unreachable: superseded'], []]);
  });

  test('by turns in two ways is not one message for each turn', () => {
    const story = new Story();
    const kinds = ['network', 'network', 'network', 'unauthorized', 'unauthorized', 'unauthorized'] as const;
    const turn = (): readonly string[] => kinds.flatMap((kind) => story.fails(kind));
    const sent = Array.from({ length: 20 }, turn).flat();
    expect(sent.slice(0, 3)).toEqual(['opened unreachable', 'opened unauthorized', 'resolved unreachable: superseded']);
    expect(sent.filter((line) => !line.startsWith('reminder')).length).toBeLessThanOrEqual(6);
  });

  test('only now and then is not sent', () => {
    const story = new Story();
    for (let check = 0; check < 20; check += 1) {
      expect(story.seesFor(2, three, 'a').flat()).toEqual([]);
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
    expect(story.seesFor(12, three, 'a').flat()).toEqual([expect.stringMatching(/^resolved/)]);
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

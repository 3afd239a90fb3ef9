import { describe, expect, test } from '@jest/globals';
import { defaultRules } from '../../../core/rules/registry.ts';
import { putOffAt } from '../../../core/cluster/probes.ts';
import { failedProbe } from '../../../adapters/probe/probe-instance.ts';
import { type ProbeResult, emptyProbeResult } from '../../../core/observation/probe-result.ts';
import { plusSeconds } from '../../../core/base/time.ts';
import { fresh, stale, start, Story } from '../story.ts';

const mebibyte = 1024 ** 2;
const memory = { ...defaultRules.memory, limitMiB: 1000, forSeconds: 120 };

const using = (mebibytes: number, more: Partial<ProbeResult> = {}) => ({
  live: { ...emptyProbeResult, residentBytes: mebibytes * mebibyte, ready: true, ...more },
});
const unheard = { live: failedProbe('timeout') };
const mute = { live: { ...unheard.live, readyTrouble: null } };
const quiet = using(400);

const times = <Result>(count: number, once: () => Result): Result[] => Array.from({ length: count }, once);

describe('a process that uses much memory', () => {
  test('is sent once that has lasted, and ended when it is clearly below', () => {
    const story = new Story({ rules: { memory } });
    story.sees({ a: quiet, b: quiet });
    expect(times(3, () => story.sees({ a: using(900), b: quiet }))).toEqual([[], [], ['opened memory a']]);
    expect(story.state.incidents).toMatchObject([
      { sign: 'level', usedBytes: 900 * mebibyte, limitBytes: 1000 * mebibyte, limitOf: 'process', forecast: null },
    ]);
    expect(times(10, () => story.sees({ a: using(860), b: quiet })).flat()).toEqual([]);
    const sent = times(4, () => story.sees({ a: using(850), b: quiet }));
    expect(sent).toEqual([[], [], [], ['resolved memory a: relieved']]);
  });

  test('now and then is not sent', () => {
    const story = new Story({ rules: { memory } });
    const sent = times(50, () => [...story.sees({ a: using(950) }), ...story.sees({ a: using(800) })]);
    expect(sent.flat()).toEqual([]);
  });

  test('does not come and go with each request once it was sent', () => {
    const story = new Story({ rules: { memory } });
    times(3, () => story.sees({ a: using(950) }));
    const sent = times(50, () => [...story.sees({ a: using(950) }), ...story.sees({ a: using(600) })]);
    expect(sent.flat()).toEqual([]);
  });

  test.each([
    ['of its host, where no limit is said', { limitMiB: null }, 7400, 'host', 8000],
    ['of what a rule allows', { residentMiB: 700 }, 700, 'rule', 700],
    ['of what a rule allows, where no limit is said', { limitMiB: null, residentMiB: 700 }, 700, 'rule', 700],
  ] as const)('is compared with that %s', (_what, rule, used, limitOf, limitMiB) => {
    const story = new Story({ rules: { memory: { ...memory, forSeconds: 0, ...rule } } });
    expect(story.sees({ a: { ...using(used), totalMemoryBytes: 8000 * mebibyte, freeMemoryBytes: null } })).toEqual([
      'opened memory a',
    ]);
    expect(story.state.incidents).toMatchObject([{ limitOf, limitBytes: limitMiB * mebibyte }]);
  });

  test('may be one whose heap is full, where its limit is known', () => {
    const full = using(500, { heapUsedBytes: 470 * mebibyte });
    const blind = new Story({ rules: { memory: { ...memory, forSeconds: 0 } } });
    expect(blind.sees({ a: full })).toEqual([]);
    const story = new Story({ rules: { memory: { ...memory, forSeconds: 0, heapLimitMiB: 512 } } });
    story.sees({ a: full });
    expect(story.state.incidents).toMatchObject([{ limitOf: 'heap', usedBytes: 470 * mebibyte }]);
  });

  test('is not looked at where shares are switched off', () => {
    const story = new Story({ rules: { memory: { ...memory, forSeconds: 0, residentPercent: 0 } } });
    expect(story.sees({ a: using(999) })).toEqual([]);
  });
});

describe('a process that reports nothing', () => {
  test('says nothing about its memory: what stands stands, and nothing new is said', () => {
    const story = new Story({ rules: { memory, remindEverySeconds: 1e6 } });
    times(3, () => story.sees({ a: using(950), b: quiet }));
    expect(times(30, () => story.sees({ a: mute, b: quiet })).flat()).toEqual([]);
    expect(story.incidents).toContain('memory a open');
    expect(times(5, () => story.sees({ a: quiet, b: quiet })).flat()).toEqual(['resolved memory a: relieved']);
  });

  test('through a check that fails is not forgotten', () => {
    const story = new Story({ rules: { memory } });
    times(3, () => story.sees({ a: using(950) }));
    const before = story.state.instances;
    story.fails();
    expect(story.state.instances).toEqual(before);
  });

  test('because it is not asked any more ends what was sent about it', () => {
    const story = new Story({ rules: { memory } });
    times(3, () => story.sees({ a: using(950) }));
    expect(story.sees({ a: fresh })).toEqual(['resolved memory a: rule-changed']);
    expect(story.state.instances[0]).not.toHaveProperty('probed');
    expect(story.state.instances[0]).not.toHaveProperty('live');
  });
});

describe('a restart', () => {
  test('clears what was sent about the process before', () => {
    const story = new Story({ rules: { memory } });
    times(3, () => story.sees({ a: using(950), b: quiet }, 'b'));
    const sent = times(3, () => story.sees({ b: quiet, c: { ...quiet, host: 'host-of-a' } }, 'b'));
    expect(sent).toEqual([[], [], ['resolved memory a: replaced by c']]);
  });

  test('in the place of a process that is still listed is not taken for that process', () => {
    const story = new Story({ rules: { memory: { ...memory, forSeconds: 0 } } });
    const later = '2026-11-21T19:30:00.000Z';
    story.sees({ a: using(400, { startedAt: start }) });
    expect(story.sees({ a: using(950, { startedAt: later }) })).toEqual([]);
    expect(story.sees({ a: using(950, { startedAt: start }) })).toEqual(['opened memory a']);
  });

  test.each([
    [5, ['opened memory a']],
    [6, []],
  ])('is not what a start is that is reported %d s later than before, but for clocks: %j', (seconds, sent) => {
    const story = new Story({ rules: { memory: { ...memory, forSeconds: 0 } } });
    story.sees({ a: using(400, { startedAt: start }) });
    expect(story.sees({ a: using(950, { startedAt: plusSeconds(start, seconds) }) })).toEqual(sent);
  });
});

describe('readiness', () => {
  const notReady = using(400, { ready: false });

  test('that is denied for two minutes is sent, and its return', () => {
    const story = new Story({ rules: { memory } });
    story.sees({ a: quiet, b: quiet });
    const sent = times(3, () => story.sees({ a: notReady, b: quiet }));
    expect(sent).toEqual([[], [], ['opened not-ready a']]);
    expect(story.sees({ a: unheard, b: unheard })).toEqual([]);
    expect(times(3, () => story.sees({ a: quiet, b: quiet }))).toEqual([[], [], ['resolved not-ready a: ready']]);
  });

  test('that is no longer answered is sent of one that was ready, while another is heard', () => {
    const story = new Story({ rules: { memory } });
    story.sees({ a: quiet, b: quiet });
    expect(times(3, () => story.sees({ a: unheard, b: quiet })).flat()).toEqual(['opened not-ready a']);
  });

  test.each([
    ['was never answered', { a: unheard, b: quiet }, { a: unheard, b: quiet }],
    ['nobody answers any more: the way there may be broken', { a: quiet, b: quiet }, { a: unheard, b: unheard }],
    ['is answered by something else', { a: quiet, b: quiet }, { a: { live: failedProbe('bad-answer') }, b: quiet }],
    ['there was no time to ask for', { a: quiet, b: quiet }, { a: { live: failedProbe('no-time') }, b: quiet }],
  ])('that %s is not sent', (_what, before, now) => {
    const story = new Story({ rules: { memory } });
    story.sees(before);
    expect(times(10, () => story.sees(now)).flat()).toEqual([]);
  });

  test('of one that is lost is sent by that', () => {
    const story = new Story({ rules: { memory } });
    story.sees({ a: quiet, b: quiet }, 'b');
    times(3, () => story.sees({ a: notReady, b: quiet }, 'b'));
    const sent = times(3, () => story.sees({ a: { ...unheard, ...stale(90) }, b: quiet }, 'b')).flat();
    expect(sent).toEqual(['opened unresponsive a', 'resolved not-ready a: superseded']);
  });
});

describe('who cannot be asked', () => {
  test('is remarked upon once, and not asked at every check', () => {
    const story = new Story({ rules: { memory } });
    const nowhere = { live: failedProbe('no-address') };
    const remarks = times(10, () => {
      story.sees({ a: nowhere, b: nowhere, c: unheard, d: quiet });
      return story.remarks;
    });
    expect(remarks.map((lines) => lines.length)).toEqual([1, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(remarks[0]?.[0]).toMatch(/^probe without result: host-of-a, host-of-b: registered without an address/);
    expect(remarks[2]?.[0]).toMatch(/^probe without result: host-of-c: no answer there \(timeout/);
    const [, , c, d] = story.state.instances;
    expect(c?.probed?.askAgainAt).not.toBeNull();
    expect(d?.probed?.askAgainAt).toBeNull();
  });

  test('is asked again an hour after the last time, as the remark says', () => {
    const story = new Story({ rules: { memory } });
    times(2, () => story.sees({ a: unheard, b: quiet }));
    expect(story.state.instances[0]?.probed?.askAgainAt).toBeNull();
    const lastAskedAt = story.at;
    story.sees({ a: unheard, b: quiet });
    const anHourLater = plusSeconds(lastAskedAt, 3600);
    expect(story.remarks).toEqual([expect.stringContaining('probed once an hour')]);
    expect(story.state.instances[0]?.probed?.askAgainAt).toBe(anHourLater);
    expect(putOffAt(story.state.instances, plusSeconds(anHourLater, -1))).toEqual(new Set(['a']));
    expect(putOffAt(story.state.instances, anHourLater)).toEqual(new Set());
  });
});

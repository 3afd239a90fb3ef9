import { describe, expect, test } from '@jest/globals';
import { emptyProbeResult } from '../../../core/observation/probe-result.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import { times } from '../../length.ts';
import { type Entries, fresh, silence, stale, Story } from '../story.ts';

const old = { nodeVersion: 'v20.19.0' };
const older = { nodeVersion: 'v14.21.3' };
const mixed = { a: fresh, b: fresh, c: old };
const uniform = { a: fresh, b: fresh, c: fresh };
const hour = 60;
const day = 24 * hour;

const probed = (version: string | null): Entries[string] => ({
  live: { ...emptyProbeResult, ready: true, ...(version !== null && { version }) },
});

const sentIn = (story: Story, checks: number, entries: Entries): string[] => story.seesFor(checks, entries).flat();

describe('instances of different versions', () => {
  test('are one notice once they have run for an hour, and never a reminder or an end', () => {
    const story = new Story();
    expect(sentIn(story, hour, mixed)).toEqual([]);
    expect(story.sees(mixed)).toEqual(['notice version']);
    expect(story.state.incidents).toMatchObject([
      {
        kind: 'version',
        subjects: [],
        isNotice: true,
        versions: [
          { version: 'Node 22.16.0', instances: 2 },
          { version: 'Node 20.19.0', instances: 1 },
        ],
        others: ['c'],
      },
    ]);
    expect(sentIn(story, times({ short: day / 4, long: 2 * day }), mixed)).toEqual([]);
    expect(sentIn(story, day + 1, uniform)).toEqual([]);
    expect(story.incidents).toEqual([]);
  });

  test('are none while a deploy replaces one process after another', () => {
    const story = new Story();
    const sent = [
      ...sentIn(story, 10, { a: old, b: old, c: old }),
      ...sentIn(story, 15, { b: old, c: old, d: { host: 'host-of-a' } }),
      ...sentIn(story, 15, { c: old, d: { host: 'host-of-a' }, e: { host: 'host-of-b' } }),
      ...sentIn(story, day, { d: { host: 'host-of-a' }, e: { host: 'host-of-b' }, f: { host: 'host-of-c' } }),
    ];
    expect(sent).toEqual([]);
  });

  test('come and go for less than an hour each without a notice', () => {
    const story = new Story();
    const turns = times({ short: 6, long: 24 });
    for (let turn = 0; turn < turns; turn += 1) {
      expect(sentIn(story, hour - 5, mixed)).toEqual([]);
      expect(sentIn(story, 5, uniform)).toEqual([]);
    }
  });

  test('are not sent again for the same versions, or a part of them, until a day without', () => {
    const story = new Story();
    expect(sentIn(story, 2 * hour, { ...mixed, b: older })).toEqual(['notice version']);
    expect(sentIn(story, 10 * hour, mixed)).toEqual([]);
    expect(sentIn(story, 20 * hour, uniform)).toEqual([]);
    expect(sentIn(story, 10 * hour, mixed)).toEqual([]);
    expect(sentIn(story, day + 1, uniform)).toEqual([]);
    expect(sentIn(story, 2 * hour, mixed)).toEqual(['notice version']);
  });

  test('of further sets on a day must last longer each time, so that few notices are sent', () => {
    const story = new Story();
    const sent = Array.from({ length: 24 }, (_, index) =>
      sentIn(story, hour + 1, { a: fresh, b: { nodeVersion: `v18.${index}.0` } }),
    );
    expect(sent.map(({ length }) => length).lastIndexOf(1)).toBeLessThan(24);
    expect(new Set(sent.flat())).toEqual(new Set(['notice version']));
    // After 1, 2, 3, … hours each.
    expect(sent.flat()).toHaveLength(6);
  });

  test('are not made up where a version is not known, or only of records without a sign of life', () => {
    const story = new Story();
    const unknown = { a: fresh, b: { nodeVersion: null }, c: { ...old, ...stale(600) } };
    expect(sentIn(story, 3 * hour, unknown)).toEqual([]);
    expect(story.incidents).toEqual([]);
  });

  test('are not forgotten while the workspace is not seen, nor while one does not answer for a moment', () => {
    const story = new Story();
    sentIn(story, 30, mixed);
    for (let checks = 0; checks < 10; checks += 1) story.fails();
    sentIn(story, 10, mixed);
    expect(story.sees({ a: fresh, b: fresh, c: { ...old, ...stale(40) } })).toEqual([]);
    expect(sentIn(story, 15, mixed)).toContain('notice version');
  });

  test('are not counted on where one has been gone for long', () => {
    const story = new Story({ rules: { remindEverySeconds: 1_000_000 } });
    sentIn(story, 10, mixed);
    sentIn(story, 2 * hour, { a: fresh, b: fresh });
    expect(sentIn(story, hour - 5, { ...mixed, c: fresh, d: old })).not.toContain('notice version');
  });

  test('of services that are deployed apart are no mixture', () => {
    const story = new Story();
    const apart = { a: fresh, b: fresh, c: { ...old, name: 'ddp-streamer' } };
    expect(sentIn(story, 2 * hour, apart)).toEqual([]);
  });

  test('are compared by Rocket.Chat where the metrics of instances say it', () => {
    const story = new Story();
    const entries = { a: probed('7.10.1'), b: probed('7.9.0'), c: probed('7.10.1'), d: probed(null) };
    expect(sentIn(story, hour + 1, entries)).toEqual(['notice version']);
    expect(story.state.incidents).toMatchObject([
      { versions: [{ version: 'Rocket.Chat 7.10.1' }, { version: 'Rocket.Chat 7.9.0' }], others: ['b'] },
    ]);
    expect(sentIn(new Story(), hour + 1, { a: probed('7.10.1'), b: probed(null), c: fresh })).toEqual([]);
  });

  test('are muted by a silence, and not judged where the rule is off', () => {
    const silenced = new Story({ silences: [silence(30 * day * 60)] });
    expect(sentIn(silenced, 3 * hour, mixed)).toEqual([]);
    const off = new Story({ rules: { version: { ...defaultRules.version, off: true } } });
    expect(sentIn(off, 3 * hour, mixed)).toEqual([]);
    expect(off.incidents).toEqual([]);
  });

  test('are kept to the most frequent ones, and to texts of bounded length', () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`i${index}`, { nodeVersion: `v${index}.${'9'.repeat(300)}` }]),
    );
    const story = new Story();
    story.sees(many);
    const [incident] = story.state.incidents;
    expect(JSON.stringify(incident).length).toBeLessThan(1500);
  });
});

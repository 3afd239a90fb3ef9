import { describe, expect, test } from '@jest/globals';
import { stripVTControlCharacters } from 'node:util';
import { createColors } from 'picocolors';
import { alertText } from '../../cli/output/alert.ts';
import { checkSummary } from '../../cli/output/check-summary.ts';
import { type CheckView, checkLine, isHealthy } from '../../cli/output/json-lines.ts';
import { tableLines } from '../../cli/output/table.ts';
import { clusterFacts } from '../../core/alerts/cluster-facts.ts';
import { makeAlert } from '../../core/alerts/alert.ts';
import { nothingKnown } from '../../core/incidents/health-state.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import type { KnownIncident } from '../../core/rules/registry.ts';
import type { KnownInstance } from '../../core/cluster/known-instance.ts';
import { onlyCheckOf } from './contract.ts';
import { silence } from '../core/story.ts';

const at = '2026-11-21T19:20:00.000Z';

const known = (id: string, more: Partial<KnownInstance> = {}): KnownInstance => ({
  id,
  name: 'rocket.chat',
  pid: 1,
  address: `address-of-${id}`,
  host: `host-of-${id}`,
  port: '3000',
  tcpPort: 4000,
  registeredAt: at,
  heartbeatAt: at,
  connected: true,
  local: false,
  totalMemoryBytes: 3_000,
  freeMemoryBytes: 1_000,
  nodeVersion: 'v22.16.0',
  clientConnections: 7,
  status: 'healthy',
  listed: true,
  heartbeatAgeSeconds: 34.9,
  startedAt: at,
  arrivedAt: null,
  lastSeenAt: at,
  onceHealthy: true,
  lostSince: null,
  replaces: null,
  replacedBy: null,
  replacedAt: [],
  heartbeatSince: at,
  hasMoved: true,
  ...more,
});

const missing = known('m', { status: 'missing', listed: false, connected: null, heartbeatAgeSeconds: null });
const replaced = known('r', { status: 'replaced', heartbeatAgeSeconds: 90 });

const loss = (id: string, state: Incident['state']): KnownIncident => ({
  id: `lost/${id}`,
  subjects: [id],
  severity: 'critical',
  since: at,
  state,
  openedAt: null,
  toldAt: null,
  kind: 'disappeared',
  lastSeenAt: at,
});

const viewOf = (
  instances: readonly KnownInstance[],
  incidents: readonly Incident[] = [],
  more: Partial<CheckView> = {},
): CheckView => ({
  workspace: 'production',
  takenAt: at,
  outcome: 'ok',
  observer: 'a',
  health: { ...nothingKnown, instances, incidents, seenAt: at },
  ...more,
});

describe('the line of a check', () => {
  test('says all that is promised of an instance and an incident, and no more', () => {
    expect(checkLine(viewOf([known('a')], [loss('m', 'pending')]))).toBe(
      '{"type":"check","workspace":"production","takenAt":"2026-11-21T19:20:00.000Z","outcome":"ok","observer":"a",' +
        '"instances":[{"id":"a","status":"healthy","address":"address-of-a","host":"host-of-a","port":"3000","pid":1,' +
        '"connected":true,"heartbeatAgeSeconds":34,"freeMemoryPercent":33.3,"startedAt":"2026-11-21T19:20:00.000Z"}],' +
        '"incidents":[{"kind":"disappeared","subjects":["m"],"state":"pending","since":"2026-11-21T19:20:00.000Z"}]}',
    );
  });

  test.each<[string, KnownInstance, string[]]>([
    ['one that is missing is listed', missing, ['m']],
    ['one that was replaced is listed while the answer lists it', replaced, ['r']],
    ['one that was replaced and is gone is left out', { ...replaced, listed: false }, []],
  ])('shows what the answer holds, and what it should: %s', (_, instance, ids) => {
    expect(onlyCheckOf(`${checkLine(viewOf([instance]))}\n`).instances.map(({ id }) => id)).toEqual(ids);
  });

  test('without an observer says nothing of connections', () => {
    const line = checkLine(viewOf([known('a', { connected: false })], [], { observer: null }));
    expect(onlyCheckOf(`${line}\n`).instances).toMatchObject([{ connected: null }]);
  });

  test('of a call that failed says nothing that only an answer could', () => {
    const line = checkLine(viewOf([known('a')], [], { outcome: 'timeout', observer: null }));
    expect(onlyCheckOf(`${line}\n`)).toMatchObject({
      outcome: 'timeout',
      instances: [{ id: 'a', status: 'healthy', connected: null, heartbeatAgeSeconds: null, freeMemoryPercent: 33.3 }],
    });
  });
});

describe('a check is healthy', () => {
  test.each<[string, CheckView, boolean]>([
    ['when all instances are', viewOf([known('a'), known('b')]), true],
    ['while one that was replaced is still listed', viewOf([known('a'), replaced]), true],
    ['not when one is unresponsive', viewOf([known('a'), known('b', { status: 'unresponsive' })]), false],
    ['not when one is disconnected', viewOf([known('a'), known('b', { status: 'disconnected' })]), false],
    ['not when one is unknown', viewOf([known('a'), known('b', { status: 'unknown' })]), false],
    ['not when one is missing', viewOf([known('a'), missing]), false],
    ['not when a rule is broken, however short', viewOf([known('a')], [loss('b', 'pending')]), false],
    ['while all that stands is a notice', viewOf([known('a')], [{ ...loss('b', 'open'), isNotice: true }]), true],
    ['not when the workspace could not be seen', viewOf([known('a')], [], { outcome: 'network' }), false],
    ['not when nothing is listed', viewOf([]), false],
  ])('%s', (_, view, healthy) => {
    expect(isHealthy(view)).toBe(healthy);
  });
});

describe('a check in one line', () => {
  const plain = createColors(false);

  test.each<[CheckView, string]>([
    [viewOf([]), '19:20:00 UTC  no instances listed'],
    [viewOf([known('a')]), '19:20:00 UTC  1 of 1 healthy'],
    [viewOf([known('a'), known('b')]), '19:20:00 UTC  2 of 2 healthy'],
    [viewOf([known('a'), { ...replaced, listed: false }]), '19:20:00 UTC  1 of 1 healthy'],
    [
      viewOf([known('a'), missing], [loss('m', 'pending')]),
      '19:20:00 UTC  1 of 2 healthy, 1 missing  disappeared (pending)',
    ],
    [
      viewOf(
        [missing],
        ['x', 'y', 'z'].map((id) => loss(id, 'open')),
      ),
      '19:20:00 UTC  0 of 1 healthy, 1 missing  3 × disappeared',
    ],
    [
      viewOf([known('a'), known('b', { status: 'unknown' }), known('c', { status: 'disconnected' })]),
      '19:20:00 UTC  2 of 3 healthy, 1 disconnected, 1 unknown',
    ],
    [viewOf([known('a')], [], { outcome: 'timeout' }), '19:20:00 UTC  could not see: timeout'],
    [
      viewOf([missing], [loss('m', 'open')], { silences: [silence(600, { reason: 'new\nkernel' })] }),
      '19:20:00 UTC  0 of 1 healthy, 1 missing  disappeared  silenced: new kernel',
    ],
  ])('%#: counts what it shows', (view, line) => {
    expect(checkSummary(view, plain)).toBe(line);
  });

  test('goes on below what it saw where the terminal is too narrow, colors not counted', () => {
    const view = viewOf([known('a'), missing], [loss('m', 'open')], { silences: [silence(600, { reason: 'kernel' })] });
    expect(
      checkSummary(view, createColors(true), 60)
        .split('\n')
        .map((line) => stripVTControlCharacters(line)),
    ).toEqual(['19:20:00 UTC  1 of 2 healthy, 1 missing  disappeared', '              silenced: kernel']);
  });
});

describe('an alert', () => {
  test('has its subject within 80 columns, too', () => {
    const alert = makeAlert({
      workspace: 'a-workspace-whose-name-is-as-long-as-it-may-be',
      takenAt: at,
      changes: ['a', 'b'].map((id) => ({
        change: 'opened',
        incident: loss(id, 'open'),
        reason: null,
        replacedBy: null,
        instances: [],
      })),
      cluster: clusterFacts(viewOf([]).health, at),
    });
    const lines = alertText(alert, { colors: createColors(false), columns: 80 });
    expect(lines.slice(0, 3)).toEqual([
      expect.stringMatching(/^│ \[a-workspace-[^ ]*\] CRITICAL disappeared: instance a$/),
      '│ and instance b',
      '│',
    ]);
  });
});

describe('a table', () => {
  const cells = (...texts: string[]) => texts.map((text) => ({ text }));

  test('has columns as wide as their widest cell, and no blanks at the end of its lines', () => {
    expect(tableLines([cells('a', 'bbb', 'c'), cells('aaaa', 'b', 'cc')])).toEqual(['a     bbb  c', 'aaaa  b    cc']);
  });

  test('does not count paint as width', () => {
    const { red } = createColors(true);
    const lines = tableLines([[{ text: 'a', paint: red }, { text: 'b' }], cells('aaa', 'b')]);
    expect(lines).toEqual([`${red('a')}    b`, 'aaa  b']);
  });

  test('wraps its last column where it would be too wide', () => {
    const lines = tableLines([cells('name', 'what'), cells('abc', 'one two three four five six seven eight')], 40);
    expect(lines).toEqual(['name  what', 'abc   one two three four five six seven', '      eight']);
  });

  test('gives each name a line of its own where there is no room beside it, and cuts none', () => {
    const rows = [cells('name', 'at', 'what'), cells('abcdefghijklmnopqrstuvwxyz', '19:20', 'one two three four five')];
    const lines = tableLines(rows, 34);
    expect(lines).toEqual(['name', '  at     what', 'abcdefghijklmnopqrstuvwxyz', '  19:20  one two three four five']);
    expect(tableLines(rows, 30)).toContain('abcdefghijklmnopqrstuvwxyz');
  });

  test('of nothing has no lines', () => {
    expect(tableLines([], 80)).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { createColors } from 'picocolors';
import { asCsv, asTable } from '../../cli/history/renderings.ts';
import { givenAlerting, givenInstances, givenSnapshot } from '../adapters/dynamodb/given.ts';

const rowOf = (host: string): string => {
  const instances = givenInstances(1).map((instance) => ({ ...instance, host }));
  return asCsv.linesOf({ snapshot: givenSnapshot(), instances, isOfAll: true, changes: null }).join('\n');
};

test.each(['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(A1)'])('no host is a formula in CSV: %s', (host) => {
  expect(rowOf(host)).not.toContain(`,${host}`);
  expect(rowOf(host)).toContain(`'${host.replaceAll('"', '""')}`);
});

test.each(['a;=1+1', 'a; =1+1', 'a;"=1+1', 'a;+1', 'a;-1', 'a;@SUM(A1)', 'a;\uFF1D1'])(
  'no host is a formula where a semicolon ends a cell: %s',
  (host) => {
    const cells = rowOf(host).split(';');
    expect(cells.length).toBeGreaterThan(1);
    for (const cell of cells) expect(cell).not.toMatch(/^[\s"]*[=+\-@\uFF1D]/);
  },
);

test('a host without a formula in it stays as it is', () => {
  expect(rowOf('rc-1;rc-2')).toContain(',rc-1;rc-2,');
});

test('a check that saw no instance has a row of its own', () => {
  const lines = asCsv.linesOf({ snapshot: givenSnapshot(), instances: [], isOfAll: true, changes: null });
  expect(lines).toEqual(['2026-11-21T12:00:00.000Z,ok,,42,,,,,,,,,,,']);
});

describe.each([60, 80, 120])('in a terminal of %d columns', (columns) => {
  const colors = createColors(false);
  const kinds = ['not-ready', 'disconnected', 'too-few-instances'] as const;
  const { instances, incidents } = givenAlerting().health;
  const pending = incidents.flatMap((incident) =>
    kinds.map((kind) => ({ ...incident, kind, state: 'pending' as const })),
  );
  const snapshot = { ...givenSnapshot(), health: { ...givenSnapshot().health, incidents: pending } };
  const change = 'disconnected ended while pending: 10.0.0.4:3000, 10.0.0.3:3000, 10.0.0.5:3000 and 1 more';

  test.each([
    ['checks', null],
    ['changes', [change, 'not-ready pending: 10.0.0.2:3000']],
  ])('lines of %s are no longer, and nothing is left out', (_what, changes) => {
    const shown = { snapshot, instances, isOfAll: true, changes };
    const { heading, linesOf } = asTable({ colors, columns }, changes !== null);
    const lines = [...heading, ...linesOf(shown)];
    expect(lines.filter(({ length }) => length > columns)).toEqual([]);
    const text = lines.join(' ').replace(/ +/g, ' ');
    for (const part of changes ?? kinds.map((kind) => `${kind} (pending)`)) expect(text).toContain(part);
  });
});

import { expect, test } from '@jest/globals';
import { asCsv } from '../../cli/history/renderings.ts';
import { givenInstances, givenSnapshot } from '../adapters/dynamodb/given.ts';

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

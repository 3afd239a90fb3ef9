import { expect, test } from '@jest/globals';
import { compareIncidents } from '../../../core/replay/comparison.ts';
import type { SentIncident } from '../../../core/replay/sent-incidents.ts';
import { minute } from '../../adapters/dynamodb/given.ts';

const incident = (id: string, from: number, to: number | null, more: Partial<SentIncident> = {}): SentIncident => ({
  id,
  kind: 'disappeared',
  subjects: ['a'],
  names: ['a'],
  openedAt: minute(from),
  reminders: 0,
  endedAt: to === null ? null : minute(to),
  reason: to === null ? null : 'returned',
  ...more,
});

test.each([
  ['the same incident at the same check', [incident('1', 1, 9)], [incident('1', 1, 9)], ['same 0']],
  ['the same incident, later', [incident('1', 1, 9)], [incident('1', 5, 9)], ['later 240']],
  ['the same trouble that began at another check', [incident('1', 5, 9)], [incident('2', 2, 9)], ['sooner -180']],
  ['one spared', [incident('1', 1, 9)], [], ['spared null']],
  ['one that only these rules send', [], [incident('1', 1, null)], ['new null']],
  [
    'two troubles of one instance, one after the other',
    [incident('1', 1, 3)],
    [incident('2', 4, 9)],
    ['spared null', 'new null'],
  ],
  [
    'troubles of different instances',
    [incident('1', 1, 9)],
    [incident('2', 2, 9, { subjects: ['b'] })],
    ['spared null', 'new null'],
  ],
  ['a loss under its other name', [incident('1', 1, 9)], [incident('2', 2, 9, { kind: 'unresponsive' })], ['later 60']],
  [
    'an id before what merely overlaps',
    [incident('1', 1, 9), incident('2', 2, 8)],
    [incident('2', 2, 8), incident('1', 3, 9)],
    ['later 120', 'same 0'],
  ],
])('brings together %s', (_, sent, replayed, expected) => {
  const compared = compareIncidents(sent, replayed);
  expect(compared.map(({ verdict, laterBySeconds }) => `${verdict} ${laterBySeconds ?? 'null'}`)).toEqual(expected);
});

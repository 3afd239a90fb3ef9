import { describe, expect, test } from '@jest/globals';
import { byId } from '../../../core/cluster/known-instance.ts';
import type { Incident } from '../../../core/incidents/incident.ts';
import {
  byLatest,
  endedOf,
  endIfKnown,
  isOpen,
  type OngoingIncident,
  recoverIfKnown,
  subjectsOf,
} from '../../../core/incidents/judgement.ts';
import { fresh, start, Story } from '../story.ts';

const lossOf = (id: string, toldAt: Incident['toldAt']): Incident => ({
  id: `lost/${id}`,
  kind: 'disappeared',
  subjects: [id],
  severity: 'critical',
  since: start,
  state: 'open',
  openedAt: start,
  toldAt,
});

test.each([
  [start, null, 'lost/c', 'lost/d'],
  [null, start, 'lost/d', 'lost/c'],
  [start, start, 'lost/c', 'lost/d'],
])(
  'of two incidents about what is one process now, the one that was sent goes on (%s, %s)',
  (sentOfC, sentOfD, kept, over) => {
    const story = new Story();
    story.sees({ a: fresh, b: fresh, c: fresh }, 'a');
    story.sees({ a: fresh, b: fresh, d: fresh }, 'a');
    const instanceById = byId(story.state.instances);
    expect(instanceById.get('c')?.replacedBy).toBe('d');
    const incidents = [lossOf('c', sentOfC), lossOf('d', sentOfD)];
    expect(byLatest(incidents, instanceById).get('d')?.id).toBe(kept);
    const ended = endedOf(incidents, [], instanceById, () => 'returned', 'replaced');
    expect(ended.find(({ incident }) => incident.id === over)).toMatchObject({
      reason: 'superseded',
      replacedBy: null,
      isRecovery: false,
    });
    expect(ended.find(({ incident }) => incident.id === kept)?.reason).not.toBe('superseded');
  },
);

describe('an incident that goes on', () => {
  const ongoing = (opens: boolean, state: Incident['state'] | null): OngoingIncident => ({
    previous: state === null ? null : { ...lossOf('c', null), state },
    key: 'c',
    subjects: ['c'],
    severity: 'critical',
    since: start,
    opens,
    evidence: { kind: 'disappeared' },
  });

  test.each([
    [true, null, true],
    [true, 'pending', true],
    [false, 'open', true],
    [false, 'pending', false],
    [false, null, false],
  ] as const)('is open where it opens (%s) or was open (%s): %s', (opens, state, expected) => {
    expect(isOpen(ongoing(opens, state))).toBe(expected);
  });

  test('is about the instance that it began with, and says which has its place now', () => {
    const story = new Story();
    story.sees({ a: fresh, b: fresh }, 'a');
    const [a, b] = story.state.instances;
    if (a === undefined || b === undefined) throw new Error('there are two instances');
    expect(subjectsOf(a, null)).toStrictEqual({ subjects: ['a'] });
    expect(subjectsOf(a, lossOf('a', null))).toStrictEqual({ subjects: ['a'] });
    expect(subjectsOf(b, lossOf('a', null))).toStrictEqual({ subjects: ['a'], follows: 'b' });
  });
});

test('an incident ends at once, or once it has been well for long enough', () => {
  const incident = lossOf('c', null);
  expect(endIfKnown(incident, 'gone')).toEqual([{ incident, reason: 'gone', replacedBy: null, isRecovery: false }]);
  expect(recoverIfKnown(incident, 'returned')).toEqual([
    { incident, reason: 'returned', replacedBy: null, isRecovery: true },
  ]);
  expect([...endIfKnown(null, 'gone'), ...recoverIfKnown(null, 'returned')]).toEqual([]);
});

test('what is lost replaces nobody: the incident ends with what is known of the one that it began with', () => {
  const story = new Story();
  story.sees({ a: fresh, b: fresh, c: fresh }, 'a');
  story.sees({ a: fresh, b: fresh, d: fresh }, 'a');
  story.sees({ a: fresh, b: fresh }, 'a');
  const instanceById = byId(story.state.instances);
  expect(instanceById.get('d')?.lostSince).not.toBeNull();
  expect(endedOf([lossOf('c', start)], [], instanceById, () => 'accepted')).toMatchObject([
    { reason: 'accepted', replacedBy: null },
  ]);
  expect(endedOf([lossOf('unheard-of', start)], [], instanceById, () => 'accepted')).toMatchObject([
    { reason: 'accepted', replacedBy: null, isRecovery: false },
  ]);
});

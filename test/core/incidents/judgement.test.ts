import { expect, test } from '@jest/globals';
import { byId } from '../../../core/cluster/known-instance.ts';
import type { Incident } from '../../../core/incidents/incident.ts';
import { byLatest, endedOf } from '../../../core/incidents/judgement.ts';
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
])('of two incidents about what is one process now, one told goes on (%s, %s)', (toldOfC, toldOfD, kept, over) => {
  const story = new Story();
  story.sees({ a: fresh, b: fresh, c: fresh }, 'a');
  story.sees({ a: fresh, b: fresh, d: fresh }, 'a');
  const instanceById = byId(story.state.instances);
  expect(instanceById.get('c')?.replacedBy).toBe('d');
  const incidents = [lossOf('c', toldOfC), lossOf('d', toldOfD)];
  expect(byLatest(incidents, instanceById).get('d')?.id).toBe(kept);
  const ended = endedOf(incidents, [], instanceById, () => 'returned', 'replaced');
  expect(ended.find(({ incident }) => incident.id === over)).toMatchObject({
    reason: 'superseded',
    replacedBy: null,
    isRecovery: false,
  });
  expect(ended.find(({ incident }) => incident.id === kept)?.reason).not.toBe('superseded');
});

import { describe, expect, test } from '@jest/globals';
import { maxRemembered } from '../../core/incidents/remembered.ts';
import { maxEntries } from '../../adapters/rocketchat/parser.ts';
import { listing } from './answers.ts';
import { outlineOf, play } from './playing.ts';

/* Answers that list far more than any cluster has. */

const minute = 60;
const hostOf = (index: number): string => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
const real = (at: number, ids: readonly string[]) =>
  ids.map((id, index) => ({ id, heartbeat: at - 3, host: hostOf(index), local: index === 0 }));
/** Records of processes that ended a day before. */
const ghosts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `ghost-${index}`,
    heartbeat: -86_400,
    host: hostOf(1_000 + index),
  }));

describe('25,000 records of dead processes', () => {
  const living = (turn: number) => (turn < 4 || turn > 12 ? ['a', 'b', 'c'] : ['a', 'b']);
  const played = play(
    Array.from({ length: 20 }, (_, turn) => {
      const at = turn * minute;
      return listing(at, [...real(at, living(turn)), ...(turn > 0 && turn < 15 ? ghosts(25_000) : [])]);
    }),
    { settings: { lossFor: '1m' } },
  );

  test('hide no loss and no end of one, and are alerted of until they are gone', () => {
    expect(outlineOf(played)).toEqual([
      'opened too-many-instances',
      'opened loss c',
      'resolved loss c',
      'resolved too-many-instances',
    ]);
  });

  test('are what is not remembered', () => {
    const [, crowded, ...later] = played.snapshots;
    expect(crowded?.health.instances).toHaveLength(maxRemembered);
    expect(crowded?.health.unremembered).toBe(25_003 - maxRemembered);
    expect(crowded?.omitted).toEqual(['instances']);
    expect(later.at(-1)?.health.unremembered).toBeUndefined();
  });
});

test('5,000 ids that are listed once each, at every check, leave no more behind than can be remembered', () => {
  const crowd = (turn: number, at: number) =>
    Array.from({ length: 5_000 }, (_, index) => ({
      id: `once-${turn}-${index}`,
      heartbeat: at - 3,
      host: hostOf(index),
    }));
  const turns = Array.from({ length: 8 }, (_, turn) => turn * minute);
  const { snapshots } = play(
    turns.map((at, turn) => listing(at, [...real(at, ['a', 'b', 'c']), ...(turn < 6 ? crowd(turn, at) : [])])),
  );
  for (const { health } of snapshots) expect(health.instances.length).toBeLessThanOrEqual(maxRemembered);
  const kept = new Set(snapshots.at(-1)?.health.instances.map(({ id }) => id));
  expect(['a', 'b', 'c'].every((id) => kept.has(id))).toBe(true);
});

test('a list that is too long to be judged is a failed call that says so', () => {
  const { snapshots } = play([listing(0, real(0, ['a'])), listing(minute, ghosts(maxEntries + 1))]);
  expect(snapshots.at(-1)?.failure).toMatchObject({
    outcome: 'bad-response',
    detail:
      'the answer lists 50001 instances, and no more than 50000 can be judged: delete stale records from the database',
  });
  expect(snapshots.at(-1)?.health.instances.map(({ id }) => id)).toEqual(['a']);
});

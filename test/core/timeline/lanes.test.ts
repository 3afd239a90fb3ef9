import { expect, test } from '@jest/globals';
import { minute } from '../../adapters/dynamodb/given.ts';
import { checkAt, givenInstance, lost, shownLanes, timelineOf } from './given.ts';

const healthy = givenInstance;

test('equal statuses of successive checks are one run, which lasts until the next check', async () => {
  const unresponsive = healthy('b', { status: 'unresponsive' });
  const timeline = await timelineOf(
    [
      checkAt(0, [healthy('a'), healthy('b')]),
      checkAt(1, [healthy('a'), healthy('b')]),
      checkAt(2, [healthy('a'), unresponsive]),
      checkAt(3, [healthy('a'), healthy('b')]),
    ],
    4,
  );
  expect(shownLanes(timeline)).toEqual(['a:3000: healthy 4', 'b:3000: healthy 2, unresponsive 1, healthy 1']);
});

test('while the workspace cannot be seen, its instances have no status', async () => {
  const timeline = await timelineOf(
    [checkAt(0, [healthy('a')]), checkAt(1, 'timeout'), checkAt(2, 'timeout'), checkAt(3, [healthy('a')])],
    4,
  );
  expect(shownLanes(timeline)).toEqual(['a:3000: healthy 1, unseen 2, healthy 1']);
  expect(timeline.calls.map(({ state }) => state)).toEqual(['answered', 'timeout', 'answered']);
  expect(timeline.judged).toEqual({
    seenSeconds: 120,
    allHealthySeconds: 120,
    unseenSeconds: 120,
    uncheckedSeconds: 0,
  });
});

test('a time without checks is not seen either, and distinguished from one in which the workspace did not answer', async () => {
  const checks = [0, 1, 2, 3, 20, 21, 22].map((at) => checkAt(at, [healthy('a')]));
  const timeline = await timelineOf(checks, 30);
  expect(shownLanes(timeline)).toEqual(['a:3000: healthy 4, unseen 16, healthy 3, unseen 7']);
  expect(timeline.calls.map(({ state }) => state)).toEqual(['answered', 'unchecked', 'answered', 'unchecked']);
  expect(timeline.judged).toMatchObject({ seenSeconds: 420, unseenSeconds: 0, uncheckedSeconds: 1380 });
});

test('checks every twelve hours leave no gap', async () => {
  const checks = [0, 720, 1440].map((at) => checkAt(at, [healthy('a')]));
  expect(shownLanes(await timelineOf(checks, 2160))).toEqual(['a:3000: healthy 2160']);
});

test('a process that takes the place of another goes on in its lane', async () => {
  const timeline = await timelineOf(
    [
      checkAt(0, [healthy('a')]),
      checkAt(1, [lost('a', minute(1))]),
      checkAt(2, [
        lost('a', minute(1), { status: 'replaced', replacedBy: 'b' }),
        healthy('b', { replaces: 'a', arrivedAt: minute(2) }),
      ]),
      checkAt(3, [healthy('b', { replaces: 'a', arrivedAt: minute(2) })]),
    ],
    4,
  );
  expect(shownLanes(timeline)).toEqual(['b:3000: healthy 1, missing 1, healthy 2']);
  expect(timeline.lanes[0]?.processes).toMatchObject([
    { id: 'a', status: 'replaced' },
    { id: 'b', status: 'healthy', firstSeenAt: minute(2) },
  ]);
});

test('a newcomer that came first goes on in the lane of the one it replaces, from when that one was lost', async () => {
  const newcomer = healthy('b', { arrivedAt: minute(1) });
  const timeline = await timelineOf(
    [
      checkAt(0, [healthy('a')]),
      checkAt(1, [healthy('a'), newcomer]),
      checkAt(2, [lost('a', minute(2), { status: 'unresponsive', listed: true }), newcomer]),
      checkAt(3, [lost('a', minute(2), { status: 'replaced', replacedBy: 'b' }), { ...newcomer, replaces: 'a' }]),
    ],
    4,
  );
  expect(shownLanes(timeline)).toEqual(['b:3000: healthy 4']);
});

test('three processes that follow each other between two checks share a lane', async () => {
  const timeline = await timelineOf(
    [
      checkAt(0, [healthy('c')]),
      checkAt(1, [
        lost('c', minute(1), { status: 'replaced', replacedBy: 'b' }),
        lost('b', minute(1), { status: 'replaced', replaces: 'c', replacedBy: 'a' }),
        healthy('a', { replaces: 'b' }),
      ]),
    ],
    2,
  );
  expect(shownLanes(timeline)).toEqual(['a:3000: healthy 2']);
  expect(timeline.lanes[0]?.processes.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
});

test('one that was replaced and comes back goes on in a lane of its own', async () => {
  const timeline = await timelineOf(
    [
      checkAt(0, [healthy('a')]),
      checkAt(1, [lost('a', minute(1), { status: 'replaced', replacedBy: 'b' }), healthy('b', { replaces: 'a' })]),
      checkAt(2, [healthy('a'), healthy('b')]),
    ],
    3,
  );
  expect(shownLanes(timeline)).toEqual(['a:3000: healthy 1', 'b:3000: healthy 3']);
});

test('a stale record that was never seen alive has no lane', async () => {
  const leftover = healthy('a', { status: 'unresponsive', onceHealthy: false });
  expect(shownLanes(await timelineOf([checkAt(0, [leftover, healthy('b')])], 1))).toEqual(['b:3000: healthy 1']);
});

test('an answer that is not believed yet says nothing', async () => {
  const doubtful = {
    ...checkAt(1, [healthy('a')]),
    health: { ...checkAt(0, [healthy('a')]).health, emptySince: minute(1) },
  };
  const timeline = await timelineOf([checkAt(0, [healthy('a')]), doubtful, checkAt(2, [healthy('a')])], 3);
  expect(timeline.calls.map(({ state }) => state)).toEqual(['answered', 'unjudged', 'answered']);
  expect(shownLanes(timeline)).toEqual(['a:3000: healthy 1, unseen 1, healthy 1']);
});

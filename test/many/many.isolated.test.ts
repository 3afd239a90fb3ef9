import { beforeAll, expect, test } from '@jest/globals';
import { times } from '../length.ts';
import { play, type Played } from './play.ts';
import { complaintsAbout } from './verdict.ts';

/** `npm run test:many` plays 300; with each dozen come all fates. */
const dozens = times({ short: 1, long: 2 });
let played: Played;
beforeAll(async () => {
  played = await play(12 * dozens);
});

test('many workspaces each have their own snapshots, alerts and failures, and nothing of each other', () => {
  expect(played.messages).toHaveLength(3 * dozens);
  expect(complaintsAbout(played)).toEqual([]);
});

test('what is amiss with one of many is found', () => {
  const [first, second, ...others] = played.workspaces;
  if (first === undefined || second === undefined) throw new Error('nothing was played');
  const mixedUp = [{ ...first, snapshots: second.snapshots }, second, ...others];
  expect(complaintsAbout({ ...played, workspaces: mixedUp, messages: played.messages.slice(1) })).toEqual([
    expect.stringMatching(/^workspace-000: instances: .* instead of /),
    'workspace-000: alerts: opened unauthorized, instead of opened low-memory',
    expect.stringMatching(/^sent to subscribers: /),
  ]);
});

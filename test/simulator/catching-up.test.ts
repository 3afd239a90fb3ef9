import { afterEach, describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../simulator/clock.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { fc } from '../property.ts';
import { times } from '../length.ts';
import { closeWorkspaces, at } from './support.ts';

afterEach(closeWorkspaces);

/** What may happen to a workspace, each given which of its living instances it happens to. */
const happenings: Readonly<Record<string, (workspace: SimulatedWorkspace, id: string) => void>> = {
  kill: (workspace, id) => {
    workspace.kill(id);
  },
  'hang or wake': (workspace, id) => {
    const hung = workspace.instances.find(({ state }) => state === 'hung');
    if (hung !== undefined) workspace.wake(hung.id);
    else if (workspace.instances.some((one) => one.id === id && one.state === 'running')) workspace.hang(id);
  },
  start: (workspace) => {
    workspace.start({ startSeconds: 13 });
  },
  restart: (workspace, id) => {
    workspace.restart(id);
  },
  'roll out': (workspace) => {
    workspace.rollOut({ style: 'recreate', startSeconds: 7, pauseSeconds: 2 });
  },
  'stall the database': (workspace) => {
    workspace.stallDatabase(72);
  },
  'delete a record': (workspace, id) => {
    workspace.deleteRecord(id);
  },
  part: (workspace, id) => {
    workspace.partition(id, workspace.instances[0]?.id ?? id);
  },
  'part silently': (workspace, id) => {
    workspace.partition(id, workspace.instances[0]?.id ?? id, { silently: true });
  },
  heal: (workspace) => {
    workspace.heal();
  },
  'lose the broker': (workspace, id) => {
    if (workspace.instances.some((one) => one.id === id && one.state === 'running')) workspace.loseBroker(id);
  },
  'regain the broker': (workspace, id) => {
    workspace.regainBroker(id);
  },
  'lose the database': (workspace, id) => {
    workspace.loseDatabase(id);
  },
  'regain the database': (workspace, id) => {
    workspace.regainDatabase(id);
  },
  'the database goes': (workspace) => {
    workspace.loseDatabase();
  },
  'the database comes': (workspace) => {
    workspace.regainDatabase();
  },
  'fail over': (workspace) => {
    workspace.failOver({ clockSkewSeconds: -90 });
  },
};

const worlds = [
  { mode: 'tcp' },
  { mode: 'tcp', version: '7.0.0' },
  { mode: 'tcp', version: '7.5.0' },
  { mode: 'nats' },
  { mode: 'microservices' },
  { mode: 'tcp', shape: 'flat' },
] as const;
type World = (typeof worlds)[number];

interface Happening {
  readonly what: string;
  readonly toWhom: number;
  readonly thenSeconds: number;
}

const happening: fc.Arbitrary<Happening> = fc.record({
  what: fc.constantFrom(...Object.keys(happenings)),
  toWhom: fc.nat(20),
  thenSeconds: fc.integer({ min: 0, max: 150 }),
});

/** What is listed at the end of these happenings, where somebody looks every so many seconds, or only at the end. */
const listedAfter = (world: World, story: readonly Happening[], lookEverySeconds: number | null) => {
  const clock = new VirtualClock();
  const workspace = new SimulatedWorkspace({ ...world, clock, loadBalancer: (candidates) => at(candidates, 0) });
  for (const { what, toWhom, thenSeconds } of story) {
    const living = workspace.instances.filter(({ state }) => state !== 'dead');
    const subject = living[toWhom % living.length];
    if (subject !== undefined) happenings[what]?.(workspace, subject.id);
    const stepSeconds = lookEverySeconds ?? thenSeconds;
    for (let passed = 0; passed < thenSeconds; passed += stepSeconds) {
      clock.advance(Math.min(stepSeconds, thenSeconds - passed));
      if (lookEverySeconds !== null) workspace.look();
    }
  }
  const look = workspace.look();
  return look.kind === 'list' ? look.instances : look.kind;
};

describe('a workspace', () => {
  test('comes to the same however seldom somebody looks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...worlds),
        fc.array(happening, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        (world, story, everySeconds) => {
          expect(listedAfter(world, story, null)).toEqual(listedAfter(world, story, everySeconds));
        },
      ),
      { numRuns: times({ short: 40, long: 200 }) },
    );
  });
});

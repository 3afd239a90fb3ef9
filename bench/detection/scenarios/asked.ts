import { defaultRules } from '../../../core/rules/registry.ts';
import { killedAt, type MemoryUse } from '../../../simulator/memory-use.ts';
import { trouble } from '../causes.ts';
import { type Cause, hour, minute, type Scenario } from '../scenario.ts';
import { restart, setReady } from './steps.ts';

const limit = 1024;
const memory = { ...defaultRules.memory, limitMiB: limit, withinSeconds: 2 * hour };
const asked = { asksInstances: true, rules: { memory } } as const;

const begins = 20 * minute;
const mends = 80 * minute;
/** From a process being lost until a check can see that another took its place. */
const replacementSeconds = 45;

/** When a process that uses memory so, and began a little before the scenario, is killed. */
const killSeconds = (use: MemoryUse): number => (killedAt(use, 0) ?? Infinity) / 1000 - upSeconds;
const upSeconds = 60;
/** For how long memory must be well. */
const resolveAfterSeconds = 5 * minute;

/** It is to be sent an hour before the kill at the latest, and to end with the process that follows. */
function leak(name: string, use: MemoryUse): Cause {
  const kill = killSeconds(use);
  return {
    ...trouble({ what: `${name} leaks until it is killed`, kinds: ['memory'], about: [name], from: 0, forSeconds: 0 }),
    untilSeconds: kill - minute,
    endReasons: ['replaced'],
    expected: ({ everySeconds }) => ({
      sending: 'must',
      latestSeconds: kill - hour,
      calledAs: 'memory',
      endLatestSeconds: kill + replacementSeconds + 3 * everySeconds + resolveAfterSeconds,
    }),
  };
}

const leaking: MemoryUse = { base: 400, leakPerHour: 50, tooth: 60, toothMinutes: 25, limit };

/** Instances that are asked themselves. */
export const askedThemselves: readonly Scenario[] = [
  {
    name: 'a process leaks until the kernel kills it, and starts anew',
    ...asked,
    workspace: { instances: [{}, { uses: leaking, upSeconds }, {}] },
    lastsSeconds: Math.round(killSeconds(leaking) + hour),
    script: [],
    causes: [leak('b', leaking)],
  },
  {
    name: 'garbage collection leaves large teeth',
    ...asked,
    workspace: { instances: [{}, { uses: { base: 450, tooth: 350, toothMinutes: 90 } }, {}] },
    lastsSeconds: 20 * hour,
    script: [],
    causes: [],
  },
  {
    name: 'a process uses too much, and restarts',
    ...asked,
    workspace: { instances: [{}, { uses: { base: 960 } }, {}] },
    lastsSeconds: 2 * hour,
    script: [restart('b', mends, { uses: { base: 400 } })],
    causes: [
      trouble({
        what: 'b uses too much',
        kinds: ['memory'],
        from: 0,
        until: mends,
        forSeconds: 5 * minute,
        endReasons: ['replaced'],
        resolveAfterSeconds,
        endShownWithin: 2,
        endVisibleAfterSeconds: replacementSeconds,
      }),
    ],
  },
  {
    name: 'a process is not ready for an hour',
    ...asked,
    lastsSeconds: 2 * hour,
    script: [setReady('b', false, begins), setReady('b', true, mends)],
    causes: [
      trouble({
        what: 'b is not ready',
        kinds: ['not-ready'],
        about: ['b'],
        from: begins,
        until: mends,
        forSeconds: 2 * minute,
        endReasons: ['ready'],
      }),
    ],
  },
  {
    name: 'instances that are asked are deployed anew, one after another',
    ...asked,
    lastsSeconds: 2 * hour,
    script: ['a', 'b', 'c'].map((name, turn) => restart(name, begins + turn * 2 * minute)),
    causes: [],
  },
];

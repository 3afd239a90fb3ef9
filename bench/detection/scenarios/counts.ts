import { defaultRules, type Rules } from '../../../core/rules/registry.ts';
import { disconnected, lost, tooFew } from '../causes.ts';
import { type Cause, hour, minute, type Scenario } from '../scenario.ts';
import { hang, heal, kill, part, scale, start, wake } from './steps.ts';

const begins = 20 * minute;
const mends = 60 * minute;
const lasts = 2 * hour;
const during = { from: begins, until: mends };

const expecting = (expected: number): Partial<Rules> => ({
  tooFewInstances: { ...defaultRules.tooFewInstances, expected },
});

/** One cause that also leaves too few: both may be named, in one message. */
const andTooFew = (cause: Cause): Cause => ({
  ...cause,
  kinds: [...cause.kinds, 'too-few-instances'],
  endReasons: null,
});

/** Workspaces whose number of instances is watched. */
export const counts: readonly Scenario[] = [
  {
    name: 'one of three expected is killed, and another started much later',
    rules: expecting(3),
    lastsSeconds: lasts,
    script: [kill('b', begins), start(mends)],
    causes: [andTooFew(lost('b', { what: 'b is gone', ...during }))],
  },
  {
    name: 'one of three expected hangs and wakes up',
    rules: expecting(3),
    lastsSeconds: lasts,
    script: [hang('b', begins), wake('b', mends)],
    causes: [andTooFew(lost('b', { what: 'b hangs', ...during }))],
  },
  {
    name: 'one of three expected is cut off',
    rules: expecting(3),
    lastsSeconds: lasts,
    script: [part(['b'], ['a', 'c'], begins), heal(mends)],
    causes: [andTooFew(disconnected(['b'], { what: 'b is cut off', ...during, endShownWithin: 5 }))],
  },
  {
    name: 'there are two where three are expected, until a third starts',
    workspace: { instances: 2 },
    rules: expecting(3),
    lastsSeconds: lasts,
    script: [start(mends)],
    causes: [tooFew({ what: 'there are only two', from: 0, until: mends })],
  },
  {
    name: 'one of four dies where three are expected',
    workspace: { instances: 4 },
    rules: expecting(3),
    lastsSeconds: lasts,
    script: [kill('b', begins)],
    causes: [lost('b', { what: 'b is gone', from: begins })],
  },
  {
    // One of the two may be taken for replaced by the newcomer; that there are too few is sure.
    name: 'two of five expected die two minutes after a sixth was started',
    workspace: { instances: 5 },
    rules: expecting(5),
    lastsSeconds: lasts,
    script: [scale(6, begins - 2 * minute), kill(['b', 'c'], begins)],
    causes: [andTooFew(lost(null, { what: 'there are only four', from: begins }))],
  },
];

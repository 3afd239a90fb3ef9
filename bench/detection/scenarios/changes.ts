import { defaultRules, type Rules } from '../../../core/rules/registry.ts';
import { inTurns, lost, tooFew } from '../causes.ts';
import { day, hour, minute, type Scenario } from '../scenario.ts';
import { deploy, failOver, kill, names, restart, scale } from './steps.ts';

const begins = 20 * minute;
const lasts = 3 * hour;

const atLeast = (minInstances: number): Partial<Rules> => ({
  minInstances,
  tooFewInstances: { ...defaultRules.tooFewInstances, expected: minInstances },
});

/** Up in the morning and down at night, three days in a row. */
const nights = [0, 1, 2].flatMap((turn) => [scale(3, begins + turn * day), scale(6, begins + turn * day + 10 * hour)]);

/**
 * Processes that take minutes to come back in their place: losses where `for` is a minute, nothing to send where it is
 * `auto`, which waits for three, and learns. Of twenty, some wait for the next alert: so many are not sent at once.
 */
function slowly(instances: number, downSeconds: number): Scenario {
  const everySeconds = downSeconds + 30;
  const lastsUntil = begins + (instances - 1) * everySeconds + downSeconds;
  const whole = lost(null, { what: 'one is missing', from: begins, until: lastsUntil, endReasons: ['replaced'] });
  const cause = inTurns(
    whole,
    names(instances).map((name, turn) => {
      const from = begins + turn * everySeconds;
      return lost(name, { what: `${name} restarts`, from, until: from + downSeconds });
    }),
  );
  return {
    name: `${instances} processes restart in place, one after another, and take ${downSeconds / 60} minutes each`,
    workspace: { instances },
    lastsSeconds: lastsUntil + 3 * hour,
    script: names(instances).map((name, turn) => restart(name, begins + turn * everySeconds, { downSeconds })),
    causes: [
      {
        ...cause,
        expected: (sight) => {
          const expected = sight.lossFor.maxSeconds > minute ? null : cause.expected(sight);
          return expected && { ...expected, endLatestSeconds: instances > 10 ? null : expected.endLatestSeconds };
        },
      },
    ],
  };
}

/** Restarts that take long, hosts of the database that take over, and numbers that change by themselves. */
export const changes: readonly Scenario[] = [
  ...[3, 20].flatMap((instances) => [2 * minute, 3 * minute].map((seconds) => slowly(instances, seconds))),
  ...[-300, 300, 40, -40].map((clockSkewSeconds): Scenario => ({
    name: `a database host takes over whose clock is ${Math.abs(clockSkewSeconds)} s ${clockSkewSeconds > 0 ? 'ahead' : 'behind'}`,
    lastsSeconds: lasts,
    script: [failOver(clockSkewSeconds, begins)],
    causes: [],
  })),
  ...[-300, 300].map((clockSkewSeconds): Scenario => ({
    name: `a process dies with the host of the database, and the next one's clock is ${Math.abs(clockSkewSeconds)} s ${clockSkewSeconds > 0 ? 'ahead' : 'behind'}`,
    lastsSeconds: lasts,
    script: [kill('b', begins), failOver(clockSkewSeconds, begins + 20)],
    // Behind the new clock, b's last heartbeat lies ahead until it is seen to stand still.
    causes: [lost('b', { what: 'b is gone', from: begins, shownEvery: 3 })],
  })),
  {
    name: 'a cluster of at least two scales from six to three every night',
    workspace: { instances: 6, places: 'per-process' },
    rules: atLeast(2),
    lastsSeconds: 3 * day,
    script: nights,
    causes: [],
  },
  {
    name: 'a cluster of at least two falls to one',
    workspace: { instances: 4, places: 'per-process' },
    rules: atLeast(2),
    lastsSeconds: lasts,
    script: [scale(3, begins), kill(['b', 'c'], begins + hour)],
    causes: [
      {
        ...tooFew({
          what: 'one is left',
          from: begins + hour,
          visibleAfter: { earliestSeconds: 25, latestSeconds: 46 },
        }),
        kinds: ['too-few-instances', 'disappeared', 'unresponsive'],
        about: null,
      },
    ],
  },
  {
    name: 'a rolling deploy of a cluster of at least two',
    workspace: { instances: 4, places: 'per-process' },
    rules: atLeast(2),
    lastsSeconds: lasts,
    script: [deploy({ style: 'recreate' }, begins)],
    causes: [],
  },
];

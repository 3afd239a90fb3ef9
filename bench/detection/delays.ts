import type { Table } from '../proof-section.ts';
import { detectorFor, type Profile, variantsOf, verdictOn } from './contest.ts';
import type { Lateness } from './course.ts';
import { lost } from './causes.ts';
import { minute, type Scenario } from './scenario.ts';
import { medianOf } from './score.ts';
import { kill, restart } from './scenarios/steps.ts';

/** How long the alert about a crash without replacement may take, in the median. */
interface Goal {
  readonly what: string;
  readonly profile: Profile;
  readonly lateness: Lateness;
  /** After how many quick restarts it happens. */
  readonly restarts: number;
  readonly maxMedianSeconds: number;
}

const set = { name: 'for: 1m', everySeconds: minute, lossForSeconds: minute };
const auto = { ...set, name: 'for: auto', lossForSeconds: null };
const seldom = { ...set, everySeconds: 5 * minute };

export const goals: readonly Goal[] = [
  { what: 'every 1m, for: 1m', profile: set, lateness: 'steady', restarts: 0, maxMedianSeconds: 130 },
  { what: 'every 1m, for: 1m', profile: set, lateness: 'drawn', restarts: 0, maxMedianSeconds: 145 },
  { what: 'every 1m, auto, learned', profile: auto, lateness: 'steady', restarts: 3, maxMedianSeconds: 130 },
  { what: 'every 1m, auto, learned', profile: auto, lateness: 'drawn', restarts: 3, maxMedianSeconds: 145 },
  { what: 'every 1m, auto, new workspace', profile: auto, lateness: 'steady', restarts: 0, maxMedianSeconds: 270 },
  { what: 'every 1m, auto, new workspace', profile: auto, lateness: 'drawn', restarts: 0, maxMedianSeconds: 270 },
  { what: 'every 5m, for: 1m', profile: seldom, lateness: 'steady', restarts: 0, maxMedianSeconds: 270 },
  { what: 'every 5m, for: 1m', profile: seldom, lateness: 'drawn', restarts: 0, maxMedianSeconds: 270 },
];

const restartEverySeconds = 10 * minute;
/** Quick enough for `auto` to come down to a minute. */
const quickSeconds = 8;

/** A process dies for good, so long after others were restarted one by one that nothing of it excuses the loss. */
export function crashAfter(restarts: number): Scenario {
  const crashSeconds = restarts * restartEverySeconds + 30 * minute;
  return {
    name: 'a process is killed',
    teachesAuto: restarts > 0,
    lastsSeconds: crashSeconds + 20 * minute,
    script: [
      ...Array.from({ length: restarts }, (_, turn) =>
        restart('a', 10 * minute + turn * restartEverySeconds, { downSeconds: quickSeconds }),
      ),
      kill('b', crashSeconds),
    ],
    causes: [lost('b', { what: 'b is gone', from: crashSeconds })],
  };
}

/** How long the alerts took, the shortest first. @throws Error where one was missed or another was sent */
export function delaysOf(
  { profile, lateness, restarts }: Omit<Goal, 'what' | 'maxMedianSeconds'>,
  phases: number,
): readonly number[] {
  const scenario = crashAfter(restarts);
  return variantsOf(profile, phases, [lateness])
    .flatMap((variant) => {
      const { delaysSeconds, falseAlarms } = verdictOn(
        detectorFor('this alerter', scenario, profile),
        scenario,
        profile,
        variant,
      );
      if (delaysSeconds.length !== 1 || falseAlarms.length > 0) throw new Error(`not one alert: ${falseAlarms.join()}`);
      return delaysSeconds;
    })
    .toSorted((a, b) => a - b);
}

const phases = 60;

/** The delays of all goals, and what was aimed at. */
export const delayTable = (): Table => [
  ['workspace', 'lateness of checks', 'shortest', 'median', 'longest', 'goal for the median'],
  ...goals.map((goal) => {
    const delays = delaysOf(goal, phases);
    const figures = [delays[0], medianOf(delays), delays.at(-1), goal.maxMedianSeconds];
    return [goal.what, goal.lateness, ...figures.map((seconds) => `${Math.round(seconds ?? NaN)} s`)];
  }),
];

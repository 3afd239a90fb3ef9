import { defaultRules, type Rules } from '../../../core/rules/registry.ts';
import { inTurns, lost, shownFrom, stale, unreachable } from '../causes.ts';
import { minute, type Scenario } from '../scenario.ts';
import { cutOff, deploy, hang, kill, names, restore, start, stop } from './steps.ts';

const begins = 20 * minute;
const lasts = 90 * minute;
const styles = ['surge', 'recreate'] as const;

const expecting = (expected: number): Partial<Rules> => ({
  tooFewInstances: { ...defaultRules.tooFewInstances, expected },
});

const silent: Pick<Scenario, 'lastsSeconds' | 'causes'> = { lastsSeconds: lasts, causes: [] };

/** Deploys, alone and with something going wrong in them. */
export const rollOuts: readonly Scenario[] = [
  ...styles.flatMap((style) =>
    (['fixed', 'per-process', 'localhost'] as const).map((places): Scenario => ({
      name: `a rolling deploy, ${style}, places ${places}`,
      workspace: { places },
      script: [deploy({ style }, begins)],
      ...silent,
    })),
  ),
  ...styles.flatMap((style) =>
    [1, 5].map((atOnce): Scenario => ({
      name: `a rolling deploy of twenty, ${style}, ${atOnce} at once`,
      workspace: { instances: 20, places: 'per-process', loadBalancer: 'random' },
      script: [deploy({ style, atOnce }, begins)],
      ...silent,
    })),
  ),
  ...styles.map((style): Scenario => ({
    name: `a rolling deploy of two, ${style}, sticky load balancer`,
    workspace: { instances: 2, loadBalancer: 'sticky' },
    script: [deploy({ style }, begins)],
    ...silent,
  })),
  ...styles.flatMap((style) =>
    [3, 20].map((instances): Scenario => ({
      name: `a rolling deploy of ${instances} where ${instances} are expected, ${style}`,
      workspace: { instances },
      rules: expecting(instances),
      script: [deploy({ style }, begins)],
      ...silent,
    })),
  ),
  {
    name: 'a rolling deploy that surges for minutes, where the number is expected',
    workspace: { places: 'per-process' },
    rules: expecting(3),
    script: [deploy({ style: 'surge', startSeconds: 120, pauseSeconds: 60 }, begins)],
    ...silent,
  },
  {
    name: 'a deploy that replaces all at once, surge',
    workspace: { instances: 6, places: 'per-process' },
    script: [deploy({ style: 'surge', atOnce: 6 }, begins)],
    ...silent,
  },
  {
    // Each is gone for longer than a loss is waited for where `for` is a minute.
    name: 'a rolling deploy, recreate, of processes that take two minutes to start',
    lastsSeconds: lasts,
    script: [deploy({ style: 'recreate', startSeconds: 120 }, begins)],
    causes: names(3).map((name, position) => {
      const from = begins + position * 130;
      return lost(name, { what: `${name} is gone`, from, until: from + 120, endReasons: ['replaced'] });
    }),
  },
  {
    // The same where old and new can only be distinguished by counting.
    name: 'a rolling deploy, recreate, of processes that take two minutes to start, places per-process',
    workspace: { places: 'per-process' },
    lastsSeconds: lasts,
    script: [deploy({ style: 'recreate', startSeconds: 120 }, begins)],
    causes: [
      inTurns(
        lost(null, { what: 'one is missing', from: begins, until: begins + 3 * 130, endReasons: ['replaced'] }),
        names(3).map((name, position) => {
          const from = begins + position * 130;
          return lost(name, { what: `${name} is gone`, from, until: from + 120 });
        }),
      ),
    ],
  },
  {
    name: 'an old process dies in a rolling deploy, before its turn',
    script: [deploy({ style: 'surge' }, begins), kill('c', begins + 35)],
    ...silent,
  },
  ...styles.map((style): Scenario => ({
    name: `a new process dies in a rolling deploy and stays away, ${style}`,
    workspace: { places: 'per-process' },
    lastsSeconds: lasts,
    script: [deploy({ style }, begins), kill('new 0', begins + 75)],
    // By count, nobody can know which of the lost was not replaced, nor before the deploy is over that one was not.
    causes: [
      shownFrom(begins + 2 * minute + stale.latestSeconds, lost(null, { what: 'one is missing', from: begins + 75 })),
    ],
  })),
  {
    name: 'a new process of a deploy dies twenty minutes after it',
    lastsSeconds: lasts,
    script: [deploy({ style: 'surge' }, begins), kill('new 1', begins + 20 * minute)],
    causes: [lost('new 1', { what: 'a new one is gone', from: begins + 20 * minute })],
  },
  {
    name: 'the process that is about to be replaced hangs',
    script: [hang('b', begins), deploy({ style: 'surge' }, begins)],
    ...silent,
  },
  {
    name: 'a process hangs, and is replaced by a deploy half an hour later',
    lastsSeconds: lasts,
    script: [hang('b', begins), deploy({ style: 'surge' }, begins + 30 * minute)],
    causes: [lost('b', { what: 'b hangs', from: begins, until: begins + 30 * minute, endReasons: ['replaced'] })],
  },
  ...(['bad-gateway', 'hang'] as const).map((fault): Scenario => ({
    name: `a rolling deploy while no call is answered: ${fault}`,
    workspace: { places: 'per-process' },
    lastsSeconds: lasts,
    script: [cutOff(fault, begins), deploy({ style: 'recreate' }, begins + minute), restore(begins + 20 * minute)],
    causes: [unreachable({ what: 'nobody answers', from: begins, until: begins + 20 * minute })],
  })),
  {
    name: 'an outage of three minutes in a rolling deploy',
    workspace: { instances: 8, places: 'per-process' },
    lastsSeconds: lasts,
    script: [
      deploy({ style: 'surge' }, begins),
      cutOff('bad-gateway', begins + 2 * minute),
      restore(begins + 5 * minute),
    ],
    causes: [unreachable({ what: 'nobody answers', from: begins + 2 * minute, until: begins + 5 * minute })],
  },
  {
    name: 'a deploy while no checks are made for half an hour',
    asleep: { fromSeconds: begins - minute, untilSeconds: begins + 30 * minute },
    script: [deploy({ style: 'recreate' }, begins)],
    ...silent,
  },
  {
    name: 'a cluster of six is deployed anew with four',
    workspace: { instances: 6, places: 'per-process' },
    lastsSeconds: lasts,
    script: [start(begins, 4, { startSeconds: 30 }), stop(names(6), begins + minute)],
    causes: [lost(null, { what: 'two fewer than before', from: begins + minute, shownEvery: 2 })],
  },
];

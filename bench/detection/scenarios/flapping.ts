import { defaultRules } from '../../../core/rules/registry.ts';
import { often, trouble } from '../causes.ts';
import { type Cause, day, hour, minute, type Scenario, type Step } from '../scenario.ts';
import { cutOff, disturb, hang, loseBroker, refuse, restore, wake } from './steps.ts';

const begins = 20 * minute;
const lasts = day + hour;
const turns = (periodSeconds: number, stepsAt: (seconds: number) => readonly Step[]): readonly Step[] =>
  Array.from({ length: Math.floor((lasts - begins) / periodSeconds) }, (_, turn) =>
    stepsAt(begins + turn * periodSeconds),
  ).flat();

/** Checks that look random and are the same every time. */
const isDrawn = (check: number): boolean => (Math.imul(check + 1, 0x9e3779b1) >>> 16) % 2 === 0;

/** It goes on all day: one alert, then reminders. */
const allDay = (kinds: readonly string[], what: string, about: readonly string[] = []): Cause =>
  often(kinds, { what, from: begins, about });

const expectingThree = { tooFewInstances: { ...defaultRules.tooFewInstances, expected: 3 } };

/** Nothing in it is connected to anything, for ever, and everybody serves. */
const withoutLicence: Cause = {
  ...trouble({
    what: 'no instance was ever connected',
    kinds: ['disconnected'],
    about: [],
    from: 0,
    forSeconds: minute,
  }),
  comesAndGoes: true,
};

/** What comes and goes, all day. */
export const flapping: readonly Scenario[] = [
  {
    // A heartbeat counts as stale some 35 s after the process stood still.
    name: 'a heartbeat is stale for two minutes and fresh for one, all day',
    lastsSeconds: lasts,
    script: turns(3 * minute, (seconds) => [hang('b', seconds), wake('b', seconds + 155)]),
    causes: [allDay(['disappeared', 'unresponsive'], 'b hangs and wakes up', ['b'])],
  },
  {
    name: 'a workspace is down for two minutes and up for one, all day',
    lastsSeconds: lasts,
    script: turns(3 * minute, (seconds) => [cutOff('bad-gateway', seconds), restore(seconds + 2 * minute)]),
    causes: [allDay(['unreachable'], 'nobody answers for two minutes of three')],
  },
  {
    name: 'half of all checks fail, all day',
    lastsSeconds: lasts,
    script: [disturb('half of all checks fail', begins, (check) => (isDrawn(check) ? 'hang' : null))],
    causes: [allDay(['unreachable'], 'half of all checks fail')],
  },
  {
    name: 'one of three servers refuses the token, all day',
    lastsSeconds: lasts,
    script: [refuse('b', 'unauthorized', begins)],
    causes: [allDay(['unauthorized'], 'b refuses')],
  },
  {
    name: 'one of three servers has lost its broker, all day',
    lastsSeconds: lasts,
    script: [loseBroker('b', begins)],
    causes: [allDay(['degraded', 'disconnected'], 'b has lost its broker', ['b'])],
  },
  {
    name: 'a workspace without a broadcast licence, all day',
    workspace: { enterprise: false },
    rules: expectingThree,
    lastsSeconds: lasts,
    script: [],
    causes: [withoutLicence],
  },
];

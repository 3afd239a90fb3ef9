import { compete, type PerContestant, perContestant } from './contest.ts';
import type { Variant } from './course.ts';
import type { Verdict } from './judge.ts';
import type { Scenario } from './scenario.ts';

/** What many verdicts come to. */
export interface Score {
  readonly causes: number;
  readonly missed: number;
  readonly late: number;
  readonly falseAlarms: number;
  readonly missedEnds: number;
  readonly falseEnds: number;
  /** Causes that were told, also of those that did not have to be. */
  readonly told: number;
  /** Checks that opened something about them. */
  readonly messages: number;
  readonly delaysSeconds: readonly number[];
}

export const scoreOf = (verdicts: readonly Verdict[]): Score => ({
  causes: total(verdicts.map(({ causes }) => causes)),
  missed: total(verdicts.map(({ missed }) => missed.length)),
  late: total(verdicts.map(({ late }) => late.length)),
  falseAlarms: total(verdicts.map(({ falseAlarms }) => falseAlarms.length)),
  missedEnds: total(verdicts.map(({ missedEnds }) => missedEnds.length)),
  falseEnds: total(verdicts.map(({ falseEnds }) => falseEnds.length)),
  told: total(verdicts.map(({ messages }) => messages.length)),
  messages: total(verdicts.flatMap(({ messages }) => messages)),
  delaysSeconds: verdicts.flatMap(({ delaysSeconds }) => delaysSeconds),
});

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** The runs of one scenario at one interval, as each contestant stood in them. */
export interface Result {
  readonly theme: string;
  readonly scenario: Scenario;
  readonly everySeconds: number;
  readonly verdicts: PerContestant<readonly Verdict[]>;
}

export function runScenario(scenario: Scenario, variants: readonly Variant[]): PerContestant<readonly Verdict[]> {
  const runs = variants.map((variant) => compete(scenario, variant));
  return perContestant((contestant) => runs.map((verdicts) => verdicts[contestant]));
}

/** Whether all that had to be told was, in time and to its end, and nothing else. */
export const isFlawless = ({ missed, late, falseAlarms, missedEnds, falseEnds }: Score): boolean =>
  missed + late + falseAlarms + missedEnds + falseEnds === 0;

export const medianOf = (values: readonly number[]): number | null =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;

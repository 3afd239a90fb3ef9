import { compete, type PerContestant, perContestant, type Profile } from './contest.ts';
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
  /** All that recipients got. */
  readonly messages: number;
  /** The most that one got within 24 hours. */
  readonly maxMessagesADay: number;
  /** About how many causes alerts were sent. */
  readonly sent: number;
  readonly delaysSeconds: readonly number[];
}

export const scoreOf = (verdicts: readonly Verdict[]): Score => ({
  causes: total(verdicts.map(({ due }) => due.length)),
  missed: total(verdicts.map(({ missed }) => missed.length)),
  late: total(verdicts.map(({ late }) => late.length)),
  falseAlarms: total(verdicts.map(({ falseAlarms }) => falseAlarms.length)),
  missedEnds: total(verdicts.map(({ missedEnds }) => missedEnds.length)),
  falseEnds: total(verdicts.map(({ falseEnds }) => falseEnds.length)),
  messages: total(verdicts.map(({ messages }) => messages)),
  maxMessagesADay: verdicts.reduce((max, { maxMessagesADay }) => Math.max(max, maxMessagesADay), 0),
  sent: total(verdicts.map(({ sent }) => sent)),
  delaysSeconds: verdicts.flatMap(({ delaysSeconds }) => delaysSeconds),
});

const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** The runs of one scenario as it is checked in one way, and how each contestant stood in them. */
export interface Result {
  readonly theme: string;
  readonly scenario: Scenario;
  readonly profile: Profile;
  readonly verdicts: PerContestant<readonly Verdict[]>;
}

export function runScenario(
  scenario: Scenario,
  profile: Profile,
  variants: readonly Variant[],
): PerContestant<readonly Verdict[]> {
  const runs = variants.map((variant) => compete(scenario, profile, variant));
  return perContestant((contestant) => runs.map((verdicts) => verdicts[contestant]));
}

/** Whether all that had to be sent was, in time and with its end, and nothing else. */
export const isFlawless = ({ missed, late, falseAlarms, missedEnds, falseEnds }: Score): boolean =>
  missed + late + falseAlarms + missedEnds + falseEnds === 0;

export const medianOf = (values: readonly number[]): number | null =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;

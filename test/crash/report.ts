import { markdownTable, provenance, type Table } from '../../bench/proof-section.ts';
import { type Mishap, mishaps } from './fate.ts';
import type { Figures } from './figures.ts';

/** Figures of what befell calls have two words: `PutItem throttled`. */
const callOf = (name: string): { readonly call: string; readonly mishap: Mishap } | null => {
  const mishap = mishaps.find((one) => name.endsWith(` ${one}`));
  return mishap === undefined ? null : { call: name.slice(0, -mishap.length - 1), mishap };
};

const shown = (figure: number): string => figure.toLocaleString('en');

/** How much was played, and what came of it. */
export const amounts = (figures: Figures): Table => {
  const entries = Object.entries(figures).filter(([name]) => callOf(name) === null);
  return [entries.map(([name]) => name), entries.map(([, figure]) => shown(figure))];
};

/** How often each mishap befell each call. */
export const befallen = (figures: Figures): Table => {
  const calls = [...new Set(Object.keys(figures).flatMap((name) => callOf(name)?.call ?? []))].sort();
  return [
    ['call', ...mishaps],
    ...calls.map((call) => [call, ...mishaps.map((mishap) => shown(figures[`${call} ${mishap}`] ?? 0))]),
  ];
};

/** The section of a run in which nothing came to harm. */
export const sectionOf = (figures: Figures, seed: number, lastedSeconds: number): readonly string[] => [
  '## Crashes: nothing lost, nothing invented',
  '',
  provenance(`npm run test:crash -- --seed ${seed}`, lastedSeconds),
  '',
  'Generated histories of a workspace are played through the real pipeline, against the embedded DynamoDB over the wire. Processes die before or after any call that leaves them, and lose all they had in memory. Calls are throttled, fail, are lost on the way, take effect without an answer, or take effect after their caller gave up. SNS refuses everything for ten checks. Checks are invoked twice, up to two minutes late, not at all, and while another runs; in a third of the histories they look again half a minute later while something is pending. People acknowledge incidents meanwhile, take that back, and silence the workspace; in three fifths of the histories, recipients wait for a minute or more before an incident is escalated to them. Of each batch of 250 histories, shorter ones are killed at each of their calls in turn, and then at the same call of every check.',
  '',
  ...markdownTable(amounts(figures)),
  '',
  'In each of them, every opening and every end reached the subscriber, under the same id where it came twice, and in order within the workspace; what was recorded is what follows from what was seen; nothing came twice but where a mishap or an overlap explains it; the outbox was empty in the end; what was acknowledged was neither repeated nor escalated and stayed so; and each recipient that got an incident after a while got its end.',
  '',
  'How often each call met with what:',
  '',
  ...markdownTable(befallen(figures)),
];

import type { Table } from '../proof-section.ts';
import { contestants } from './contest.ts';
import { isFlawless, medianOf, type Result, type Score, scoreOf } from './score.ts';

/** How everyone did, by interval. */
export const overview = (results: readonly Result[]): Table => [
  [
    'alerter',
    'checks every',
    'causes',
    'missed',
    'late',
    'false alarms',
    'messages per cause',
    'ends missed',
    'ends false',
    'delay, median',
    'worst',
  ],
  ...intervalsOf(results).flatMap((everySeconds) =>
    contestants.map((contestant) => {
      const runs = results.filter((result) => result.everySeconds === everySeconds);
      const score = scoreOf(runs.flatMap(({ verdicts }) => verdicts[contestant]));
      return [contestant, interval(everySeconds), ...figuresOf(score)];
    }),
  ),
];

const figuresOf = (score: Score): string[] => [
  ...[score.causes, score.missed, score.late, score.falseAlarms].map(String),
  perCause(score),
  ...[score.missedEnds, score.falseEnds].map(String),
  seconds(medianOf(score.delaysSeconds)),
  seconds(score.delaysSeconds.length === 0 ? null : score.delaysSeconds.reduce((a, b) => Math.max(a, b))),
];

/** What everyone missed and told falsely, by what the scenarios are about; both intervals together. */
export const byTheme = (results: readonly Result[]): Table => [
  ['scenarios about', 'how many', ...contestants.flatMap((contestant) => [`${contestant}: missed`, 'late', 'false'])],
  ...[...new Set(results.map(({ theme }) => theme))].map((theme) => {
    const ofTheme = results.filter((result) => result.theme === theme);
    const scores = contestants.map((contestant) => scoreOf(ofTheme.flatMap(({ verdicts }) => verdicts[contestant])));
    const count = new Set(ofTheme.map(({ scenario }) => scenario)).size;
    return [
      theme,
      String(count),
      ...scores.flatMap(({ missed, late, falseAlarms }) => [missed, late, falseAlarms].map(String)),
    ];
  }),
];

/** The scenarios in which this alerter sent more than one message for a cause, or did anything wrong. */
export const shortcomings = (results: readonly Result[]): Table => {
  const rows = results.flatMap(({ scenario, everySeconds, verdicts }) => {
    const score = scoreOf(verdicts['this alerter']);
    if (isFlawless(score) && score.messages <= score.told) return [];
    const { missed, late, falseAlarms, missedEnds, falseEnds } = score;
    const mistakes = [missed, late, falseAlarms, missedEnds + falseEnds].map(String);
    return [[scenario.name, interval(everySeconds), perCause(score), ...mistakes]];
  });
  return [['scenario', 'checks every', 'messages per cause', 'missed', 'late', 'false alarms', 'ends wrong'], ...rows];
};

/** Every mistake of this alerter, each kind once for a scenario and interval. */
export const mistakes = (results: readonly Result[]): readonly string[] =>
  results.flatMap(({ scenario, everySeconds, verdicts }) => {
    const runs = verdicts['this alerter'];
    const examples = {
      missed: runs.flatMap(({ missed }) => missed),
      late: runs.flatMap(({ late }) => late),
      'false alarm': runs.flatMap(({ falseAlarms }) => falseAlarms),
      'end missed': runs.flatMap(({ missedEnds }) => missedEnds),
      'end false': runs.flatMap(({ falseEnds }) => falseEnds),
    };
    return Object.entries(examples).flatMap(([mistake, [first, ...more]]) =>
      first === undefined
        ? []
        : [`${scenario.name}, every ${interval(everySeconds)}: ${mistake}, ${more.length + 1} times: ${first}`],
    );
  });

const intervalsOf = (results: readonly Result[]): readonly number[] => [
  ...new Set(results.map(({ everySeconds }) => everySeconds)),
];

const interval = (everySeconds: number): string => `${everySeconds / 60} m`;

const perCause = ({ messages, told }: Score): string => (told === 0 ? '' : (messages / told).toFixed(2));

const seconds = (value: number | null): string => (value === null ? '' : `${Math.round(value)} s`);

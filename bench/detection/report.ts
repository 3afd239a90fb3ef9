import type { Table } from '../proof-section.ts';
import { contestants } from './contest.ts';
import { isFlawless, medianOf, type Result, type Score, scoreOf } from './score.ts';

/** How everyone did, by how workspaces are checked. */
export const overview = (results: readonly Result[]): Table => [
  [
    'alerter',
    'checks',
    'causes',
    'missed',
    'late',
    'false alerts',
    'ends missed',
    'ends false',
    'messages',
    'per cause',
    'max a day',
    'delay, median',
  ],
  ...profilesOf(results).flatMap((profile) =>
    contestants.map((contestant) => {
      const runs = results.filter((result) => result.profile === profile);
      const score = scoreOf(runs.flatMap(({ verdicts }) => verdicts[contestant]));
      return [contestant, profile.name, ...figuresOf(score)];
    }),
  ),
];

const figuresOf = (score: Score): string[] => [
  ...[score.causes, score.missed, score.late, score.falseAlarms, score.missedEnds, score.falseEnds].map(String),
  String(score.messages),
  perCause(score),
  String(score.maxMessagesADay),
  seconds(medianOf(score.delaysSeconds)),
];

/** What everyone missed and sent falsely, by what the scenarios are about, however they are checked. */
export const byTheme = (results: readonly Result[]): Table => [
  [
    'scenarios about',
    'how many',
    ...contestants.flatMap((contestant) => [`${contestant}: missed`, 'false', 'messages']),
  ],
  ...[...new Set(results.map(({ theme }) => theme))].map((theme) => {
    const ofTheme = results.filter((result) => result.theme === theme);
    const scores = contestants.map((contestant) => scoreOf(ofTheme.flatMap(({ verdicts }) => verdicts[contestant])));
    const count = new Set(ofTheme.map(({ scenario }) => scenario)).size;
    return [
      theme,
      String(count),
      ...scores.flatMap(({ missed, falseAlarms, messages }) => [missed, falseAlarms, messages].map(String)),
    ];
  }),
];

const many = 6;

/** The scenarios in which a recipient got the most messages within a day, or this alerter did anything wrong. */
export const shortcomings = (results: readonly Result[]): Table => {
  const rows = results.flatMap(({ scenario, profile, verdicts }) => {
    const score = scoreOf(verdicts['this alerter']);
    if (isFlawless(score) && score.maxMessagesADay <= many) return [];
    const { missed, late, falseAlarms, missedEnds, falseEnds, maxMessagesADay } = score;
    const others = (['literal diff', 'three in a row'] as const).map(
      (contestant) => scoreOf(verdicts[contestant]).maxMessagesADay,
    );
    const figures = [maxMessagesADay, ...others, missed, late, falseAlarms, missedEnds + falseEnds];
    return [[scenario.name, profile.name, ...figures.map(String)]];
  });
  return [
    ['scenario', 'checks', 'max a day', 'literal diff', 'three in a row', 'missed', 'late', 'false', 'ends wrong'],
    ...rows,
  ];
};

/** The scenarios with causes about which no run, however it is checked, has to send anything: these prove nothing. */
export const neverDue = (results: readonly Result[]): readonly string[] =>
  [...new Set(results.map(({ scenario }) => scenario))].flatMap((scenario) => {
    const runs = results.filter((result) => result.scenario === scenario);
    const isDue = runs.some(({ verdicts }) => verdicts['this alerter'].some(({ due }) => due.length > 0));
    return isDue || scenario.causes.length === 0 ? [] : [`${scenario.name}: nothing is ever due`];
  });

/** Every mistake of this alerter, each kind once for a scenario and interval. */
export const mistakes = (results: readonly Result[]): readonly string[] =>
  results.flatMap(({ scenario, profile, verdicts }) => {
    const runs = verdicts['this alerter'];
    const examples = {
      missed: runs.flatMap(({ missed }) => missed),
      late: runs.flatMap(({ late }) => late),
      'false alarm': runs.flatMap(({ falseAlarms }) => falseAlarms),
      'end missed': runs.flatMap(({ missedEnds }) => missedEnds),
      'end false': runs.flatMap(({ falseEnds }) => falseEnds),
    };
    return Object.entries(examples).flatMap(([mistake, [first, ...more]]) =>
      first === undefined ? [] : [`${scenario.name}, ${profile.name}: ${mistake}, ${more.length + 1} times: ${first}`],
    );
  });

const profilesOf = (results: readonly Result[]) => [...new Set(results.map(({ profile }) => profile))];

const perCause = ({ messages, causes }: Score): string => (causes === 0 ? '' : (messages / causes).toFixed(2));

const seconds = (value: number | null): string => (value === null ? '' : `${Math.round(value)} s`);

import { type Answer, failures, ok } from './answer.ts';
import { addressOf, entryOf, type Listed, realOnes } from './entries.ts';

/** The moment of a course at which a check looks. */
export interface Moment {
  /** Counts the checks from 0. */
  readonly check: number;
  /** How much of the course is over: from 0 to 1. */
  readonly progress: number;
  /** In milliseconds. */
  readonly at: number;
  /** When the course began, in milliseconds. */
  readonly begun: number;
  /** The ids of the real servers that are there. */
  readonly real: readonly string[];
}

/** Answers that no real workspace gives, one after another. */
export interface Course {
  readonly name: string;
  readonly answer: (moment: Moment) => Answer;
  /** Halfway one of the real servers goes, and its loss must be noticed among all that. @default false */
  readonly losesOne?: boolean;
}

const many = (count: number, listed: (index: number) => Listed): Listed[] =>
  Array.from({ length: Math.floor(count) }, (_, index) => listed(index));

/** The real ones come last: what cuts a list off must not lose them. */
const withReal = ({ at, begun, real }: Moment, others: readonly Listed[]): Answer =>
  ok([...others, ...realOnes(at, begun - 86_400_000, real)].map(entryOf));

const growing = (progress: number, most: number): number => 100 + (most - 100) * Math.min(1, 2 * progress);

const oneTimeIds = (hostOf: (index: number) => unknown, most: number) => (moment: Moment) =>
  withReal(
    moment,
    many(growing(moment.progress, most), (index) => ({
      id: `once-${moment.check}-${index}`,
      heartbeat: moment.at,
      begun: moment.at - 5_000,
      host: hostOf(index),
      connected: true,
    })),
  );

/** The same every time, and different for each number. */
const mixed = (number: number): number => Math.imul(number ^ (number >>> 7), 2_654_435_761) >>> 0;

export const courses: readonly Course[] = [
  { name: 'one-time ids', answer: oneTimeIds(addressOf, 5_000) },
  { name: 'one-time ids at localhost', answer: oneTimeIds(() => 'localhost', 5_000) },
  { name: 'one-time ids without a place', answer: oneTimeIds(() => undefined, 10_000) },
  {
    name: 'ghosts',
    losesOne: true,
    answer: (moment) =>
      withReal(
        moment,
        many(25_000, (index) => ({ id: `ghost-${index}`, heartbeat: moment.begun - 3_600_000 })),
      ),
  },
  {
    name: 'ghosts that come to life',
    answer: (moment) =>
      withReal(
        moment,
        many(25_000, (index) => ({
          id: `ghost-${index}`,
          heartbeat: index < 25_000 * moment.progress ? moment.at : moment.begun - 60_000,
        })),
      ),
  },
  {
    name: 'flickering names',
    answer: (moment) =>
      withReal(
        moment,
        many(3_000, (index) => ({
          id: `name-${index}`,
          heartbeat: moment.at,
          begun: moment.at - 1_000 * (mixed(index + moment.check) % 10_000),
          host: addressOf(mixed(index + moment.check) % 3_000),
          connected: mixed(index * 31 + moment.check) % 3 > 0,
        })).filter((_, index) => mixed(index + 7 * moment.check) % 2 === 0),
      ),
  },
  {
    name: 'broken connections',
    losesOne: true,
    answer: (moment) =>
      ok(
        many(800, (index) => ({
          id: `peer-${index}`,
          heartbeat: moment.at,
          begun: moment.begun,
          host: addressOf(index),
          connected: index === moment.check % 800 || mixed(index + 800 * moment.check) % 4 === 0,
          local: index === moment.check % 800,
        }))
          .concat(realOnes(moment.at, moment.begun - 86_400_000, moment.real).map((one) => ({ ...one, local: false })))
          .map(entryOf),
      ),
  },
  {
    name: '8,000 instances',
    answer: (moment) =>
      withReal(
        moment,
        many(8_000, (index) => ({
          id: `server-${index}-of-many`,
          heartbeat: moment.at - (index % 9) * 1_000,
          begun: moment.begun,
          host: addressOf(index),
          connected: true,
          freePercent: 1 + (mixed(index) % 90),
        })).filter((_, index) => moment.check % 10 < 5 || index % 2 === 0),
      ),
  },
  {
    name: 'explosions, failing in between',
    answer: (moment) => {
      const failure = failures[Math.floor(moment.check / 3) % failures.length];
      if (moment.check % 3 === 2 && failure !== undefined) return failure;
      return withReal(
        moment,
        many(Math.min(10_000, 4 ** (moment.check % 8)), (index) => ({
          id: `burst-${Math.floor(moment.check / 8)}-${index}`,
          heartbeat: moment.at,
          begun: moment.begun,
          host: addressOf(index),
          connected: true,
        })),
      );
    },
  },
  {
    name: 'restart loops, low on memory',
    answer: (moment) =>
      withReal(
        moment,
        many(300, (index) => ({
          id: `loop-${index}-${Math.floor((moment.check + index) / (1 + (index % 4)))}`,
          heartbeat: moment.at,
          begun: moment.at - 10_000,
          host: addressOf(index),
          connected: true,
          freePercent: (moment.check + index) % 3 === 0 ? 0.5 : 50,
        })),
      ),
  },
  {
    name: 'oddities',
    losesOne: true,
    answer: (moment) =>
      withReal(
        moment,
        many(1_500, (index) => ({
          id: `odd-${index}-${'x'.repeat(300)}`,
          heartbeat: moment.at,
          begun: 8.64e15 - 1_000 * moment.check,
          host: index % 2 === 0 ? { strange: index } : `\u202e"\n${'h'.repeat(1_500)}${moment.check}`,
          name: index % 3 === 0 ? ['a', moment.check] : '\u0000\ud800'.repeat(200),
          freePercent: 100 + index,
        })),
      ),
  },
  {
    name: 'clocks that jump',
    answer: (moment) =>
      withReal(
        moment,
        many(3_000, (index) => ({
          id: `clock-${index}`,
          heartbeat:
            moment.at + ((mixed(index + moment.check) % 3) - 1) * 1_000 * (mixed(index * moment.check) % 10_000_000),
          begun: moment.begun + 1_000 * (mixed(index + moment.check) % 100_000),
          host: addressOf(index % 1_000),
          connected: true,
        })),
      ),
  },
];

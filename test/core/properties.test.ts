import { describe, expect, test } from '@jest/globals';
import { evaluate, type Evaluation } from '../../core/evaluate.ts';
import { disconnected } from '../../core/rules/disconnected.ts';
import { restarting } from '../../core/rules/restarting.ts';
import { isOf } from '../../core/rules/rule.ts';
import type { Incident } from '../../core/incidents/incident.ts';
import { incidentKinds, ruleOf } from '../../core/rules/registry.ts';
import type { Silence } from '../../core/incidents/silence.ts';
import { asListed } from '../../core/history/recorded-observation.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { Observation } from '../../core/observation/observation.ts';
import { times } from '../length.ts';
import { fc, isFoundAmong } from '../property.ts';
import { type Life, lifeOf, lifeStart, plots } from './life.ts';
import { quietDayAfter } from './quiet-day.ts';
import { allOf, type Evaluate, live, promises, type Step, timeless } from './promises.ts';

/** So many lives where the long form plays twenty times as many. */
const twentyfold = (short: number): number => times({ short, long: 20 * short });

/** Whatever is generated, no problem is found. */
const expectNone = <Value>(values: fc.Arbitrary<Value>, short: number, problemsOf: (value: Value) => string[]) => {
  const property = fc.property(values, (value) => {
    const [problem] = problemsOf(value);
    if (problem !== undefined) throw new Error(problem);
  });
  fc.assert(property, { numRuns: twentyfold(short) });
};

const lives = plots().map(lifeOf);
/** The rarest of what may happen in a life is found in one of sixty: whatever the seed, these are enough. */
const maxLives = 2_000;

test('whatever a workspace lives through, its alerts hold together', () => {
  expectNone(lives, 25, (life) => allOf(promises)(live(life)));
});

test('time that stands still or runs backwards does no harm', () => {
  const seconds = fc.constantFrom(60, 60, 60, 0, 1, -1, -60, -300, 300, 4_000, -4_000);
  expectNone(plots({ seconds }).map(lifeOf), 15, (life) => allOf(timeless)(live(life)));
});

describe('an evaluation', () => {
  /** What was made of a life, in an order of its own where there is none. */
  const outcomes = (life: Life) =>
    live(life).map(({ state, changes, remarks }) => ({
      state,
      changes: [...changes].sort((a, b) => (a.incident.id < b.incident.id ? -1 : 1)),
      remarks: [...remarks].sort(),
    }));

  test('gives the same result for the same input', () => {
    fc.assert(
      fc.property(plots(), (plot) => {
        expect(outcomes(lifeOf(plot))).toEqual(outcomes(lifeOf(plot)));
      }),
      { numRuns: twentyfold(5) },
    );
  });

  test('does not depend on the order of the entries', () => {
    const turned = (observation: Observation, by: number): Observation => {
      if (observation.outcome !== 'ok') return observation;
      const { instances } = observation;
      const first = by % Math.max(instances.length, 1);
      return { ...observation, instances: [...instances.slice(first), ...instances.slice(0, first)].reverse() };
    };
    fc.assert(
      fc.property(lives, fc.nat(7), (life, by) => {
        const other = life.map((moment) => ({ ...moment, observation: turned(moment.observation, by) }));
        expect(outcomes(other)).toEqual(outcomes(life));
      }),
      { numRuns: twentyfold(5) },
    );
  });
});

test('after a quiet day nothing stands but what is still so', () => {
  expectNone(lives, 15, (life) => {
    const steps = live(life);
    const last = steps.at(-1);
    if (last === undefined) return ['nothing was lived'];
    const instances = last.state.instances.filter(({ listed }) => listed).map(asListed);
    const { rules } = last;
    const day = live(quietDayAfter(last, instances), { before: last.state });
    const isStillSo = ({ kind, subjects, follows, isNotice }: Incident): boolean =>
      isNotice === true ||
      (kind === 'low-memory' &&
        instances.some(({ id }) => subjects.length === 0 || subjects.includes(id) || follows === id)) ||
      (kind === 'too-few-instances' && instances.length < (rules.tooFewInstances.expected ?? 0)) ||
      instances.length === 0;
    const standing = day.at(-1)?.state.incidents ?? [];
    return [
      ...standing.filter((incident) => !isStillSo(incident)).map(({ id }) => `${id} still stands`),
      ...allOf(promises)([...steps, ...day]),
    ];
  });
});

describe('days at which something happens at each check', () => {
  const busy = plots({ seconds: fc.constantFrom(300, 600), calls: 300 }).map(lifeOf);
  const forgetful: Evaluate = (input) =>
    evaluate({ ...input, previous: input.previous === null ? null : { ...input.previous, sent: [] } });

  test('lead to few alerts, and these hold together', () => {
    expectNone(busy, 3, (life) => allOf(promises)(live(life)));
  });

  test('would lead to many if what was sent were forgotten', () => {
    expect(
      isFoundAmong(100, busy, (life) => promises.alertsAreFew(live(life, { evaluate: forgetful })).length > 0),
    ).toBe(true);
  });
});

describe('a silence', () => {
  const moment = fc.nat(45).map((minutes) => plusSeconds(lifeStart, minutes * 60));
  const silences: fc.Arbitrary<Silence[]> = fc.array(
    fc.record({
      id: fc.constant('a-silence'),
      kinds: fc.option(fc.array(fc.constantFrom(...incidentKinds), { minLength: 1, maxLength: 3 })),
      instance: fc.option(fc.constantFrom('00', '01', '10', '11')),
      from: moment,
      until: moment,
      reason: fc.constant('maintenance'),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const silenced = fc.record({ life: lives, silences });
  const isSilenced = (incident: Incident, all: readonly Silence[], at: Timestamp): boolean => {
    const ofIt = all.filter(
      ({ kinds, from, until }) =>
        (kinds === null || ruleOf(incident.kind).kinds.some((kind) => kinds.includes(kind))) &&
        from <= at &&
        secondsBetween(at, until) > 0,
    );
    const silenced = (ids: readonly string[]): boolean =>
      ofIt.some(({ instance }) => instance === null || ids.includes(instance));
    if (isOf(disconnected, incident) && incident.subjects.length === 0 && incident.among.length > 0)
      return incident.among.every((id) => silenced([id]));
    return silenced(isOf(restarting, incident) ? [...incident.subjects, incident.latest] : incident.subjects);
  };

  const isOpenAndUnsent = (incident: Incident): boolean =>
    incident.state === 'open' && incident.toldAt === null && incident.mendedAt === undefined && !incident.isHeld;

  test('holds back what opens, and nothing that was sent: no end is invented, and none is lost', () => {
    expectNone(silenced, 20, ({ life, silences: given }) => allOf(promises)(live(life, { silences: given })));
  });

  test('is kept, and what still stands when it ends is sent then', () => {
    expectNone(silenced, 20, ({ life, silences: given }) =>
      live(life, { silences: given }).flatMap(({ at, observation, changes, state }) => [
        ...changes
          .filter(({ change, incident }) => change !== 'resolved' && isSilenced(incident, given, at))
          .map(({ incident }) => `${at}: ${incident.id} is silenced, and sent`),
        ...state.incidents
          // While nothing is seen, nothing is known to stand still.
          .filter((incident) => observation.outcome === 'ok' && state.seenAt === at && isOpenAndUnsent(incident))
          .filter((incident) => !isSilenced(incident, given, at))
          .map(({ id }) => `${at}: ${id} is open, and not sent`),
      ]),
    );
  });

  test('changes what is sent, and not what is', () => {
    // How many are healthy enough to be counted depends on how a partition was reported.
    const facts = ({ incidents }: Step['state']) =>
      incidents
        .filter(({ kind }) => kind !== 'too-few-instances')
        .map(({ id, kind, state, since, openedAt }) => ({ id, kind, state, since, openedAt }));
    fc.assert(
      fc.property(silenced, ({ life, silences: given }) => {
        const quiet = live(life, { silences: given });
        const loud = live(life);
        expect(quiet.map(({ state }) => facts(state))).toEqual(loud.map(({ state }) => facts(state)));
        expect(quiet.map(({ state }) => state.instances)).toEqual(loud.map(({ state }) => state.instances));
      }),
      { numRuns: twentyfold(5) },
    );
  });
});

describe('the promises see through an evaluation that', () => {
  const altered =
    (alter: (evaluation: Evaluation, input: Parameters<Evaluate>[0]) => Evaluation): Evaluate =>
    (input) =>
      alter(evaluate(input), input);
  const faults: ReadonlyArray<readonly [string, keyof typeof promises, Evaluate]> = [
    [
      'forgets to send an end',
      'everyOpeningHasItsEnd',
      altered((evaluation) => ({
        ...evaluation,
        changes: evaluation.changes.filter(({ reason }) => reason !== 'superseded'),
      })),
    ],
    [
      'sends an end under another name',
      'everyOpeningHasItsEnd',
      altered((evaluation) => ({
        ...evaluation,
        changes: evaluation.changes.map((change) =>
          change.reason === 'reconnected'
            ? { ...change, incident: { ...change.incident, subjects: change.incident.subjects.slice(1) } }
            : change,
        ),
      })),
    ],
    [
      'reminds at every check',
      'remindersKeepTheirDistance',
      (input) => evaluate({ ...input, rules: { ...input.rules, remindEverySeconds: 0 } }),
    ],
    [
      'opens at once',
      'nothingOpensEarly',
      (input) =>
        evaluate({ ...input, rules: { ...input.rules, disappeared: { ...input.rules.disappeared, forSeconds: 0 } } }),
    ],
    [
      'takes a failure for an empty list',
      'failuresChangeNoFact',
      (input) =>
        evaluate({
          ...input,
          observation:
            input.observation.outcome === 'ok'
              ? input.observation
              : { outcome: 'ok', instances: [], observer: null, serverDate: null, degraded: null, oddities: [] },
        }),
    ],
    [
      'has one newcomer replace every loss',
      'pairsAreDisjoint',
      altered((evaluation) => {
        const newcomer = evaluation.state.instances.find(({ replaces }) => replaces !== null);
        const instances = evaluation.state.instances.map((instance) =>
          newcomer === undefined || instance.status !== 'missing'
            ? instance
            : ({ ...instance, status: 'replaced', replacedBy: newcomer.id } as const),
        );
        return { ...evaluation, state: { ...evaluation.state, instances } };
      }),
    ],
    [
      'names incidents by what they are about alone',
      'idsAreUnique',
      altered((evaluation) => {
        const renamed = (incident: Incident): Incident => ({
          ...incident,
          id: `${incident.kind}/${incident.subjects.join('+')}`,
        });
        return { ...evaluation, state: { ...evaluation.state, incidents: evaluation.state.incidents.map(renamed) } };
      }),
    ],
  ];

  test.each(faults)('%s: %s', (_what, name, faulty) => {
    const breaksIt = (life: Life): boolean => promises[name](live(life, { evaluate: faulty })).length > 0;
    expect(isFoundAmong(maxLives, lives, breaksIt)).toBe(true);
  });
});

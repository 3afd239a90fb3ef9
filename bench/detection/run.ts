/**
 * The detection benchmark: what this alerter and two simpler ones tell of a library of scenarios, held against what
 * a good operator would want to be told.
 *
 * `npm run bench:detection` runs everything and writes the section of docs/proof.md. With `-- --scenario NAME` it
 * shows one run of one scenario, check by check.
 */
import { parseArgs } from 'node:util';
import { markdownTable, plainTable, proofDocument, provenance, type Table, writeSection } from '../proof-section.ts';
import { contestants, detectorFor, variantsOf } from './contest.ts';
import { play } from './course.ts';
import { byTheme, mistakes, overview, shortcomings } from './report.ts';
import { isFlawless, type Result, runScenario, scoreOf } from './score.ts';
import { library, scenarios } from './scenarios/library.ts';
import { timeline } from './timeline.ts';

const intervalsSeconds = [60, 300];
const offsets = 6;
const seeds = 2;

const { values } = parseArgs({
  options: {
    scenario: { type: 'string' },
    every: { type: 'string', default: '60' },
    offset: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    alerter: { type: 'string', default: contestants[0] },
  },
});

const show = (lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

function showOne(name: string): void {
  const scenario = only(name, 'scenario', scenarios, (one) => one.name);
  const alerter = only(values.alerter, 'alerter', contestants, (one) => one);
  const variant = {
    everySeconds: Number(values.every),
    offsetSeconds: Number(values.offset),
    seed: Number(values.seed),
  };
  if (!(variant.everySeconds > 0 && variant.offsetSeconds >= 0 && Number.isInteger(variant.seed))) {
    throw new RangeError('--every takes seconds above 0, --offset seconds from 0 on, --seed a whole number');
  }
  show(timeline(play(scenario, variant), detectorFor(alerter, scenario)));
}

/** The one of that name, or the only one whose name contains it. */
function only<Named>(name: string, what: string, all: readonly Named[], nameOf: (one: Named) => string): Named {
  const exactly = all.filter((one) => nameOf(one) === name);
  const [found, ...others] = exactly.length > 0 ? exactly : all.filter((one) => nameOf(one).includes(name));
  if (found !== undefined && others.length === 0) return found;
  const candidates = found === undefined ? all : [found, ...others];
  throw new RangeError(`which ${what} is meant by "${name}"?\n  ${candidates.map(nameOf).join('\n  ')}`);
}

function runAll(): void {
  const startedAt = performance.now();
  const results = Object.entries(library).flatMap(([theme, ofTheme]) => {
    process.stderr.write(`${theme} …\n`);
    return ofTheme.flatMap((scenario) =>
      intervalsSeconds.map((everySeconds): Result => {
        const verdicts = runScenario(scenario, variantsOf(everySeconds, offsets, seeds));
        return { theme, scenario, everySeconds, verdicts };
      }),
    );
  });
  const lastedSeconds = Math.round((performance.now() - startedAt) / 1000);

  const tables = [overview(results), byTheme(results), shortcomings(results)];
  show(tables.flatMap((table) => [...plainTable(table), '']));
  show([...mistakes(results), `${scenarios.length} scenarios, ${lastedSeconds} s`]);
  writeSection(proofDocument, 'detection', sectionOf(tables, lastedSeconds));
  if (!isFlawless(scoreOf(results.flatMap(({ verdicts }) => verdicts['this alerter'])))) process.exitCode = 1;
}

function sectionOf([all = [], themes = [], more = []]: readonly Table[], lastedSeconds: number): readonly string[] {
  const runs = scenarios.length * intervalsSeconds.length * offsets * seeds;
  return [
    '## Detection: what is told, and what is not',
    '',
    provenance('npm run bench:detection', lastedSeconds),
    '',
    `${scenarios.length} scenarios of a simulated workspace (\`bench/detection/scenarios/\`), each with what a good operator would want to be told and by when, judged by the design's rules. Each is looked at every minute and every five minutes, at ${offsets} phases of the checks against the events and with ${seeds} seeds: ${runs} runs. All alerters see the same answers.`,
    '',
    ...markdownTable(all),
    '',
    '- *literal diff*: the difference of two successive answers. *three in a row*: a threshold checker of the Gatus kind, three failures on the number listed and on `connected`, two successes to resolve. Both are given more than they earn: whichever instance they name is right.',
    '- *missed*: never told while it went on. *late*: told, but later than its rule, a stale heartbeat and two checks allow. *false alarms*: openings without a cause. *ends missed*, *ends false*: a resolution that did not come in time, or came while the trouble went on.',
    '- *messages per cause*: checks that opened something about a cause that was told; reminders and ends are not counted. *delay*: from when the cause could first be seen; that of a leak counts from its first byte, and its alert comes hours before the kill.',
    '',
    'By what the scenarios are about, both intervals together:',
    '',
    ...markdownTable(themes),
    '',
    ...(more.length > 1
      ? ['Where this alerter sent more than one message for a cause, or was wrong:', '', ...markdownTable(more)]
      : ['This alerter sent one message for each cause in every run, and was never wrong.']),
  ];
}

try {
  if (values.scenario === undefined) runAll();
  else showOne(values.scenario);
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

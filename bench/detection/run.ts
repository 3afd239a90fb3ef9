/**
 * The detection benchmark: what this alerter and two simpler ones send in a library of scenarios, held against what
 * a good operator would want to get.
 *
 * `npm run bench:detection` runs everything and writes the section of docs/proof.md; with `-- --theme THEME` it runs what
 * is about that, and writes nothing. With `-- --scenario NAME` it
 * shows one run of one scenario, check by check.
 */
import { parseArgs } from 'node:util';
import { markdownTable, plainTable, proofDocument, provenance, type Table, writeSection } from '../proof-section.ts';
import { contestants, detectorFor, profiles, variantsOf } from './contest.ts';
import { delayTable } from './delays.ts';
import { byTheme, mistakes, neverDue, overview, shortcomings } from './report.ts';
import { hour, type Scenario } from './scenario.ts';
import { type Result, runScenario } from './score.ts';
import { library, scenarios } from './scenarios/library.ts';
import { timeline } from './timeline.ts';

const { values } = parseArgs({
  options: {
    scenario: { type: 'string' },
    theme: { type: 'string' },
    phases: { type: 'string', default: '2' },
    profile: { type: 'string', default: profiles[0]?.name ?? '' },
    lateness: { type: 'string', default: 'steady' },
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
  const profile = only(values.profile, 'profile', profiles, (one) => one.name);
  const lateness = only(values.lateness, 'lateness', ['steady', 'drawn'] as const, (one) => one);
  const [offsetSeconds, seed] = [Number(values.offset), Number(values.seed)];
  if (!(offsetSeconds >= 0 && Number.isInteger(seed))) {
    throw new RangeError('--offset takes seconds from 0 on, --seed a whole number');
  }
  const variant = { everySeconds: profile.everySeconds, offsetSeconds, lateness, seed };
  show(timeline(scenario, variant, detectorFor(alerter, scenario, profile)));
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
  const themes = Object.entries(library).filter(([theme]) => values.theme === undefined || theme === values.theme);
  const results = themes.flatMap(([theme, ofTheme]) => {
    process.stderr.write(`${theme} …\n`);
    return ofTheme.flatMap((scenario) =>
      profiles.map((profile): Result => {
        const verdicts = runScenario(scenario, profile, variantsOf(profile, phasesOf(scenario)));
        return { theme, scenario, profile, verdicts };
      }),
    );
  });
  const delays = values.theme === undefined ? delayTable() : [];
  const lastedSeconds = Math.round((performance.now() - startedAt) / 1000);

  const tables = { all: overview(results), delays, themes: byTheme(results), more: shortcomings(results) };
  const runs = results.reduce((sum, { verdicts }) => sum + verdicts['this alerter'].length, 0);
  show(Object.values(tables).flatMap((table) => [...plainTable(table), '']));
  const wrong = [...mistakes(results), ...neverDue(results)];
  show([...wrong, `${scenarios.length} scenarios, ${runs} runs, ${lastedSeconds} s`]);
  if (values.theme === undefined) writeSection(proofDocument, 'detection', sectionOf(tables, runs, lastedSeconds));
  if (wrong.length > 0) process.exitCode = 1;
}

/** What lasts a day is looked at in fewer phases. */
const phasesOf = ({ lastsSeconds }: Scenario): number => (lastsSeconds > 12 * hour ? 1 : Number(values.phases));

function sectionOf(
  tables: { readonly all: Table; readonly delays: Table; readonly themes: Table; readonly more: Table },
  runs: number,
  lastedSeconds: number,
): readonly string[] {
  return [
    '## Detection: which alerts are sent, and which are not',
    '',
    provenance('npm run bench:detection', lastedSeconds),
    '',
    `${scenarios.length} scenarios of a simulated workspace (\`bench/detection/scenarios/\`), each with the alerts that a good operator would want, judged by the design's rules, in ${runs} runs. In half of them each check is late by the same 3 s, in the others by its own 0 to 59 s. All alerters see the same answers; this one looks again a minute later where something is pending and checks come every five minutes.`,
    '',
    ...markdownTable(tables.all),
    '',
    '- *literal diff*: the difference of two successive answers. *three in a row*: a threshold checker of the Gatus kind, three failures on the number listed and on `connected`, two successes to resolve. Both get more credit than they earn: any instance that they name is right.',
    '- *missed*: no alert while the cause lasted, though two checks far enough apart saw it. *late*: an alert, but at a later check than the first that could send it. *false alerts*: openings and reminders without a cause, or that name a wrong instance. *ends missed*, *ends false*: a resolution that came too late, or while the cause went on.',
    '- *messages*: all that a recipient gets, reminders, ends and false ones included. *per cause*: for each cause that calls for an alert; an opening and an end make two. *max a day*: the most within 24 hours of a run. *delay*: from the event itself; that of a leak counts from its first byte.',
    '',
    'How long after a crash without replacement the alert is sent, from the crash itself, over 60 phases:',
    '',
    ...markdownTable(tables.delays),
    '',
    'By what the scenarios are about, all runs together:',
    '',
    ...markdownTable(tables.themes),
    '',
    ...(tables.more.length > 1
      ? [
          'Where this alerter sent more than six messages within a day, or was wrong:',
          '',
          ...markdownTable(tables.more),
        ]
      : ['This alerter was never wrong, and never sent more than six messages within a day.']),
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

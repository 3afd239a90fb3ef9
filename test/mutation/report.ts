import { relative, sep } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { markdownTable, provenance, type Table } from '../../bench/proof-section.ts';

/** How many mutants of a part met with what. */
interface Tally {
  readonly name: string;
  readonly found: number;
  readonly timedOut: number;
  readonly survived: number;
  readonly untested: number;
}

const hasEnd =
  (...ends: ReadonlyArray<MutantResult['status']>) =>
  (mutant: MutantResult): boolean =>
    ends.includes(mutant.status);

const tallyOf = (name: string, mutants: readonly MutantResult[]): Tally => ({
  name,
  found: mutants.filter(hasEnd('Killed')).length,
  timedOut: mutants.filter(hasEnd('Timeout')).length,
  survived: mutants.filter(hasEnd('Survived')).length,
  untested: mutants.filter(hasEnd('NoCoverage')).length,
});

const triedIn = ({ found, timedOut, survived, untested }: Tally): number => found + timedOut + survived + untested;

const scoreOf = (tally: Tally): string => `${(((tally.found + tally.timedOut) / triedIn(tally)) * 100).toFixed(1)} %`;

const rowOf = (tally: Tally): readonly string[] => [
  tally.name,
  ...[triedIn(tally), tally.found, tally.timedOut, tally.survived, tally.untested].map((count) =>
    count.toLocaleString('en'),
  ),
  scoreOf(tally),
];

/** `core/rules`, or of a file that lies in core/ itself `core/decide.ts`. */
const partOf = ({ fileName }: MutantResult): string =>
  relative(process.cwd(), fileName).split(sep).slice(0, 2).join('/');

export const tableOf = (mutants: readonly MutantResult[]): Table => {
  const parts = [...new Set(mutants.map(partOf))].sort();
  const rows = parts
    .map((part) =>
      tallyOf(
        part,
        mutants.filter((mutant) => partOf(mutant) === part),
      ),
    )
    .filter((tally) => triedIn(tally) > 0);
  return [
    ['part', 'mutants', 'found', 'without end', 'survived', 'not run by any test', 'score'],
    ...[...rows, tallyOf('all', mutants)].map(rowOf),
  ];
};

/** The section of docs/proof.md. */
export const sectionOf = (
  mutants: readonly MutantResult[],
  { options, lastedSeconds }: { readonly options: readonly string[]; readonly lastedSeconds: number },
): readonly string[] => [
  '## Mutants: wrong programs that the tests of the core call wrong',
  '',
  provenance(['npm run test:mutation', ...(options.length === 0 ? [] : ['--', ...options])].join(' '), lastedSeconds),
  '',
  'StrykerJS changes one thing in `core/` at a time: a condition, a number’s sign, a text, an empty block. The tests of `test/core/` must fail of each. Left out are the tests that play thousands of lives or a month of checks (`test/mutation/load-tests.ts` names them): what only they would find counts as survived. With `--incremental`, mutants of what did not change since an earlier run keep its result.',
  '',
  ...markdownTable(tableOf(mutants)),
  '',
  `Not tried are ${mutants.filter(hasEnd('Ignored')).length.toLocaleString('en')} mutants of what is made as a module is loaded, such as the settings, the meaning and the fixed texts of a rule, which the golden files and the tables of the documentation hold.`,
];

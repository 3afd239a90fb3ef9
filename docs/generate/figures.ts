import { markdownTable, proofDocument, readSection } from '../../bench/proof-section.ts';

/** A row of a table, by the titles of its columns. */
type Row = ReadonlyMap<string, string>;

const cellsOf = (line: string): readonly string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The rows of the first table with these titles in a text. */
function rowsOf(text: string, titles: readonly string[]): readonly Row[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => titles.every((title) => cellsOf(line).includes(title)));
  const [heading = '', , ...rest] = start < 0 ? [] : lines.slice(start);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  const names = cellsOf(heading);
  return rest.slice(0, end < 0 ? undefined : end).map((line) => {
    const cells = cellsOf(line);
    return new Map(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

const get = (row: Row | undefined, title: string): string => {
  const value = row?.get(title);
  if (value === undefined) throw new Error(`${proofDocument} has no ${title} where README.md needs it`);
  return value;
};

const alerters: ReadonlyArray<readonly [name: string, meaning: string]> = [
  ['this alerter', '**this alerter**'],
  ['three in a row', 'a threshold of three failed checks'],
  ['literal diff', 'a comparison of two successive lists'],
];

const defaults = '1 m, for: auto';

/** What README.md says of accuracy and delay, as docs/proof.md has it. */
export function figures(proof = readSection(proofDocument, 'detection') ?? ''): readonly string[] {
  const [, scenarios = '?', runs = '?'] = /(\d+) scenarios[\s\S]*? in (\d+) runs/.exec(proof) ?? [];
  const compared = rowsOf(proof, ['alerter', 'checks', 'missed', 'false alerts']);
  const delays = rowsOf(proof, ['workspace', 'lateness of checks', 'median']);
  const rows = alerters.map(([name, meaning]) => {
    const row = compared.find((one) => one.get('alerter') === name && one.get('checks') === defaults);
    const titles = ['missed', 'false alerts', 'messages'];
    return [meaning, ...titles.map((title) => Number(get(row, title)).toLocaleString('en'))];
  });
  const crash = delays.find(
    (row) => row.get('workspace') === 'every 1m, auto, learned' && row.get('lateness of checks') === 'steady',
  );
  const causes = get(
    compared.find((row) => row.get('alerter') === 'this alerter' && row.get('checks') === defaults),
    'causes',
  );
  return [
    ...markdownTable([[`${causes} problems in ${scenarios} scenarios`, 'missed', 'false alerts', 'messages'], ...rows]),
    '',
    `A crash without a replacement is reported ${get(crash, 'median')} after it happens (median, default rules, checked every minute). The scenarios are simulated clusters, played in ${Number(runs).toLocaleString('en')} runs.`,
  ];
}

import type { CommandOutline, Value } from './outline.ts';

export const isWords = (value: Value): value is readonly string[] => typeof value !== 'string';

/** As one word of bash and zsh. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** What can come next after a command: the names below it, words for its argument, its options. */
export const wordsOf = ({ subcommands, options, argument }: CommandOutline): readonly string[] => [
  ...subcommands.map(({ name }) => name),
  ...(argument !== null && isWords(argument) ? argument : []),
  ...options.map(({ flag }) => flag),
];

/** For `case "$command $word"`, where the command is what was typed so far: the words that lead to a command below it. */
export const commandPattern = (outline: readonly CommandOutline[]): string =>
  outline
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(path.includes(' ') ? path : ` ${path}`))
    .join('|');

interface OptionPattern {
  /** For `case "$command $previous"`. */
  readonly pattern: string;
  readonly value: Value;
}

/** The branches of `case "$command $previous"`: after an option, only what it takes is completed. */
export const optionBranches = (outline: readonly CommandOutline[], candidates: (value: Value) => string): string =>
  optionPatterns(outline)
    .map(({ pattern, value }) => `    ${pattern}) ${candidates(value)}; return ;;`)
    .join('\n');

/** One for each kind of value, with all options of all commands that take it. */
function optionPatterns(outline: readonly CommandOutline[]): readonly OptionPattern[] {
  const patterns = new Map<string, { value: Value; places: string[] }>();
  for (const { path, options } of outline) {
    for (const { flag, value } of options) {
      if (value === null) continue;
      const known = patterns.get(String(value)) ?? { value, places: [] };
      known.places.push(quoted(`${path} ${flag}`));
      patterns.set(String(value), known);
    }
  }
  return [...patterns.values()].map(({ value, places }) => ({ pattern: places.join('|'), value }));
}

/** The code of a document in a language, block by block. */
export const blocksOf = (text: string, language: string): readonly string[] =>
  [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, its]) => its === language)
    .map(([, , code = '']) => code);

/** PartiQL statements, each with the comment before it, about a table of that name. */
export const statementsOf = (text: string, table: string): ReadonlyArray<readonly [about: string, statement: string]> =>
  blocksOf(text, 'sql')
    .flatMap((block) => block.split(/\n\s*\n/))
    .map((part) => {
      const [comment = '', ...lines] = part.trim().split('\n');
      return [comment.replace(/^-- /, ''), lines.join(' ').replaceAll('"TABLE"', `"${table}"`)];
    });

/** A command as a shell would split it: quotes, and lines that go on. */
export const wordsOf = (command: string): readonly string[] =>
  [...command.replace(/\\\n/g, ' ').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );

/** What the functions write from now on, by their log or past it, a line each, in place of its going out. */
export interface Logged {
  readonly lines: string[];
  /** The lines, read. */
  entries(): unknown[];
  /** Has it go out again. */
  giveBack(): void;
}

const consoleMethods = ['debug', 'info', 'log', 'warn', 'error'] as const;

export function divertLog(): Logged {
  const lines: string[] = [];
  const note = (line: unknown): true => {
    lines.push(String(line).trimEnd());
    return true;
  };
  const write = process.stdout.write.bind(process.stdout);
  const methods = consoleMethods.map((name) => [name, console[name].bind(console)] as const);
  process.stdout.write = note;
  for (const name of consoleMethods) console[name] = note;
  return {
    lines,
    entries: () => lines.map((line): unknown => JSON.parse(line)),
    giveBack: () => {
      process.stdout.write = write;
      for (const [name, method] of methods) console[name] = method;
    },
  };
}

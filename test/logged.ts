/** What the functions' log writes from now on, a line each, in place of going out. */
export interface Logged {
  readonly lines: string[];
  /** The lines, read. */
  entries(): unknown[];
  /** Has it go out again. */
  giveBack(): void;
}

export function divertLog(): Logged {
  const lines: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (line: unknown) => {
    lines.push(String(line).trimEnd());
    return true;
  };
  return {
    lines,
    entries: () => lines.map((line): unknown => JSON.parse(line)),
    giveBack: () => {
      process.stdout.write = write;
    },
  };
}

/** The headline of a summary, for a reader who gets the advice elsewhere. */
export const withoutAdvice = (summary: string, advice: string): string =>
  summary.endsWith(` ${advice}`) ? summary.slice(0, -` ${advice}`.length).replace(/\.$/, '') : summary;

/** @param names with which it may begin, and which stay as they are written */
export const asSentence = (text: string, names: readonly string[] = []): string => {
  const isName = names.some((name) => text.startsWith(name));
  const line = isName ? text : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return /[.?!…]$/.test(line) ? line : `${line}.`;
};

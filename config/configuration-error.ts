/** One thing in the configuration that cannot be used. */
export interface Mistake {
  /** Where: a path in the file such as `workspaces[1].rules.lowMemory.freePercent`, or a command line option. */
  readonly path: string;
  /** The line of the file, counted from 1; null where there is none. */
  readonly line: number | null;
  /** What was found and what is allowed, for a person. Never holds a value that may be a secret. */
  readonly text: string;
}

const mistakeText = ({ path, line, text }: Mistake): string => {
  const place = [path, line === null ? '' : `line ${line}`].filter((part) => part !== '').join(', ');
  return place === '' ? text : `${place}: ${text}`;
};

/** A configuration that cannot be used. The message names every mistake in it, so that one round mends all. */
export class ConfigurationError extends Error {
  /** Distinguishes it from other errors. */
  override readonly name = 'ConfigurationError';
  /** Each mistake, in the order of the file. */
  readonly mistakes: readonly Mistake[];

  constructor(headline: string, mistakes: readonly Mistake[], options?: ErrorOptions) {
    super([`${headline}:`, ...mistakes.map(mistakeText)].join('\n  '), options);
    this.mistakes = mistakes;
  }
}

/** @param source the file, or what stood in for it. */
export const cannotBeUsed = (source: string, mistakes: readonly Mistake[], options?: ErrorOptions) => {
  const count = mistakes.length === 1 ? '' : ` (${mistakes.length} mistakes)`;
  return new ConfigurationError(`${source} cannot be used${count}`, mistakes, options);
};

/** The error where there is but one thing to say, and no line to say it of. */
export const cannotBeUsedBecause = (source: string, text: string, options?: ErrorOptions) =>
  cannotBeUsed(source, [{ path: '', line: null, text }], options);

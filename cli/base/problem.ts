/** Something a person has to put right before a command can do its work: one line that says what, and what to do. */
export class Problem extends Error {
  override readonly name: string = 'Problem';
}

/** What a command leaves behind, as design and scripts know it. */
export const exitCodes = { healthy: 0, problemsFound: 1, couldNotDoIt: 2 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

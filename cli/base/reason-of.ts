import { oneLine } from '../../core/text/one-line.ts';

const maxReasonLength = 400;

/** What an error says, on one line. */
export const reasonOf = (error: unknown): string =>
  oneLine(error instanceof Error ? error.message : String(error), maxReasonLength);

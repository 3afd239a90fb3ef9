/** Something only a person knows. */
export interface Question {
  /** What is asked, in a few words, without a colon. */
  readonly message: string;
  /** The answer where none is given; without it, one must be. */
  readonly default?: string;
  /** Why an answer will not do and what would, in one line that does not repeat it; null where it will. */
  readonly problemOf?: (answer: string) => string | null;
}

/** Asks a person at a terminal, or reads the answers, a line each, from whatever stands in for one. */
export interface Questions {
  /** Whether somebody is there who can be asked once more. */
  readonly isInteractive: boolean;
  /** @throws Problem where there is no answer that will do */
  readonly text: (question: Question) => Promise<string>;
  /** Shows nothing of the answer. @throws Problem where there is no answer that will do */
  readonly secret: (question: Question) => Promise<string>;
  /** Yes or no, by default no. */
  readonly confirm: (message: string) => Promise<boolean>;
}

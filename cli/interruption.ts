export interface Interruption {
  readonly signal: AbortSignal;
  /** Leaves the signals of the process alone again. */
  release(): void;
}

/** Aborted by the first such signal; a second one ends the process as it would any other. */
export function interruptedBy(signals: readonly NodeJS.Signals[]): Interruption {
  const controller = new AbortController();
  const release = (): void => {
    for (const signal of signals) process.off(signal, interrupt);
  };
  const interrupt = (): void => {
    release();
    controller.abort();
  };
  for (const signal of signals) process.on(signal, interrupt);
  return { signal: controller.signal, release };
}

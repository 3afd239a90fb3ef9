interface Interruption {
  readonly signal: AbortSignal;
  /** Leaves the signals of the process alone again. */
  release(): void;
}

/** Ctrl-C reaches every process of a terminal, and those in between, such as npm, pass it on: one press comes twice. */
const onePressMilliseconds = 500;

/** Aborted by the first such signal; a later one ends the process as it would any other. */
export function interruptedBy(signals: readonly NodeJS.Signals[]): Interruption {
  const controller = new AbortController();
  const release = (): void => {
    for (const signal of signals) process.off(signal, interrupt);
  };
  const interrupt = (): void => {
    controller.abort();
    setTimeout(release, onePressMilliseconds).unref();
  };
  for (const signal of signals) process.on(signal, interrupt);
  return { signal: controller.signal, release };
}

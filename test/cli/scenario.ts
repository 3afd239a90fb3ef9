/** Processes of the real program at a time: a machine may have no more than two cores. */
const max = 4;

let underWay = 0;
const waiting: Array<() => void> = [];

const turn = (): Promise<void> => {
  underWay += 1;
  return underWay <= max ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
};

const done = (): void => {
  underWay -= 1;
  waiting.shift()?.();
};

/**
 * Plays a scenario beside others, since most of what takes time in them is waiting. It begins when the test file
 * does; a test awaits what came of it.
 */
export const playing = <T>(scenario: () => Promise<T>): Promise<T> => {
  const played = turn().then(scenario).finally(done);
  // It is the test that awaits it which fails.
  played.catch(() => undefined);
  return played;
};

/** For tests that await a scenario. */
export const patience = 60_000;

/** Some rules within seconds, and a name by which alerts are known. */
export const configuration = (url: string): string => `
workspaces: [{ name: production, url: "${url}", every: 1s }]
rules: { disappeared: { for: 1s } }
`;

/** How a state is drawn: the worse, the higher, so that it differs from others without its colour. */
interface Look {
  readonly colour: string;
  /** Part of the height of the strip. */
  readonly height: number;
  readonly letter?: string;
}

/** What is well lies low: what is wrong stands above it. */
export const healthyHeight = 0.4;

const plain: Look = { colour: 'strip-healthy', height: healthyHeight };
const failed: Look = { colour: 'strip-missing', height: 1 };

export const laneLooks: Readonly<Record<string, Look>> = {
  healthy: plain,
  replaced: { colour: 'replaced', height: healthyHeight, letter: 'R' },
  unseen: { colour: 'unseen', height: 0.14 },
  unknown: { colour: 'unseen', height: 0.55, letter: '?' },
  disconnected: { colour: 'strip-disconnected', height: 0.65, letter: 'D' },
  unresponsive: { colour: 'strip-unresponsive', height: 0.82, letter: 'U' },
  missing: { colour: 'strip-missing', height: 1, letter: 'M' },
};

const callLooks: Readonly<Record<string, Look>> = {
  answered: plain,
  unchecked: { colour: 'unseen', height: 0.14 },
  unjudged: { colour: 'unseen', height: 0.55 },
};

export const lookOf = (state: string): Look => laneLooks[state] ?? callLooks[state] ?? failed;

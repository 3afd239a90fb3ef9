import fc from 'fast-check';
import { calmed, explore, killedEachTime, killedOnce } from './explore.ts';
import { add, type Figures, figuresOf } from './figures.ts';
import { play } from './play.ts';
import { scenarios } from './scenario.ts';
import { recordingTopic } from './topic.ts';
import { verdict } from './verdict.ts';
import { openWorld, type World } from './world.ts';

/** How many generated histories a batch has; a world with more of them would only grow. */
export const batchHistories = 250;
/** So many more, shorter ones are killed at each of their calls in turn. */
const sweptHistories = 2;
const sweptChecks = 5;

interface Batch {
  readonly seed: number;
  readonly histories: number;
  readonly onFigures: (figures: Figures) => void;
}

/** Plays a batch of histories in a world of its own. Throws where one comes to harm, with all that shows why. */
export async function playBatch({ seed, histories, onFigures }: Batch): Promise<void> {
  const world = await openWorld();
  try {
    const result = await explore({
      world,
      seed,
      histories,
      onPlayed: (played) => {
        onFigures(figuresOf(played));
      },
    });
    if (result.failed) throw new Error(fc.defaultReportMessage(result), { cause: result.errorInstance });
    await sweep(world, seed, onFigures);
  } finally {
    await world.close();
  }
}

async function sweep(world: World, seed: number, onFigures: Batch['onFigures']): Promise<void> {
  const short = scenarios.map((scenario) => calmed(scenario, sweptChecks));
  for (const scenario of fc.sample(short, { seed, numRuns: sweptHistories })) {
    const calm = await play(scenario, { world, topic: recordingTopic() });
    let figures: Figures = {};
    for (const deadly of [...killedOnce(scenario, calm), ...killedEachTime(scenario)]) {
      const played = await play(deadly, { world, topic: recordingTopic() });
      const problems = verdict(deadly, played);
      if (problems.length > 0) throw new Error(`${problems.join('\n')}\n${JSON.stringify(deadly)}`);
      figures = add(figures, figuresOf(played));
    }
    // However often it is played, it is one history.
    onFigures({ ...figures, histories: 1 });
  }
}

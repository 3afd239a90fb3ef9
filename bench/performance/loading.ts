import type { Bundle, Bundles } from './bundles.ts';
import type { Taken } from './child.ts';
import { Runner } from './runner.ts';

export interface Loads {
  readonly check: readonly Taken[];
  readonly floor: readonly Taken[];
}

/** Loads both bundles in turn, each time in a new process. */
export async function measureLoading(
  bundles: Bundles,
  environment: Readonly<Record<string, string>>,
  times: number,
): Promise<Loads> {
  const check: Taken[] = [];
  const floor: Taken[] = [];
  const load = async (bundle: Bundle): Promise<Taken> => {
    const runner = new Runner(bundles, bundle, environment);
    try {
      return await runner.loaded;
    } finally {
      await runner.close();
    }
  };
  for (let time = 0; time < times; time += 1) {
    floor.push(await load(bundles.floor));
    check.push(await load(bundles.check));
  }
  return { check, floor };
}

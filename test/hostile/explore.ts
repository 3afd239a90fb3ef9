import fc from 'fast-check';
import { defaultRules } from '../../core/rules/registry.ts';
import { decide, type Decision } from '../../core/decide.ts';
import { toItem } from '../../adapters/dynamodb/item.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { plusSeconds } from '../../core/base/time.ts';
import { failureKinds } from '../../core/observation/failure.ts';
import type { Observation } from '../../core/observation/observation.ts';
import { observing, startOfTest } from '../adapters/rocketchat/observing.ts';
import { answers } from './answers.ts';
import { openHostileServer } from './server.ts';

export const limits = { callMilliseconds: 400, bodyBytes: 256 * 1024 };
/** Beyond its deadline, on a machine that has much else to do. */
const graceMilliseconds = 5_000;
/** What buffers on the way hold of a body that nobody reads on. */
const maxSentBytes = 16 * 1024 * 1024;
/** What the process may grow by, whatever comes. */
export const maxGrowthBytes = 256 * 1024 * 1024;

interface Hostilities {
  readonly bodies: number;
  readonly seed: number;
  /** What looks at a URL. @default what the check does */
  readonly look?: (url: string, within: typeof limits) => Promise<Observation>;
  /** Called with each observation. */
  readonly onSeen?: (observation: Observation) => void;
}

/**
 * Has answers of all kinds looked at, each going on from what the one before it left known.
 *
 * @returns what an answer did that none may do, with that answer; and by how much the process has grown
 */
export async function explore({ bodies, seed, look = observing, onSeen }: Hostilities) {
  const server = await openHostileServer();
  const before = process.memoryUsage().rss;
  let max = before;
  let previous: Snapshot | null = null;
  let checks = 0;
  try {
    const property = fc.asyncProperty(answers, async (answer) => {
      const startedAt = performance.now();
      const observation = await look(server.prepare(answer), limits);
      const took = performance.now() - startedAt;
      max = Math.max(max, process.memoryUsage().rss);
      if (took > limits.callMilliseconds + graceMilliseconds) throw new Error(`it took ${Math.round(took)} ms`);
      if (server.sentBytes > maxSentBytes) throw new Error(`it took in ${server.sentBytes} bytes`);
      if (max - before > maxGrowthBytes) throw new Error(`the process has grown by ${max - before} bytes`);
      mustBeSound(observation);
      onSeen?.(observation);
      checks += 1;
      const takenAt = plusSeconds(startOfTest, checks * 60);
      const given = { workspace: 'w', takenAt, observedAt: takenAt, previous, rules: defaultRules, silences: [] };
      const { snapshot }: Decision = decide({ ...given, observation, latencyMilliseconds: Math.round(took) });
      toItem(snapshot, { keepSeconds: 86_400, writer: 'run' });
      // An alert that is never delivered would wait, too.
      previous = { ...snapshot, outbox: [] };
    });
    const result = await fc.check(property, { numRuns: bodies, seed, endOnFailure: true });
    const report = fc.defaultReportMessage(result) ?? '';
    const harm = result.failed ? `${String(result.errorInstance)}\n${report}` : null;
    return { harm, grownBytes: max - before };
  } finally {
    await server.close();
  }
}

function mustBeSound(observation: Observation): void {
  if (observation.outcome !== 'ok') {
    if (!failureKinds.includes(observation.outcome) || observation.detail === '')
      throw new Error('not a typed failure');
    if (/[\p{Cc}\p{Cs}]/u.test(observation.detail)) throw new Error('a failure that cannot be shown');
    return;
  }
  const ids = observation.instances.map(({ id }) => id);
  if (new Set(ids).size !== ids.length || ids.includes('')) throw new Error('ids that are not unique');
  if (Object.keys(Object.prototype).length > 0) throw new Error('the prototype of all objects was changed');
}

import { isFields } from '../../core/base/json.ts';
import { peakMebibytes } from '../peak-memory.ts';

/*
 * Runs in a process of its own, as the function does: loads the bundle that it is given, then makes the checks that
 * it is sent, and reports what each took of the processor.
 */

/** What a piece of work took. */
export interface Taken {
  readonly milliseconds: number;
  /** In user and system mode, of all its threads. */
  readonly cpuMilliseconds: number;
  /** The most memory that the process has held so far. */
  readonly maxMebibytes: number;
}

async function taking(work: () => Promise<void>): Promise<Taken> {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return {
    milliseconds: performance.now() - startedAt,
    cpuMilliseconds: (user + system) / 1000,
    maxMebibytes: peakMebibytes(),
  };
}

const tell = (taken: Taken): void => {
  process.send?.(taken);
};

let handler: (event: unknown) => Promise<void> = () => Promise.reject(new TypeError('the bundle has no handler'));
tell(
  await taking(async () => {
    const loaded: unknown = await import(process.argv[2] ?? '');
    if (isFields(loaded) && isHandler(loaded['handler'])) handler = loaded['handler'];
  }),
);
process.on('message', (event) => {
  void setDate(event)
    .then(() => taking(() => handler(event)))
    .then(tell);
});

/** A check is made when it is due: what counts is what it takes, not how late this machine is. */
async function setDate(event: unknown): Promise<void> {
  if (!isFields(event) || typeof event['scheduledAt'] !== 'string') throw new TypeError('the event has no time');
  const { mock } = await import('node:test');
  mock.timers.reset();
  mock.timers.enable({ apis: ['Date'], now: Date.parse(event['scheduledAt']) });
}

function isHandler(value: unknown): value is (event: unknown) => Promise<void> {
  return typeof value === 'function';
}

import timers from 'node:timers/promises';
import { syncBuiltinESMExports } from 'node:module';
import { isFields } from '../../../core/base/json.ts';
import { peakMebibytes } from '../../../bench/peak-memory.ts';

/*
 * Runs in a process of its own, as the function does: loads the bundle that it is given, and makes the checks that it is
 * sent, each at the time that it is to be. What waits for a time finds that it has come.
 */

/** A check to be made. */
export interface Asked {
  /** The time at which it begins, in milliseconds. */
  readonly at: number;
  readonly event: object;
}

/** What it took. */
export interface Spent {
  /** Why the handler failed; null where it did not. */
  readonly failure: string | null;
  /** In user and system mode, of all threads of the process. */
  readonly cpuMilliseconds: number;
  /** The most memory that the process has held so far. */
  readonly maxMebibytes: number;
  readonly logBytes: number;
}

const timeoutMilliseconds = 60_000;

const RealDate = Date;
let ahead = 0;
const now = (): number => RealDate.now() + ahead;
globalThis.Date = new Proxy(RealDate, {
  construct(target, given: unknown[], made) {
    const date: unknown = Reflect.construct(target, given.length === 0 ? [now()] : given, made);
    if (typeof date !== 'object' || date === null) throw new TypeError('a date is an object');
    return date;
  },
  get(target, key): unknown {
    return key === 'now' ? now : Reflect.get(target, key);
  },
});
timers.setTimeout = (milliseconds = 0, value) => {
  ahead += milliseconds;
  return timers.setImmediate(value);
};
syncBuiltinESMExports();

let logBytes = 0;
process.stdout.write = (text: string | Uint8Array): true => {
  logBytes += Buffer.byteLength(text);
  return true;
};

type Handler = (event: unknown, run: object) => Promise<void>;
const isHandler = (value: unknown): value is Handler => typeof value === 'function';

const loaded: unknown = await import(process.argv[2] ?? '');
const handler = isFields(loaded) ? loaded['handler'] : null;
if (!isHandler(handler)) throw new TypeError('the bundle has no handler');

const make = async ({ at, event }: Asked): Promise<Spent> => {
  ahead = at - RealDate.now();
  logBytes = 0;
  const before = process.cpuUsage();
  const run = { getRemainingTimeInMillis: () => at + timeoutMilliseconds - now() };
  const failure = await handler(event, run).then(
    () => null,
    (error: unknown) => String(error),
  );
  const { user, system } = process.cpuUsage(before);
  return {
    failure,
    cpuMilliseconds: (user + system) / 1000,
    maxMebibytes: peakMebibytes(),
    logBytes,
  };
};

process.on('message', (asked: Asked) => {
  void make(asked).then((spent) => process.send?.(spent));
});
process.send?.('ready');

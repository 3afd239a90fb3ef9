import { SeededRandom } from './random.ts';

/** How the resident memory of a process goes. All in MiB. */
export interface MemoryUse {
  /** @default 400 */
  readonly base?: number;
  /** What is added in each hour and never given back. @default 0 */
  readonly leakPerHour?: number;
  /** What garbage collection takes away at once, and how long it takes to gather again. @default 40 in 20 minutes */
  readonly tooth?: number;
  readonly toothMinutes?: number;
  /** How much more a busy afternoon takes than a quiet night. @default 0 */
  readonly dailySwing?: number;
  /** What varies from look to look. @default 4 */
  readonly noise?: number;
  /** At which the kernel kills the process; its container then starts another. @default none */
  readonly limit?: number;
}

const defaultNoise = 4;
const hour = 3_600_000;
const minute = 60_000;
const dayHours = 24;
/** A process that is not killed by then is not going to be. */
const maxLifeHours = 60 * dayHours;

/** Without what varies from look to look, at so many milliseconds since the process began. */
function steadyMiB(use: MemoryUse, bornAt: number, at: number): number {
  const { base = 400, leakPerHour = 0, tooth = 40, toothMinutes = 20, dailySwing = 0 } = use;
  const age = Math.max(0, at - bornAt);
  const phase = (age / (toothMinutes * minute)) % 1;
  const ofDay = (1 - Math.cos((2 * Math.PI * (at / hour - 3)) / dayHours)) / 2;
  return base + leakPerHour * (age / hour) + tooth * phase + dailySwing * ofDay;
}

/** At a time, in bytes; the same each time it is asked. */
export function residentBytes(use: MemoryUse, bornAt: number, at: number, seed: number): number {
  const { noise = defaultNoise } = use;
  const varying = noise * new SeededRandom(seed ^ Math.floor(at / 1000)).next();
  return Math.round((steadyMiB(use, bornAt, at) + varying) * 1024 * 1024);
}

/** When the kernel kills it, to the minute; null: never. */
export function killedAt(use: MemoryUse, bornAt: number): number | null {
  const { limit = Infinity, noise = defaultNoise } = use;
  if (limit === Infinity) return null;
  for (let at = bornAt; at < bornAt + maxLifeHours * hour; at += minute) {
    if (steadyMiB(use, bornAt, at) + noise >= limit) return at;
  }
  return null;
}

import type { CallOptions } from '../../adapters/rocketchat/fetch-instances.ts';
import { recordCall } from '../../adapters/rocketchat/recording/record-call.ts';
import type { RecordedLine } from '../../adapters/rocketchat/recording/recorded-call.ts';
import type { Clock } from '../../core/base/time.ts';
import { nextTime, sleptUntil } from '../time/beat.ts';

interface Recording extends CallOptions {
  readonly clock: Clock;
  readonly everySeconds: number;
  /** How many answers to keep; Infinity: until interrupted. */
  readonly answers: number;
  readonly interruption: AbortSignal;
  /** Keeps a line; awaited before the next call. */
  readonly onLine: (line: RecordedLine) => Promise<void>;
}

/** Asks a workspace again and again. A call that an interruption finds under way is as if it had not begun. */
export async function recordWorkspace(recording: Recording): Promise<void> {
  const { clock, everySeconds, answers, interruption, onLine } = recording;
  let dueAt = clock.now();
  for (let made = 1; ; made += 1) {
    const line = await unlessInterrupted(recordCall(recording), interruption);
    if (line === null) return;
    await onLine(line);
    if (made >= answers) return;
    dueAt = nextTime(dueAt, everySeconds, clock.now());
    if (!(await sleptUntil(dueAt, clock, interruption))) return;
  }
}

function unlessInterrupted<T>(work: Promise<T>, interruption: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      resolve(null);
    };
    interruption.addEventListener('abort', giveUp, { once: true });
    if (interruption.aborted) giveUp();
    void work.then(resolve, reject).then(() => {
      interruption.removeEventListener('abort', giveUp);
    });
  });
}

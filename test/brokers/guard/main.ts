/** Ends what a run has started, should the run itself be ended before it could: the hung, too, and what knows no parent. */
import { rmSync } from 'node:fs';
import * as v from 'valibot';
import { guardedSchema } from '../protocol.ts';

const [directory] = v.parse(v.tuple([v.string()]), process.argv.slice(2));
const running = new Set<number>();

process.on('message', (message) => {
  const { pid, isRunning } = v.parse(guardedSchema, message);
  if (isRunning) running.add(pid);
  else running.delete(pid);
});

process.once('disconnect', () => {
  for (const pid of running) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
  rmSync(directory, { recursive: true, force: true });
});

// An interruption at a terminal reaches it as well, and then the run is still to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

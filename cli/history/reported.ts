import { dayAndTimeText } from '../../core/text/time-text.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { Terminal } from '../base/terminal.ts';

const checksPerReport = 500;

/** The same checks; how far the reading has come is reported on the way. */
export async function* reported(checks: AsyncIterable<Snapshot>, { passing }: Terminal): AsyncGenerator<Snapshot> {
  let count = 0;
  for await (const snapshot of checks) {
    count += 1;
    if (count % checksPerReport === 0) passing(`${count} checks read, up to ${dayAndTimeText(snapshot.takenAt)}`);
    yield snapshot;
  }
  passing(null);
}

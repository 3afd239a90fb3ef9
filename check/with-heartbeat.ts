import type { Beat, Heartbeat } from '../adapters/heartbeat/heartbeat.ts';
import type { CheckReport } from './check.ts';

/**
 * A check with its beats around it: it does not wait for the first, and the last comes when all is done. It has failed
 * where it could not be made or told; that something is wrong with the workspace is what it is there to find.
 */
export async function withHeartbeat(
  heartbeat: Heartbeat,
  check: () => Promise<CheckReport | null>,
): Promise<CheckReport | null> {
  const started = heartbeat('start');
  const end = async (beat: Beat): Promise<void> => {
    // The other way round, it would look as if another check had begun and not ended.
    await started;
    await heartbeat(beat);
  };
  try {
    const report = await check();
    const undelivered = report?.undelivered ?? null;
    await end(undelivered === null ? 'success' : 'fail');
    return report;
  } catch (error) {
    await end('fail');
    throw error;
  }
}

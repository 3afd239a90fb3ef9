import type { Beat, Heartbeat } from '../adapters/heartbeat/heartbeat.ts';
import type { CheckReport, Unmade } from './check.ts';

/**
 * A check with its beats around it: it does not wait for the first, and the last comes when all is done. It has failed
 * where it was not made, saw nothing, or left an alert undelivered: nobody would then hear of what goes wrong. That
 * something is wrong with the instances is what it is there to find.
 */
export async function withHeartbeat(
  heartbeat: Heartbeat,
  check: () => Promise<CheckReport | Unmade>,
): Promise<CheckReport | Unmade> {
  const started = heartbeat('start');
  const end = async (beat: Beat): Promise<void> => {
    // The other way round, it would look as if another check had begun and not ended.
    await started;
    await heartbeat(beat);
  };
  try {
    const report = await check();
    await end(isSuccess(report) ? 'success' : 'fail');
    return report;
  } catch (error) {
    await end('fail');
    throw error;
  }
}

/** What another run has made already is made. */
const isSuccess = (report: CheckReport | Unmade): boolean =>
  report === 'repeated' || (report !== 'overtaken' && report.snapshot.outcome === 'ok' && report.waiting.length === 0);

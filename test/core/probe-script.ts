import fc from 'fast-check';
import { failedProbe } from '../../adapters/probe/probe-instance.ts';
import { type ProbeResult, emptyProbeResult } from '../../core/observation/probe-result.ts';

/** What a process reports when it is asked, for so many checks each, and then as the last; null: it is not asked. */
export type ProbeScript = ReadonlyArray<{ readonly checks: number; readonly live: ProbeResult | null }>;

export const calm: ProbeResult = { ...emptyProbeResult, residentBytes: 400, ready: true };

const answer = fc.constantFrom<ProbeResult | null>(
  calm,
  calm,
  { ...calm, residentBytes: 950 },
  { ...calm, ready: false },
  failedProbe('timeout'),
  failedProbe('put-off'),
  null,
);

export const probeScripts: fc.Arbitrary<ProbeScript> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ checks: fc.integer({ min: 1, max: 8 }), live: answer }), { maxLength: 5 }),
  },
);

/** At so many checks from the first. */
export function probeResultAt(script: ProbeScript, check: number): ProbeResult | null {
  let left = check;
  for (const { checks, live } of script) {
    if (left < checks) return live;
    left -= checks;
  }
  return script.at(-1)?.live ?? null;
}

import { expect, test } from '@jest/globals';
import { plusSeconds, type Timestamp } from '../../../core/base/time.ts';
import { decide } from '../../../core/decide.ts';
import type { Snapshot } from '../../../core/history/snapshot.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import { givenInstance } from '../../adapters/probe/given.ts';

const start: Timestamp = '2026-11-21T19:20:00.000Z';

/** Where at first all are connected, and then each in turn answers that it has lost all others. */
function afterChecks(count: number): { readonly snapshot: Snapshot | null; readonly kinds: ReadonlySet<string> } {
  let snapshot: Snapshot | null = null;
  const kinds = new Set<string>();
  for (let check = 0; check < 12; check += 1) {
    const takenAt = plusSeconds(start, 60 * check);
    const instances = Array.from({ length: count }, (_, n) =>
      givenInstance({
        id: `instance-${n}`,
        host: `10.0.${n >> 8}.${n & 0xff}`,
        heartbeatAt: plusSeconds(takenAt, -5),
        registeredAt: plusSeconds(start, -3_600),
        connected: check < 2 || n === check,
        local: n === check,
      }),
    );
    ({ snapshot } = decide({
      workspace: 'production',
      takenAt,
      observedAt: takenAt,
      previous: snapshot,
      observation: {
        outcome: 'ok',
        instances,
        observer: `instance-${check}`,
        serverDate: takenAt,
        degraded: null,
        oddities: [],
      },
      latencyMilliseconds: 1,
      rules: defaultRules,
      silences: [],
    }));
    for (const { kind } of snapshot.health.incidents) kinds.add(kind);
  }
  return { snapshot, kinds };
}

test('what is kept of instances that have all lost each other grows with their number, not with its square', () => {
  const [few, many] = [150, 600].map(afterChecks);
  expect(many?.kinds).toContain('disconnected');
  const sizeOf = (snapshot: Snapshot | null | undefined): number => JSON.stringify(snapshot).length;
  expect(sizeOf(many?.snapshot) / sizeOf(few?.snapshot)).toBeLessThan(5);
});

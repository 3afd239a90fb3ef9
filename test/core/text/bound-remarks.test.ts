import { describe, expect, test } from '@jest/globals';
import { plusSeconds } from '../../../core/base/time.ts';
import { decide } from '../../../core/decide.ts';
import { defaultRules } from '../../../core/rules/registry.ts';
import { boundRemarks, maxRemarkLength, maxRemarks } from '../../../core/text/bound-remarks.ts';
import { givenInstance } from '../../adapters/probe/given.ts';

const numbered = (count: number): string[] => Array.from({ length: count }, (_, n) => `remark ${n + 1}`);

describe('remarks', () => {
  test('are all kept as long as there are few', () => {
    expect(boundRemarks(numbered(maxRemarks))).toEqual(numbered(maxRemarks));
  });

  test('are the first, the last and a count where there are many', () => {
    const kept = boundRemarks(numbered(100_000));
    expect(kept).toHaveLength(maxRemarks + 1);
    expect(kept[0]).toBe('remark 1');
    expect(kept.slice(-2)).toEqual(['remark 100000', `and ${100_000 - maxRemarks} more`]);
  });

  test('are each on one line, which is cut', () => {
    const [kept = ''] = boundRemarks([`a\nb${'x'.repeat(10_000)}`]);
    expect(kept).toMatch(/^a bx+…$/);
    expect(kept).toHaveLength(maxRemarkLength);
  });
});

test('a check makes few, however much of an answer is odd', () => {
  const takenAt = '2026-11-21T19:20:00.000Z';
  const instances = Array.from({ length: 2_000 }, (_, n) =>
    givenInstance({ id: `instance-${n}`, heartbeatAt: plusSeconds('2257-01-01T00:00:00.000Z', n) }),
  );
  const { remarks } = decide({
    workspace: 'production',
    takenAt,
    observedAt: takenAt,
    previous: null,
    observation: { outcome: 'ok', instances, observer: null, serverDate: takenAt, degraded: null, oddities: [] },
    latencyMilliseconds: 1,
    rules: defaultRules,
    silences: [],
  });
  expect(remarks.length).toBeLessThanOrEqual(maxRemarks + 1);
  expect(remarks.at(-1)).toMatch(/^and \d+ more$/);
});

import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRules } from '../../core/rules/registry.ts';
import { demoRules, keepRules, nextCommands } from '../../cli/demo/keepsake.ts';
import { rulesInForce } from '../../cli/input/rules-of.ts';

describe('a day of the demo that is kept', () => {
  test('carries its rules, by which explain goes', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'kept-day-'));
    try {
      await keepRules(directory);
      const { rules, source } = rulesInForce(undefined, 'production', directory);
      expect(rules).toEqual({ ...defaultRules, ...demoRules });
      expect(source).toContain(join(directory, 'alerter.yaml'));
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test('is explained by the next command that it names', () => {
    expect(nextCommands('demo-day', '2026-11-21T19:21:00.000Z')).toContain(
      'npm run -s alerter -- explain --store demo-day --at 2026-11-21T19:21',
    );
  });
});

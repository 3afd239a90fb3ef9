import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alert } from '../../../core/alerts/alert.ts';
import { incidentKinds, ruleOf } from '../../../core/rules/registry.ts';
import { renderingNames, renderings } from '../../../cli/alerts/renderings.ts';
import { exampleOrigin } from '../../../cli/examples/given.ts';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';

const directory = join(import.meta.dirname, 'golden');
const fileOf = (name: string): string => join(directory, `${name}.golden.txt`);

/** `UPDATE_GOLDEN=1 npx jest test/core/alerts` writes the files anew: read them before you commit them. */
const isUpdating = process.env['UPDATE_GOLDEN'] === '1';

const rendered = (alert: Alert): string =>
  renderingNames.map((reader) => `======== ${reader}\n${renderings[reader](alert, exampleOrigin)}\n`).join('\n');

describe('an alert reads as its golden file says', () => {
  test.each(Object.entries(exampleAlerts))('%s', (name, alert) => {
    if (isUpdating) writeFileSync(fileOf(name), rendered(alert));
    expect(rendered(alert)).toBe(readFileSync(fileOf(name), 'utf8'));
  });

  test('for every kind and change, and no file is left over', () => {
    const names = readdirSync(directory).map((file) => file.replace('.golden.txt', ''));
    expect(names.sort()).toEqual(Object.keys(exampleAlerts).sort());
    for (const kind of incidentKinds) {
      const { isReminded, example } = ruleOf(kind);
      const changes = ['opened', ...(isReminded ? ['reminder'] : []), 'resolved'];
      for (const change of example.isNotice ? ['notice'] : changes) {
        expect(names).toContainEqual(expect.stringMatching(`^${kind}\\.${change}`));
      }
    }
  });
});

import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceNames } from '../../../adapters/services/registry.ts';
import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { exampleOrigin } from '../../../cli/examples/given.ts';
import { renderingFor } from '../../../cli/alerts/renderings.ts';

const directory = join(import.meta.dirname, 'golden');
const fileOf = (name: string): string => join(directory, `${name}.golden.txt`);

/** `UPDATE_GOLDEN=1 npx jest test/adapters/services` writes the files anew: read them before you commit them. */
const isUpdating = process.env['UPDATE_GOLDEN'] === '1';

/** One of each kind of change, and several at once. */
const shown = [
  'disappeared.opened',
  'disappeared.reminder',
  'disappeared.resolved-returned',
  'disappeared.resolved-superseded',
  'disconnected.notice-never',
  'unauthorized.opened',
  'many.a-bad-morning',
];

const rendered = (service: string): string =>
  shown
    .map((name) => {
      const [alert, render] = [exampleAlerts[name], renderingFor(service)];
      if (alert === undefined || render === undefined) throw new Error(`there is no ${name} for ${service}`);
      return `======== ${name}\n${render(alert, exampleOrigin)}\n`;
    })
    .join('\n');

describe('what a service gets is as its golden file says', () => {
  test.each(serviceNames)('%s', (name) => {
    if (isUpdating) writeFileSync(fileOf(name), rendered(name));
    expect(existsSync(fileOf(name)) ? readFileSync(fileOf(name), 'utf8') : '').toBe(rendered(name));
  });

  test('and no file is left over', () => {
    const names = readdirSync(directory).map((file) => file.replace('.golden.txt', ''));
    expect(names.toSorted()).toEqual([...serviceNames].toSorted());
  });
});

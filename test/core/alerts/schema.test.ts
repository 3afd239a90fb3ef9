import { describe, expect, test } from '@jest/globals';
import { toJsonSchema } from '@valibot/to-json-schema';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAlertObject } from '../../../core/alerts/alert-object.ts';
import { alertObjectSchema } from '../../../core/alerts/alert-schema.ts';
import { alertObject } from '../../../core/alerts/to-alert-object.ts';
import { alert } from '../../adapters/dynamodb/arbitrary.ts';
import { fc } from '../../property.ts';
import { times } from '../../length.ts';

const published = join(import.meta.dirname, '../../../docs/alert.schema.json');

test('docs/alert.schema.json is what the alerter goes by', () => {
  const schema = toJsonSchema(alertObjectSchema, { ignoreActions: ['readonly', 'guard'] });
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(published, text);
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(schema);
});

describe('an alert object', () => {
  test('is read back as it was written, whatever the alert', () => {
    fc.assert(
      fc.property(alert, (one) => {
        const object = alertObject(one);
        expect(readAlertObject(JSON.stringify(object))).toEqual(JSON.parse(JSON.stringify(object)));
      }),
      { numRuns: times({ short: 30, long: 100 }) },
    );
  });

  test.each([
    { says: 'text that is no JSON', text: 'hello', error: /^not an alert of version 1: the message: / },
    { says: 'another object', text: '{"type":"check"}', error: /^not an alert of version 1: type: / },
    { says: 'another version', text: '{"type":"alert","version":2}', error: /^not an alert of version 1: version: / },
  ])('is not taken for $says, and the error says why', ({ text, error }) => {
    expect(() => readAlertObject(text)).toThrow(error);
  });
});

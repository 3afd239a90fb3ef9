import { describe, expect, test } from '@jest/globals';
import { readAlertObject } from '../../../core/alerts/alert-object.ts';
import { emailOf } from '../../../core/alerts/renderings/email.ts';
import { alertJson, alertObject } from '../../../core/alerts/to-alert-object.ts';
import { snsMessage } from '../../../adapters/sns/sns-message.ts';
import { subjectOf } from '../../../core/alerts/subject.ts';
import { alert } from '../../adapters/dynamodb/arbitrary.ts';
import { times } from '../../length.ts';
import { fc } from '../../property.ts';

const lineBreaksAside = (text: string): string => text.replaceAll('\n', '');
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('whatever the alert', () => {
  const numRuns = times({ short: 25, long: 100 });

  test('its subject is ASCII on one line, shorter than 100 characters', () => {
    fc.assert(
      fc.property(alert, (one) => {
        expect(subjectOf(one)).toMatch(/^[ -~]{1,99}$/);
      }),
      { numRuns },
    );
  });

  test('its e-mail has no character that could play tricks', () => {
    fc.assert(
      fc.property(alert, (one) => {
        expect(lineBreaksAside(emailOf(one))).not.toMatch(unprintable);
      }),
      { numRuns },
    );
  });

  test('each summary is one printable line', () => {
    fc.assert(
      fc.property(alert, (one) => {
        for (const { summary } of alertObject(one).changes) expect(summary).not.toMatch(unprintable);
      }),
      { numRuns },
    );
  });

  test('nobody is said to have crashed', () => {
    fc.assert(
      fc.property(alert, (one) => {
        expect(JSON.stringify(snsMessage(one))).not.toMatch(/crashed/i);
      }),
      { numRuns },
    );
  });

  test('its JSON keeps to the room it is given, however little', () => {
    fc.assert(
      fc.property(alert, fc.integer({ min: 12_000, max: 20_000 }), (one, maxBytes) => {
        const many = { ...one, changes: Array.from({ length: 20 }, () => one.changes).flat() };
        const json = alertJson(many, maxBytes);
        expect(Buffer.byteLength(JSON.stringify(json))).toBeLessThanOrEqual(maxBytes);
        const { changes, omittedChanges = 0 } = readAlertObject(json);
        expect(changes.length + omittedChanges).toBe(many.changes.length);
      }),
      { numRuns },
    );
  });
});

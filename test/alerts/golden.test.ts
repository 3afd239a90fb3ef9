import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alert } from '../../lambda/alerts/alert.ts';
import { emailOf } from '../../lambda/alerts/email.ts';
import { alertObject } from '../../lambda/alerts/json.ts';
import { subjectOf } from '../../lambda/alerts/subject.ts';
import { incidentKinds } from '../../lambda/health/incident.ts';
import { cases } from './cases.ts';

const directory = join(__dirname, 'golden');
const fileOf = (name: string): string => join(directory, `${name}.golden.txt`);

/** `UPDATE_GOLDEN=1 npx jest test/alerts` writes the files anew: read them before you commit them. */
const isUpdating = process.env['UPDATE_GOLDEN'] === '1';

const mostShown = 3;
const rendered = (alert: Alert): string => {
  const { changes } = alertObject(alert);
  const summaries = changes.slice(0, mostShown).map(({ summary }) => summary);
  return [`Subject: ${subjectOf(alert)}`, '', emailOf(alert), 'Summaries for machines:', ...summaries, ''].join('\n');
};

describe('an alert reads as its golden file says', () => {
  test.each(Object.entries(cases))('%s', (name, alert) => {
    if (isUpdating) writeFileSync(fileOf(name), rendered(alert));
    expect(rendered(alert)).toBe(readFileSync(fileOf(name), 'utf8'));
  });

  test('for every kind and change, and no file is left over', () => {
    const names = readdirSync(directory).map((file) => file.replace('.golden.txt', ''));
    expect(names.sort()).toEqual(Object.keys(cases).sort());
    for (const kind of incidentKinds) {
      for (const change of ['opened', 'reminder', 'resolved']) {
        expect(names).toContainEqual(expect.stringMatching(`^${kind}\\.${change}`));
      }
    }
  });
});

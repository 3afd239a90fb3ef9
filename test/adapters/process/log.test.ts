import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLog, maxLineLength } from '../../../adapters/process/log.ts';
import type { Fields } from '../../../core/base/json.ts';
import { divertLog, type Logged } from '../../logged.ts';

describe('a line of the log', () => {
  let logged: Logged;
  beforeEach(() => {
    logged = divertLog();
  });
  afterEach(() => {
    logged.giveBack();
  });

  const lineOf = (fields: Fields): string => {
    createLog('test').info('check', fields);
    return logged.lines.at(-1) ?? '';
  };

  test('holds what is little as it is', () => {
    const fields = { count: 1, texts: ['a', 'b'], failure: new TypeError('odd'), nothing: null };
    expect(JSON.parse(lineOf(fields))).toMatchObject({
      level: 'INFO',
      message: 'check',
      service: 'test',
      ...fields,
      failure: { name: 'TypeError', message: 'odd', stack: expect.stringContaining('TypeError: odd') },
    });
  });

  test('holds the beginning of what is much, and how much is left out', () => {
    const list = Array.from({ length: 1_000 }, (_, n) => n);
    expect(JSON.parse(lineOf({ text: 'x'.repeat(5_000), incidents: list }))).toMatchObject({
      text: `${'x'.repeat(4_000)}…`,
      incidents: [...list.slice(0, 50), 'and 950 more'],
    });
  });

  test('is bounded whatever it holds', () => {
    const many = Array.from({ length: 5_000 }, () => ({
      text: 'x'.repeat(5_000),
      more: Array(500).fill('y'.repeat(500)),
    }));
    const line = lineOf({ one: many, other: many, workspace: 'production' });
    expect(line.length).toBeLessThan(maxLineLength);
    expect(JSON.parse(line)).toMatchObject({ workspace: 'production' });
  });
});

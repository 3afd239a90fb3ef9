import { describe, expect, test } from '@jest/globals';
import { readStoredCredentials } from '../../../adapters/ssm/credentials.ts';

const stored = '{"userId":"abcdefgh","authToken":"tokentoken"}';
const credentials = { userId: 'abcdefgh', authToken: 'tokentoken' };

describe('stored credentials', () => {
  test.each([
    ['as `credentials set` stores them', stored],
    ['after a byte order mark, as Notepad and PowerShell write it', `\uFEFF${stored}`],
    ['with a line end', `${stored}\r\n`],
  ])('are read %s', (_how, text) => {
    expect(readStoredCredentials(text)).toEqual(credentials);
  });

  test.each(['', '{}', '{"userId":"a"}', `x${stored}`, '\uFEFF'])('are none in %j', (text) => {
    expect(readStoredCredentials(text)).toBeNull();
  });
});

import { describe, expect, test } from '@jest/globals';
import { readSecretUrl, redactUrl } from '../../../adapters/http/secret-url.ts';

describe('a URL that is a secret', () => {
  test.each([
    'https://hooks.slack.com/services/T000/B000/XXXX',
    ' https://hooks.slack.com/services/T000/B000/XXXX\n',
    'https://chat.example.com/hooks/5f0c/abc',
    'http://127.0.0.1:3000/hooks/1',
    'http://localhost/hooks/1',
    'http://[::1]:3000/hooks/1',
  ])('may be %j', (text) => {
    expect(readSecretUrl(text)?.href).toBe(text.trim());
  });

  test.each([
    '',
    'hooks.slack.com/services/T000/B000/XXXX',
    'http://chat.example.com/hooks/1',
    'https://user:password@chat.example.com/hooks/1',
    'https://chat.example.com',
    'file:///hooks/1',
    '{"url":"https://hooks.slack.com/services/T000/B000/XXXX"}',
  ])('may not be %j', (text) => {
    expect(readSecretUrl(text)).toBeNull();
  });
});

test('the query of a URL is redacted, too', () => {
  const redact = redactUrl(new URL('https://chat.example.com/workflows/abcdef?token=s3cr3ts'));
  expect(redact('POST https://chat.example.com/workflows/abcdef?token=s3cr3ts, abcdef, s3cr3ts')).toBe(
    'POST (hidden), (hidden), (hidden)',
  );
});

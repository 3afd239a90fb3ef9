import { describe, expect, test } from '@jest/globals';
import { redactUrl, readWebhookUrl } from '../../../adapters/webhook/webhook-url.ts';

describe('the URL of a webhook', () => {
  test.each([
    'https://hooks.slack.com/services/T000/B000/XXXX',
    ' https://hooks.slack.com/services/T000/B000/XXXX\n',
    'https://chat.example.com/hooks/5f0c/abc',
    'http://127.0.0.1:3000/hooks/1',
    'http://localhost/hooks/1',
  ])('may be %j', (text) => {
    expect(readWebhookUrl(text)?.href).toBe(text.trim());
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
    expect(readWebhookUrl(text)).toBeNull();
  });
});

test('of a URL with a query, that is hidden too', () => {
  const hide = redactUrl(new URL('https://chat.example.com/workflows/abcdef?token=s3cr3ts'));
  expect(hide('POST https://chat.example.com/workflows/abcdef?token=s3cr3ts, abcdef, s3cr3ts')).toBe(
    'POST (hidden), (hidden), (hidden)',
  );
});

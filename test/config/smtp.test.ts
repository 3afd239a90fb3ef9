import { describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '../../config/configuration-error.ts';
import { readConfiguration } from '../../config/load.ts';
import type { SmtpServer } from '../../config/smtp.ts';

const smtpOf = (text: string): SmtpServer | null =>
  readConfiguration(
    `workspaces: [{ name: a, url: "https://chat.example.com" }]\noperations: { smtp: ${text} }`,
    'alerter.yaml',
  ).operations.smtp;

describe('operations.smtp', () => {
  test('is encrypted by STARTTLS at port 587, unless said otherwise', () => {
    expect(smtpOf('{ host: smtp.example.com, from: alerter@example.com }')).toEqual({
      host: 'smtp.example.com',
      port: 587,
      secure: false,
      allowInsecure: false,
      user: null,
      from: 'alerter@example.com',
    });
  });

  test.each([
    ['{ host: h, from: a@example.com, secure: true }', { port: 465, secure: true }],
    ['{ host: h, from: a@example.com, port: 465 }', { port: 465, secure: true }],
    ['{ host: h, from: a@example.com, port: 465, secure: false }', { port: 465, secure: false }],
    ['{ host: h, from: "Alerter <a@example.com>", user: me }', { from: 'Alerter <a@example.com>', user: 'me' }],
  ])('%s', (text, expected) => {
    expect(smtpOf(text)).toMatchObject(expected);
  });

  test.each([
    '{ from: a@example.com }',
    '{ host: h }',
    '{ host: "https://h", from: a@example.com }',
    '{ host: h, from: nobody }',
    '{ host: h, from: "a@example.com\\nBcc: b@example.com" }',
    '{ host: h, from: a@example.com, port: 0 }',
    '{ host: h, from: a@example.com, password: secret }',
  ])('is refused: %s', (text) => {
    expect(() => smtpOf(text)).toThrow(ConfigurationError);
  });
});

import { expect, test } from '@jest/globals';
import * as v from 'valibot';
import { readSecretUrl } from '../../adapters/http/secret-url.ts';
import { heartbeatUrl } from '../../config/values.ts';

test.each([
  'https://hc-ping.com/1f6e4b',
  'http://localhost:8000/ping',
  'http://127.0.0.1/ping',
  'http://127.8.0.1:8000/ping',
  'http://[::1]:8000/ping',
])('a heartbeat may go to %s', (url) => {
  expect(v.is(heartbeatUrl, url)).toBe(true);
  expect(readSecretUrl(url)?.href).toBe(url);
});

test.each([
  'http://hc-ping.com/1f6e4b',
  'http://localhost.example.com/ping',
  'http://127.0.0.1.example.com/ping',
  'http://[fd00::1]/ping',
  'https://hc-ping.com',
])('a heartbeat may not go to %s', (url) => {
  expect(v.is(heartbeatUrl, url)).toBe(false);
  expect(readSecretUrl(url)).toBeNull();
});

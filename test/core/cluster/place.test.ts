import { expect, test } from '@jest/globals';
import { isLoopbackHost, isUniqueHost } from '../../../core/cluster/place.ts';

test.each([
  'localhost',
  'LOCALHOST',
  'localhost.',
  'localhost:3000',
  'localhost.:3000',
  '127.0.0.1',
  '127.1.2.3:3000',
  '127.1',
  '127.1:3000',
  '0177.0.0.1',
  '0x7f.1',
  '0x7F000001',
  '2130706433',
  '2130706433:3000',
  '0.0.0.0',
  '0',
  '::1',
  '0:0:0:0:0:0:0:1',
  '[::1]',
  '[::1]:3000',
  '::1%lo',
  '[::1%25lo]:3000',
  '::',
  '[::]:3000',
  '::ffff:127.0.0.1',
  '[::FFFF:7F00:1]',
  '::ffff:127.255.255.254',
  '::ffff:0.0.0.0',
  '::127.0.0.1',
])('%s is every machine', (host) => {
  expect(isLoopbackHost(host)).toBe(true);
  expect(isUniqueHost(host)).toBe(false);
});

test.each([
  '10.0.0.5',
  '10.0.0.5:3000',
  'localhost.example.com',
  'localhost.example.com:3000',
  'localhost-1',
  'my-localhost',
  'chat-1',
  'rc_1.chat.internal:3000',
  '127.example.com',
  '127.0.0.1.example.com',
  '128.0.0.1',
  '1.127.0.0',
  '2130706432.example.com',
  'fd00::1',
  '[fd00::1]:3000',
  'fe80::1%eth0',
  '::2',
  '::1:3000',
  '::ffff:10.0.0.1',
  '64:ff9b::7f00:1',
  '7f00::1',
])('%s is one machine', (host) => {
  expect(isLoopbackHost(host)).toBe(false);
  expect(isUniqueHost(host)).toBe(true);
});

test.each([
  '',
  'a b',
  'me@localhost',
  'localhost/path',
  'evil.example.com\\@127.0.0.1',
  '127.0.0.1#',
  '256.0.0.1',
  '[::1',
])('%j is no loopback host, because it is no host', (host) => {
  expect(isLoopbackHost(host)).toBe(false);
});

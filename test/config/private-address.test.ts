import { expect, test } from '@jest/globals';
import { privateReason, unreachableFromAws } from '../../config/private-address.ts';

test.each([
  ['http://localhost:3000', 'localhost is this machine'],
  ['http://127.0.0.1:3000', '127.0.0.1 is this machine'],
  ['http://[::1]:3000', '::1 is this machine'],
  ['https://10.1.2.3', '10.1.2.3 is a private address'],
  ['https://172.31.0.1', '172.31.0.1 is a private address'],
  ['https://192.168.4.6/chat', '192.168.4.6 is a private address'],
  ['https://[fd00::1]', 'fd00::1 is a private address'],
  ['http://rocketchat:3000', 'rocketchat is a name without a domain'],
  ['https://chat.corp', 'chat.corp is a name of a private network'],
])('%s is not reached from AWS: %s', (url, reason) => {
  expect(privateReason(url)).toBe(reason);
});

test.each(['https://chat.example.com', 'https://172.32.0.1', 'https://8.8.8.8', 'https://[2001:db8::1]'])(
  '%s may be reached from AWS',
  (url) => {
    expect(unreachableFromAws({ name: 'a', url })).toBeNull();
  },
);

import { expect, test } from '@jest/globals';
import { isUniqueHost } from '../../../core/cluster/place.ts';

test.each(['localhost', 'LOCALHOST', 'localhost:3000', '127.0.0.1', '127.1.2.3:3000', '::1', '[::1]', '[::1]:3000'])(
  '%s is the same on every machine',
  (host) => {
    expect(isUniqueHost(host)).toBe(false);
  },
);

test.each(['10.0.0.5', '10.0.0.5:3000', 'localhost.example.com', 'chat-1', '127.example.com', 'fd00::1'])(
  '%s is one machine',
  (host) => {
    expect(isUniqueHost(host)).toBe(true);
  },
);

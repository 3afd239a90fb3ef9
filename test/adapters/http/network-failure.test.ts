import { describe, expect, test } from '@jest/globals';
import { FetchError } from 'node-fetch';
import { readNetworkError } from '../../../adapters/http/network-failure.ts';

describe('an error of the network', () => {
  const read = (error: unknown) =>
    readNetworkError(error, { host: 'chat.example.com', callMilliseconds: 10_000, bodyBytes: 5_000_000 });

  test.each([
    ['CERT_HAS_EXPIRED', 'network', 'certificate has expired: renew it on the server', false],
    ['CERT_NOT_YET_VALID', 'network', "certificate is not yet valid: check the server's certificate and clock", false],
    [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'network',
      'certificate is for another host name: configure the name it was made for, or replace it on the server',
      false,
    ],
    [
      'ERR_SSL_WRONG_VERSION_NUMBER',
      'network',
      'TLS failed (ERR_SSL_WRONG_VERSION_NUMBER): check that this port of the server speaks https',
      false,
    ],
    ['ENOTFOUND', 'network', 'host name not found', true],
    ['EAI_AGAIN', 'network', 'host name could not be looked up', true],
    ['ECONNREFUSED', 'network', 'connection refused', true],
    ['EHOSTUNREACH', 'network', 'host unreachable', true],
    ['ETIMEDOUT', 'timeout', 'the connection timed out', true],
    ['EMFILE', 'network', 'no connection (EMFILE)', true],
    ['HPE_HEADER_OVERFLOW', 'bad-response', 'the answer is not HTTP (HPE_HEADER_OVERFLOW)', false],
  ])('%s is read', (code, outcome, detail, retryable) => {
    const error = new FetchError('request to https://chat.example.com/ failed', 'system', { code });
    expect(read(error)).toEqual({
      failure: { outcome, detail: `chat.example.com: ${detail}`, httpStatus: null },
      retryable,
    });
  });

  test('that is none is thrown on: it is a fault of this program', () => {
    const mistake = new TypeError('x is not a function');
    expect(() => read(mistake)).toThrow(mistake);
  });
});

import { AbortError, FetchError } from 'node-fetch';
import { proxyErrors } from './proxy-errors.ts';
import type { Failure, FailureKind } from '../../core/observation/failure.ts';

/** Why there was no whole answer, and whether another attempt may succeed at once. */
interface NetworkFailure {
  readonly failure: Failure;
  readonly retryable: boolean;
}

const cannotTrust = 'certificate cannot be verified';
const installAuthority =
  'have the server send a certificate of a known authority with its intermediates, or give the certificate of its own authority (ca in alerter.yaml, --ca on the command line)';

/** Node's codes for a certificate that is not accepted. Another attempt does not help. */
const certificateProblems: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'certificate has expired: renew it on the server',
  CERT_NOT_YET_VALID: "certificate is not yet valid: check the server's certificate and clock",
  CERT_REVOKED: 'certificate was revoked: replace it on the server',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'certificate is for another host name: configure the name it was made for, or replace it on the server',
  DEPTH_ZERO_SELF_SIGNED_CERT: `certificate is self-signed: ${installAuthority}`,
  SELF_SIGNED_CERT_IN_CHAIN: `certificate is of an unknown authority: ${installAuthority}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `${cannotTrust}: ${installAuthority}`,
  UNABLE_TO_GET_ISSUER_CERT: `${cannotTrust}: ${installAuthority}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `${cannotTrust}: ${installAuthority}`,
};

const connectionProblems: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EPIPE: 'connection reset',
  ERR_STREAM_PREMATURE_CLOSE: 'connection closed before the answer was complete',
  ENOTFOUND: 'host name not found',
  EAI_AGAIN: 'host name could not be looked up',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
};

/** Of what stands between; trying again at once does not help. */
const proxyProblems: Readonly<Record<string, string>> = {
  [proxyErrors.refused]:
    'the proxy (HTTPS_PROXY) refused the connection: check its user name and password, and what it allows',
  [proxyErrors.unreachable]:
    'the proxy (HTTPS_PROXY) does not answer: check its address, or exempt the host with NO_PROXY',
};

const brokenCompression = /^(Z_|ERR_BROTLI|ERR__ERROR_)/;
const brokenTls = /^(EPROTO$|ERR_SSL_|ERR_TLS_)/;

/** What the text of the failure names. */
interface RequestContext {
  readonly host: string;
  readonly callMilliseconds: number;
  readonly bodyBytes: number;
}

/**
 * Reads what node-fetch threw. Its own messages are not shown: they vary by Node version.
 *
 * @throws the error itself where it is not one of the network's
 */
export const readNetworkError = (
  error: unknown,
  { host, callMilliseconds, bodyBytes }: RequestContext,
): NetworkFailure => {
  const failed = (outcome: FailureKind, detail: string, retryable: boolean): NetworkFailure => ({
    failure: { outcome, detail: `${host}: ${detail}`, httpStatus: null },
    retryable,
  });
  if (error instanceof AbortError)
    return failed('timeout', `no complete answer within ${callMilliseconds / 1000} s`, true);
  if (!(error instanceof FetchError)) throw error;
  if (error.type === 'max-size') return failed('too-large', `the answer is larger than ${bodyBytes} bytes`, false);

  const code = error.code ?? 'ERR_STREAM_PREMATURE_CLOSE';
  const lastingProblem = certificateProblems[code] ?? proxyProblems[code];
  if (lastingProblem !== undefined) return failed('network', lastingProblem, false);
  if (code === 'ETIMEDOUT') return failed('timeout', 'the connection timed out', true);
  if (code.startsWith('HPE_')) return failed('bad-response', `the answer is not HTTP (${code})`, false);
  if (brokenCompression.test(code)) return failed('bad-response', `the answer cannot be decompressed (${code})`, false);
  if (brokenTls.test(code)) {
    return failed('network', `TLS failed (${code}): check that this port of the server speaks https`, false);
  }
  return failed('network', connectionProblems[code] ?? `no connection (${code})`, true);
};

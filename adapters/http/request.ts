import type { Agent as HttpAgent } from 'node:http';
import fetch, { FetchError, type Headers, isRedirect } from 'node-fetch';
import type { Timestamp } from '../../core/base/time.ts';
import { agentFor } from './agents.ts';
import { MeteredAgent } from './metered-agent.ts';

/** One HTTP answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly isRedirect: boolean;
  /** Until when the certificate of the connection is valid; absent without TLS, or where that is not known. */
  readonly certificateUntil?: Timestamp;
  /** Empty for a redirect, and where the body of an error could not be read. */
  readonly body: string;
}

interface RequestOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the request, wherever it is. */
  readonly signal: AbortSignal;
  /** The largest body, as it comes and decompressed. */
  readonly bodyBytes: number;
  /** What is sent. @default nothing: the request is a GET */
  readonly send?: { readonly method: 'POST' | 'PUT'; readonly body: string } | { readonly method: 'HEAD' };
  /** Whether a session of TLS may be resumed, which shows the certificate of the connection that began it. @default true */
  readonly mayResume?: boolean;
  /** Makes the connection. @default the agent for the protocol, which trusts public authorities only */
  readonly agent?: HttpAgent;
}

/** Of what comes beside the body: headers, the sizes of chunks, what TLS adds. */
export const maxOverheadBytes = 256 * 1024;

/**
 * Sends one request and follows no redirect.
 *
 * @throws FetchError or AbortError where there was no whole answer
 */
export const sendRequest = async (
  url: URL,
  { headers, signal, bodyBytes, send, agent, mayResume = true }: RequestOptions,
): Promise<Answer> => {
  const metered = new MeteredAgent(agent ?? agentFor(url, null), {
    url,
    maxBytes: bodyBytes + maxOverheadBytes,
    mayResume,
  });
  try {
    const response = await fetch(url, {
      headers: { Accept: 'application/json', 'User-Agent': 'rocketchat-instance-alerter', ...headers },
      ...send,
      redirect: 'manual',
      signal,
      size: bodyBytes,
      agent: metered,
    });
    const { status } = response;
    const { certificateUntil } = metered;
    const answer = {
      status,
      headers: response.headers,
      isRedirect: isRedirect(status),
      ...(certificateUntil !== null && { certificateUntil }),
    };
    if (answer.isRedirect) return { ...answer, body: '' };
    // The status of an error says more than the reason why its body could not be read.
    return { ...answer, body: response.ok ? await response.text() : await response.text().catch(() => '') };
  } catch (error) {
    throw metered.isExceeded ? new FetchError('more came than is read', 'max-size') : error;
  }
};

/** Runs work that ends with the signal, which is aborted when the time is up, and when the work is done. */
export const withinDeadline = async <T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const deadline = new AbortController();
  const timer = setTimeout(() => {
    deadline.abort();
  }, milliseconds);
  try {
    return await work(deadline.signal);
  } finally {
    clearTimeout(timer);
    // Closes the connections of bodies that nobody reads.
    deadline.abort();
  }
};

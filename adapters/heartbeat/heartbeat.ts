import { AbortError } from 'node-fetch';
import type { Beat, Heartbeat } from '../../check/with-heartbeat.ts';
import { SecretError, type SecretSource } from '../../core/secret-source.ts';
import { sendRequest, withinDeadline } from '../http/request.ts';
import { readNetworkError } from '../http/network-failure.ts';

export interface HeartbeatOptions {
  /** Where to. Whoever has this URL can pretend that all is well. */
  readonly url: SecretSource<URL>;
  /** How long a beat may take, asked anew for each. */
  readonly maxMilliseconds: () => number;
  /** Told in one line, without the URL, why a beat was not taken. */
  readonly onFailure: (line: string) => void;
}

/** The most that is waited for a beat to be taken. */
export const maxBeatMilliseconds = 3_000;

const bodyBytes = 64 * 1024;

/**
 * Calls a URL as Healthchecks.io wants it: with `/start` behind its path before a check, with `/fail` after one that
 * failed, and as it is after any other. Each call is made once: the next check makes the next.
 */
export const createHeartbeat =
  ({ url, maxMilliseconds: milliseconds, onFailure: onTrouble }: HeartbeatOptions): Heartbeat =>
  async (beat) => {
    const callMilliseconds = milliseconds();
    if (callMilliseconds <= 0) {
      onTrouble('no time was left for it');
      return;
    }
    let host = 'its URL';
    try {
      const status = await withinDeadline(callMilliseconds, (signal) =>
        orAborted(signal, async () => {
          const target = await url.current();
          host = target.host;
          const answer = await sendRequest(addressOf(target, beat), { headers: {}, signal, bodyBytes });
          return answer.status;
        }),
      );
      if (status < 200 || status >= 300) onTrouble(`${host}: answered with status ${status}`);
    } catch (error) {
      onTrouble(reasonOf(error, host, callMilliseconds));
    }
  };

const suffixOf: Readonly<Record<Beat, string>> = { start: '/start', success: '', fail: '/fail' };

const addressOf = (url: URL, beat: Beat): URL => {
  const address = new URL(url);
  if (beat !== 'success') address.pathname = address.pathname.replace(/\/$/, '') + suffixOf[beat];
  return address;
};

/** Not all work ends with its signal: reading the URL goes its own time. */
const orAborted = <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
  Promise.race([
    work(),
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(new AbortError('too slow'));
      });
    }),
  ]);

/** What other errors say may hold the URL. */
const reasonOf = (error: unknown, host: string, callMilliseconds: number): string => {
  if (error instanceof SecretError) return error.message;
  try {
    return readNetworkError(error, { host, callMilliseconds, bodyBytes }).failure.detail;
  } catch {
    return `${host}: ${error instanceof Error ? error.name : 'unknown error'}`;
  }
};

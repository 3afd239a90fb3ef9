import { AbortError } from 'node-fetch';
import { SecretError, type SecretSource } from '../../core/base/secret-source.ts';
import { readNetworkError } from '../http/network-failure.ts';
import { sendRequest, withinDeadline } from '../http/request.ts';

/** What a dead man's switch hears of a check. */
export type Beat = 'start' | 'success' | 'fail';

/** Something outside that raises an alarm when beats stay out. A beat takes a few seconds at most, and never rejects. */
export type Heartbeat = (beat: Beat) => Promise<void>;

export const noHeartbeat: Heartbeat = () => Promise.resolve();

interface HeartbeatOptions {
  /** A secret: who knows this URL can pretend that all is well. */
  readonly url: SecretSource<URL>;
  /** How long a beat may take; read for each. */
  readonly maxMilliseconds: () => number;
  /** Gets one line, without the URL, on why a beat was not taken. */
  readonly onFailure: (line: string) => void;
}

/** The longest wait for a beat to be taken. */
export const maxBeatMilliseconds = 3_000;

/** The largest answer to a beat. */
export const maxBeatAnswerBytes = 64 * 1024;

/**
 * Calls a URL as Healthchecks.io wants it: with `/start` behind its path before a check, with `/fail` after one that
 * failed, and as it is after any other. Each call is made once: the next check makes the next.
 */
export const createHeartbeat =
  ({ url, maxMilliseconds, onFailure }: HeartbeatOptions): Heartbeat =>
  async (beat) => {
    const callMilliseconds = maxMilliseconds();
    if (callMilliseconds <= 0) {
      onFailure('no time was left for it');
      return;
    }
    let host = 'its URL';
    try {
      const status = await withinDeadline(callMilliseconds, (signal) =>
        orAborted(signal, async () => {
          const base = await url.current();
          host = base.host;
          const answer = await sendRequest(urlOf(base, beat), { headers: {}, signal, bodyBytes: maxBeatAnswerBytes });
          return answer.status;
        }),
      );
      if (status < 200 || status >= 300) onFailure(`${host}: answered with status ${status}`);
    } catch (error) {
      onFailure(reasonOf(error, host, callMilliseconds));
    }
  };

const suffixOf: Readonly<Record<Beat, string>> = { start: '/start', success: '', fail: '/fail' };

const urlOf = (base: URL, beat: Beat): URL => {
  const url = new URL(base);
  if (beat !== 'success') url.pathname = url.pathname.replace(/\/$/, '') + suffixOf[beat];
  return url;
};

/** Not all work ends with its signal: reading the URL from SSM does not. */
const orAborted = <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
  Promise.race([
    work(),
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(new AbortError('too slow'));
      });
    }),
  ]);

/** The message of any other error may hold the URL. */
const reasonOf = (error: unknown, host: string, callMilliseconds: number): string => {
  if (error instanceof SecretError) return error.message;
  try {
    return readNetworkError(error, { host, callMilliseconds, bodyBytes: maxBeatAnswerBytes }).failure.detail;
  } catch {
    return `${host}: ${error instanceof Error ? error.name : 'unknown error'}`;
  }
};

import type { Timestamp } from '../../core/base/time.ts';
import { millisecondsUntilReset } from '../http/headers.ts';
import type { Answer } from '../http/request.ts';
import type { Answers, Verdict } from './service.ts';

const forbidden: readonly number[] = [401, 403];
const goneStatuses: readonly number[] = [404, 410];
/** The server, or a proxy before it, gave up waiting; or there is too much at once. */
const passing: readonly number[] = [408, 425, 429];

/** What an answer means. No redirect is followed: the secret would go to someone else. */
export const verdictOn = (answer: Answer, { accepted, wrongSecret = forbidden, read }: Answers): Verdict => {
  const { status, isRedirect } = answer;
  const byBody = read?.(answer) ?? null;
  if (byBody !== null) return byBody;
  if (isRedirect) return 'refused';
  if (accepted === 'any 2xx' ? status >= 200 && status < 300 : accepted.includes(status)) return 'accepted';
  if (passing.includes(status) || status >= 500) return 'later';
  if (wrongSecret.includes(status)) return 'wrong-secret';
  return goneStatuses.includes(status) ? 'gone' : 'refused';
};

/** The shortest wait before another attempt, by the answer; 0 where it does not say. */
export const waitAfter = (answer: Answer, { waitMilliseconds }: Answers, now: Timestamp): number =>
  waitMilliseconds?.(answer) ?? millisecondsUntilReset(answer.headers, now) ?? 0;

import type { WatchedWorkspace } from '../../config/check-event.ts';
import { counted } from '../../core/text/words.ts';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { fetchObservation } from '../../adapters/rocketchat/fetch-observation.ts';
import type { Credentials } from '../../adapters/rocketchat/credentials.ts';
import type { FailureKind } from '../../core/observation/failure.ts';
import { adviceFor } from '../../core/observation/failure-advice.ts';
import type { Outcome } from '../../core/observation/observation.ts';

/** What became of showing credentials to a workspace. */
export interface Trial {
  /** `untried`: the workspace did not get as far as to judge them. */
  readonly verdict: 'accepted' | 'refused' | 'untried';
  readonly outcome: Outcome;
  /** In one line, for a person: what was seen, and, unless they were accepted, what to do. */
  readonly text: string;
}

/** One look at the workspace. */
export async function tryCredentials(workspace: WatchedWorkspace, credentials: Credentials): Promise<Trial> {
  const seen = await fetchObservation(workspace, credentials, { clock: systemClock });
  const { outcome } = seen;
  if (outcome === 'ok') {
    return { verdict: 'accepted', outcome, text: `${counted(seen.instances.length, 'instance')} listed` };
  }
  const { verdict, advice } = judgements[outcome];
  const stop = /[.?!]"?$/.test(seen.detail) ? '' : '.';
  const looksSwapped = outcome === 'unauthorized' && credentials.userId.length > credentials.authToken.length;
  return { verdict, outcome, text: `${seen.detail}${stop} ${looksSwapped ? swapped : advice}` };
}

const swapped = 'The user id is longer than the token: are the two swapped?';

const asAlerted = (verdict: Trial['verdict'], kind: FailureKind) => ({ verdict, advice: adviceFor(kind) });

const judgements: Readonly<Record<FailureKind, Pick<Trial, 'verdict'> & { readonly advice: string }>> = {
  unauthorized: {
    verdict: 'refused',
    advice:
      'The user id or the token is wrong, or the token was revoked: make a new one (in Rocket.Chat: Profile, Personal Access Tokens, with "Ignore Two Factor Authentication") and copy both.',
  },
  forbidden: asAlerted('refused', 'forbidden'),
  blocked: asAlerted('untried', 'blocked'),
  // Only users who may read it get it.
  degraded: asAlerted('accepted', 'degraded'),
  'bad-response': asAlerted('refused', 'bad-response'),
  'too-large': asAlerted('refused', 'too-large'),
  'rate-limited': asAlerted('untried', 'rate-limited'),
  'server-error': asAlerted('untried', 'server-error'),
  timeout: asAlerted('untried', 'timeout'),
  network: asAlerted('untried', 'network'),
};

import type { Service, Verdict } from './service.ts';

/** Why an alert was not accepted. */
export type ServiceFailureKind = Exclude<Verdict, 'accepted'> | 'timeout' | 'network';

export interface ServiceFailure {
  readonly outcome: ServiceFailureKind;
  /** Whether the same may be accepted later without anyone doing anything. */
  readonly retryable: boolean;
  /** What was seen and what to do, in one line. It names the host, and holds no secret. */
  readonly reason: string;
}

export type ServiceOutcome = { readonly outcome: 'accepted' } | ServiceFailure;

const adviceFor = (kind: ServiceFailureKind, { title, secret }: Service): string => {
  switch (kind) {
    case 'later':
      return 'It is tried again later.';
    case 'wrong-secret':
      return `Store ${secret.holds} again (${secret.form}), and see whether it is still valid at ${title}.`;
    case 'gone':
      return `See whether the receiver still exists at ${title}, and whether alerter.yaml names the right one.`;
    case 'refused':
      return 'This is a mistake in the alerter, or alerter.yaml names another kind of service: report it with this line.';
    case 'timeout':
      return 'It is tried again later; if it persists, look at the network.';
    case 'network':
      return 'Look at the network, and whether the host is right.';
  }
};

export const serviceFailure = (
  service: Service,
  outcome: ServiceFailureKind,
  seen: string,
  retryable: boolean,
): ServiceFailure => ({ outcome, retryable, reason: `${seen}. ${adviceFor(outcome, service)}` });

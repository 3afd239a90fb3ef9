/**
 * Why a workspace could not be seen. `blocked`: something in front of Rocket.Chat refuses. `degraded`: the process that
 * answered has lost its own message broker.
 */
export const failureKinds = [
  'unauthorized',
  'forbidden',
  'blocked',
  'rate-limited',
  'degraded',
  'server-error',
  'bad-response',
  'too-large',
  'timeout',
  'network',
] as const;

export type FailureKind = (typeof failureKinds)[number];

/** A call that did not show the instances. It says nothing about them: not seeing is not absence. */
export interface Failure {
  readonly outcome: FailureKind;
  /** One line for a person: what was seen instead. Never holds a credential. */
  readonly detail: string;
  /** The HTTP status, where there was an answer. */
  readonly httpStatus: number | null;
}

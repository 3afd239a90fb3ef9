import type { Timestamp } from '../base/time.ts';

/** Where an alert comes from: for its links, its commands and its times. What is not known is null. */
export interface AlertOrigin {
  readonly workspaceUrl: string | null;
  /** Where a browser finds the pages of `docs/`, without a trailing slash. */
  readonly docsUrl: string | null;
  /** In which its readers live, such as `Europe/Berlin`. */
  readonly timeZone: string | null;
  /** After which a loss counts as intended. */
  readonly forgetAfterSeconds: number | null;
  /** null: it comes from where the alerter runs without AWS. */
  readonly deployment: Deployment | null;
  /** The link by which a reader acknowledges an incident. @default there is none */
  readonly acknowledgeUrlOf?: AcknowledgeUrl;
}

/** @param takenAt the check that the alert is of, so that the same alert has the same link */
export type AcknowledgeUrl = (asked: {
  readonly workspace: string;
  /** Its whole id. */
  readonly incident: string;
  readonly takenAt: Timestamp;
}) => string;

/** A stack of this app. */
export interface Deployment {
  readonly stack: string;
  readonly region: string;
  /** The name of its CloudWatch dashboard; null: it has none. */
  readonly dashboard: string | null;
  /** The log group of its checks. */
  readonly logGroup: string | null;
}

export const unknownOrigin: AlertOrigin = {
  workspaceUrl: null,
  docsUrl: null,
  timeZone: null,
  forgetAfterSeconds: null,
  deployment: null,
};

/** A command as a reader types it, for the stack that the alert comes from. @param args `silence add --for 2h` */
export const commandOf = (args: string, { deployment }: AlertOrigin): string =>
  `npm run -s alerter -- ${args}${deployment === null ? '' : ` --stack ${deployment.stack}`}`;

import type { Severity } from '../core/settings/values.ts';

/** What an alarm says besides its state: how bad it is, what was seen, and where to begin. */
interface AlarmText {
  /** `critical`: nothing is watched, or no alert is sent. */
  readonly severity: Severity;
  readonly fact: string;
  readonly firstStep: string;
}

/** Every alarm there may be, by the name of its heading in the runbook. */
export const alarms = {
  'no-checks': {
    severity: 'critical',
    fact: 'No check of any workspace has been started for five intervals: nothing is monitored.',
    firstStep: 'See whether the schedules exist and are enabled, and whether the check function exists.',
  },
  'check-errors': {
    severity: 'critical',
    fact: 'Checks end with an error again and again: they cannot be made, or their alerts cannot be sent.',
    firstStep:
      'Run `npm run -s alerter -- status`, or read the newest errors in the log group CheckLogs: they name the workspace.',
  },
  'failed-starts': {
    severity: 'warning',
    fact: 'A schedule could not start its check: the check function did not take the call.',
    firstStep: 'See whether the check function exists, and whether the role of the schedules may invoke it.',
  },
  'dropped-checks': {
    severity: 'warning',
    fact: 'A schedule gave up on a check: it was not made.',
    firstStep: 'Read in the queue FailedChecks why it could not be started.',
  },
  'failed-checks': {
    severity: 'warning',
    fact: 'A check of the last hour could not be started, or ended with an error.',
    firstStep: 'Read the messages in the queue FailedChecks: each names its workspace and the reason.',
  },
  'undelivered-alerts': {
    severity: 'warning',
    fact: 'An alert of the last hour could not be forwarded to a webhook, a queue or a channel.',
    firstStep: 'Read the messages in the queue UndeliveredAlerts: each names the recipient that did not get it.',
  },
  'failed-deliveries': {
    severity: 'warning',
    fact: 'SNS could not deliver an alert to one of the subscribers.',
    firstStep: 'Find the subscription of the topic that no longer takes messages, and repair or remove it.',
  },
  'waiting-alerts': {
    severity: 'critical',
    fact: 'An alert has been waiting for more than 15 minutes to be published: nobody has been notified.',
    firstStep: 'Read in the log group CheckLogs why the alert topic does not take it.',
  },
  'stale-status-page': {
    severity: 'warning',
    fact: 'The status page has not been written without an error for 15 minutes: readers see that it is out of date.',
    firstStep: 'Read the newest errors in the log group StatusPageLogs: they name the workspace and the reason.',
  },
} as const satisfies Record<string, AlarmText>;

export type AlarmName = keyof typeof alarms;

/**
 * An alarm's description: severity and fact, first step, where there is more.
 *
 * @param docsUrl where a browser finds the pages of `docs/`; null: nobody has said
 */
export const alarmDescription = (name: AlarmName, docsUrl: string | null): string => {
  const { severity, fact, firstStep } = alarms[name];
  const more = docsUrl === null ? `docs/runbook.md, under "${name}"` : `${docsUrl}/runbook.md#${name}`;
  return `${severity.toUpperCase()}: ${fact}\nWhat to do: ${firstStep}\nRunbook: ${more}`;
};

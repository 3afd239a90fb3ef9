/** What an alarm says besides its state: what was seen, and where to begin. */
interface AlarmText {
  readonly fact: string;
  readonly firstStep: string;
}

/** Every alarm there may be, by the name of its heading in the runbook. */
export const alarms = {
  'no-checks': {
    fact: 'No check of any workspace has been started for five intervals: nothing is watched.',
    firstStep: 'See whether the schedules exist and are enabled, and whether the check function exists.',
  },
  'unchecked-workspace': {
    fact: 'A workspace has not been checked for five of its intervals, while others are.',
    firstStep:
      'Read in the log group that the stack names as CheckLogs which it is (uncheckedSeconds), and see its schedule.',
  },
  'check-errors': {
    fact: 'Checks end with an error again and again: they cannot be made, or what they found cannot be told.',
    firstStep: 'Read the error in the newest lines of the log group that the stack names as CheckLogs.',
  },
  'failed-starts': {
    fact: 'A schedule could not start its check: the check function did not take the call.',
    firstStep: 'See whether the check function exists, and whether the role of the schedules may invoke it.',
  },
  'dropped-checks': {
    fact: 'A schedule has given up on a check: that check was not made.',
    firstStep: 'Read in the queue that the stack names as FailedChecks why it could not be started.',
  },
  'failed-checks': {
    fact: 'There are checks that could not be started, or ended with an error.',
    firstStep: 'Read the messages in the queue that the stack names as FailedChecks.',
  },
  'undelivered-alerts': {
    fact: 'There are alerts that could not be handed on to a webhook, a queue or a channel.',
    firstStep: 'Read the messages in the queue that the stack names as UndeliveredAlerts: someone has not got them.',
  },
  'failed-deliveries': {
    fact: 'SNS could not deliver an alert to one of those who have subscribed.',
    firstStep: 'See which subscription of the topic no longer takes messages, and mend or remove it.',
  },
  'waiting-alerts': {
    fact: 'An alert has been waiting for more than 15 minutes to be published: nobody has been told.',
    firstStep: 'Read in the log group that the stack names as CheckLogs why the alert topic does not take it.',
  },
} as const satisfies Record<string, AlarmText>;

export type AlarmName = keyof typeof alarms;

/** Where the headings are, from the root of the project. */
const runbook = 'docs/runbook.md';

/** An alarm's description: fact, first step, link. */
export const alarmDescription = (name: AlarmName): string => {
  const { fact, firstStep } = alarms[name];
  return `${fact}\nFirst: ${firstStep}\nMore: ${runbook}#${name}`;
};

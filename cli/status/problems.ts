import { isUncheckedAt } from '../../check/check-progress.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { counted } from '../../core/text/words.ts';
import { dayAndTimeText } from '../../core/text/time-text.ts';
import type { StatusReport, WorkspaceStatus } from './report.ts';
import type { Schedules } from './schedules.ts';

type Found = Omit<StatusReport, 'problems' | 'unknown'>;

/** What has to be put right, one line each, the worst first. */
export const problemsOf = (
  { stackStatus, workspaces, alarms, queues, recipients, at }: Found,
  schedules: Schedules | null,
): readonly string[] => [
  ...stackProblems(stackStatus),
  ...(workspaces?.length === 0 ? ['no workspace has a schedule: nothing is monitored. Deploy the stack again'] : []),
  ...(workspaces ?? []).flatMap((workspace) => workspaceProblems(workspace, at)),
  ...(schedules === null ? [] : selfCheckProblems(schedules)),
  ...(alarms?.raised ?? []).map(
    ({ name, since }) => `alarm ${name}${since === null ? '' : ` since ${dayAndTimeText(since)}`}`,
  ),
  ...(queues ?? []).flatMap(({ name, messages }) =>
    messages === 0 ? [] : [`${counted(messages, 'message')} in the queue of ${name}: read them, then empty it`],
  ),
  ...(recipients ?? []).flatMap(({ topic, name, advice }) =>
    advice === null ? [] : [`${name} (${topic}): ${advice}`],
  ),
  ...(recipients?.every(({ topic }) => topic !== 'alerts') === true ? ['alerts have no recipient'] : []),
];

const stackProblems = (status: string): readonly string[] => {
  if (status.endsWith('ROLLBACK_COMPLETE')) return [`the last deployment was rolled back (${status}): deploy again`];
  return /FAILED$|^DELETE/.test(status) ? [`the stack is in the state ${status}: repair it or deploy again`] : [];
};

const workspaceProblems = (workspace: WorkspaceStatus, at: Timestamp): readonly string[] => {
  const { name, schedule, lastCheck, everySeconds, token } = workspace;
  const problems: string[] = [];
  if (schedule === 'missing') problems.push(`${name}: its schedule is gone: it is not checked`);
  if (schedule === 'disabled') problems.push(`${name}: its schedule is disabled: it is not checked`);
  if (lastCheck === null) problems.push(`${name}: no check is recorded yet`);
  else if (everySeconds !== null && isUncheckedAt({ name, everySeconds }, lastCheck.takenAt, at)) {
    problems.push(`${name}: not checked since ${dayAndTimeText(lastCheck.takenAt)}`);
  }
  if (token === 'rejected') {
    problems.push(`${name}: the access token was rejected. Run \`credentials set --workspace ${name}\``);
  } else if (lastCheck !== null && lastCheck.outcome !== 'ok') {
    problems.push(`${name}: the last check could not see it (${lastCheck.outcome})`);
  }
  if (lastCheck !== null && lastCheck.waitingAlerts > 0) {
    problems.push(`${name}: ${counted(lastCheck.waitingAlerts, 'alert')} could not be published yet`);
  }
  return problems;
};

const selfCheckProblems = ({ selfCheck, unreadable }: Schedules): readonly string[] => [
  ...(selfCheck === null ? ['the self-check has no schedule: deploy the stack again'] : []),
  ...(selfCheck?.isEnabled === false ? ['the schedule of the self-check is disabled'] : []),
  ...(unreadable.length === 0
    ? []
    : [`schedules of another version: ${unreadable.slice(0, 10).join(', ')}. Deploy the stack again`]),
];

import { secondsBetween } from '../base/time.ts';
import { type Change, endOf } from '../incidents/incident.ts';
import { ruleOf } from '../rules/registry.ts';
import { uneventfulReasons } from '../rules/resolutions.ts';
import { ascii } from '../text/ascii.ts';
import { durationText } from '../text/duration-text.ts';
import { counted, cutAtWord } from '../text/words.ts';
import type { Alert } from './alert.ts';
import { groupsOf } from './groups.ts';

/** SNS takes subjects of less than 100 characters. */
const maxSubjectLength = 99;
const maxWorkspaceLength = 40;

type Group = readonly [Change, ...Change[]];

/** `CRITICAL: 1 of 3 instances disappeared (and 2 more)`: the worst thing, and how many others there are. */
export const titleOf = (alert: Alert): string => {
  const { what, more } = partsOf(alert);
  return `${what}${more}`;
};

/** `[production] CRITICAL: 1 of 3 instances disappeared (and 2 more)`: the title in ASCII, of what workspace. */
export const subjectOf = (alert: Alert): string => {
  const { what, more } = partsOf(alert);
  const workspace = cutAtWord(ascii(alert.workspace, maxSubjectLength), maxWorkspaceLength);
  return `${cutAtWord(`[${workspace}] ${what}`, maxSubjectLength - more.length)}${more}`;
};

const partsOf = (alert: Alert): { readonly what: string; readonly more: string } => {
  const [worst] = groupsOf(alert.changes, ({ change, incident }) => `${change} ${incident.kind}`);
  if (worst === undefined) return { what: 'nothing to tell', more: '' };
  const others = alert.changes.length - worst.length;
  const mark = alert.isTest ? 'TEST, nothing is wrong: ' : '';
  const [{ reason }] = worst;
  const theme = reason === null ? ongoingTheme(worst, alert) : resolvedTheme(worst, reason, alert);
  return { what: `${mark}${labelOf(worst)}: ${theme}`, more: others === 0 ? '' : ` (and ${others} more)` };
};

const labelOf = ([{ change, incident }]: Group): string => {
  switch (change) {
    case 'opened':
      return incident.severity.toUpperCase();
    case 'reminder':
      return `STILL ${incident.severity.toUpperCase()}`;
    case 'resolved':
      return 'RESOLVED';
    case 'notice':
      return 'NOTICE';
  }
};

const ongoingTheme = (group: Group, { takenAt, cluster }: Alert): string => {
  const [{ change, incident }] = group;
  const count = subjectsOf(group).size;
  const isReminder = change === 'reminder';
  return ruleOf(incident.kind).texts.subject({
    incident,
    isReminder,
    count,
    some: (total) => `${count} of ${counted(Math.max(count, total), 'instance')}`,
    listed: cluster.listed,
    lasting: isReminder ? ` for ${durationText(secondsBetween(incident.since, takenAt))}` : '',
  });
};

/** Why a group of incidents ended, where that is the same for all of them. */
const resolvedTheme = (group: Group, reason: string, { takenAt }: Alert): string => {
  const [{ incident }, ...others] = group;
  const lasted = durationText(secondsBetween(incident.since, endOf(incident, takenAt)));
  const after = others.length === 0 && !uneventfulReasons.has(reason) ? ` after ${lasted}` : '';
  const resolution = ruleOf(incident.kind).texts.resolutions[reason];
  if (resolution === undefined || others.some((other) => other.reason !== reason)) {
    return `${counted(group.length, 'incident')} over`;
  }
  return `${resolution.subject(counted(subjectsOf(group).size, 'instance'))}${after}`;
};

const subjectsOf = (changes: readonly Change[]): ReadonlySet<string> =>
  new Set(changes.flatMap(({ incident }) => incident.subjects));

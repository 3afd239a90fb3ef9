import { type Change } from '../incidents/incident.ts';
import { ruleOf } from '../rules/registry.ts';
import { ascii } from '../text/ascii.ts';
import { counted, cutAtWord, listed } from '../text/words.ts';
import type { Alert } from './alert.ts';
import { groupsOf } from './groups.ts';
import { endingFacts, factsFor, namesIn } from './headlines.ts';
import { labelOf, markOf } from './labels.ts';
import { type AlertOrigin, unknownOrigin } from './origin.ts';
import { contextOf, type TextContext } from './text-context.ts';
import { updatesOf } from './updates.ts';

/** SNS takes subjects of less than 100 characters. */
const maxSubjectLength = 99;
const maxWorkspaceLength = 40;
const maxNames = 2;
/** What a phone shows of a subject: the first instance is named within it. */
const shownLength = 60;
/** That of `CRITICAL` and `RESOLVED`, so that an opening and its end have the same frame. */
const maxLabelLength = 8;

type Group = readonly [Change, ...Change[]];

/** `CRITICAL disappeared: 10.0.1.3:3000 (2 of 3 healthy) (and 2 more)`: the worst, and how many others there are. */
export const titleOf = (alert: Alert, origin: AlertOrigin = unknownOrigin): string => {
  const { label, kind, theme, more } = partsOf(alert, origin);
  return kind === '' ? theme : `${label} ${kind}: ${theme}${more}`;
};

/**
 * `[production] CRITICAL disappeared: 10.0.1.3:3000 (2 of 3 healthy)`: the title in ASCII, of what workspace. Where a
 * phone would cut the name of the instance, brackets and colon make room: `chat-production1 CRITICAL disappeared …`.
 */
export const subjectOf = (alert: Alert, origin: AlertOrigin = unknownOrigin): string => {
  const { label, kind, theme, name, more } = partsOf(alert, origin);
  const workspace = cutAtWord(ascii(alert.workspace, maxSubjectLength), maxWorkspaceLength);
  const fullLength = `[${workspace}] ${'X'.repeat(maxLabelLength)} ${kind}: ${name}`.length;
  const isTight = name !== '' && fullLength > shownLength && fullLength - '[]:'.length <= shownLength;
  const head = isTight ? `${workspace} ${label} ${kind}` : `[${workspace}] ${kind === '' ? '' : `${label} ${kind}:`}`;
  const line = ascii(`${head.trimEnd()} ${theme}`, 4 * maxSubjectLength);
  return `${cutAtWord(line, maxSubjectLength - more.length)}${more}`;
};

interface Parts {
  /** With the mark of a test. */
  readonly label: string;
  /** Empty where nothing has changed. */
  readonly kind: string;
  readonly theme: string;
  /** Of the first instance; empty where the title names none. */
  readonly name: string;
  readonly more: string;
}

const partsOf = (alert: Alert, origin: AlertOrigin): Parts => {
  const { changes, isTest } = alert;
  const updates = updatesOf(changes);
  const former = new Set([...updates.values()].flat());
  const shown = changes.filter((change) => !former.has(change));
  const [worst] = groupsOf(shown, ({ change, incident }) => `${change} ${incident.kind}`);
  if (worst === undefined) return { label: '', kind: '', theme: 'nothing has changed', name: '', more: '' };
  const others = shown.length - worst.length;
  const [first] = worst;
  const { change, incident } = first;
  const label = labelOf({ change, severity: incident.severity, reasons: worst.map(({ reason }) => reason) });
  const context = contextOf(alert, origin);
  const theme = change === 'resolved' ? resolvedTheme(worst, context) : ongoingTheme(worst, context);
  const formerKinds = worst.flatMap((one) => updates.get(one) ?? []).map(({ incident: { kind } }) => kind);
  const mark = markOf(change, { since: incident.since, at: context.at, formerKinds });
  const [name = ''] = namesIn(first, context).filter((one) => theme.startsWith(one));
  return {
    label: `${isTest ? 'TEST, nothing is wrong: ' : ''}${label}`,
    kind: incident.kind,
    theme: `${theme}${mark}`,
    name,
    more: others === 0 ? '' : ` (and ${others} more)`,
  };
};

const ongoingTheme = (group: Group, context: TextContext): string => {
  const [first] = group;
  const { healthy } = context;
  const facts = { ...factsFor(first, context, whoOf(group, context)), healthy };
  const { texts } = ruleOf(first.incident.kind);
  if (texts.subject !== undefined) return texts.subject(facts);
  return healthy === '' ? facts.who : `${facts.who} (${healthy})`;
};

/** Why a group of incidents ended, where that is the same for all of them. */
const resolvedTheme = (group: Group, context: TextContext): string => {
  const [first, ...others] = group;
  const { reason, incident } = first;
  const resolution = reason === null ? undefined : ruleOf(incident.kind).texts.resolutions[reason];
  if (resolution === undefined || others.some((other) => other.reason !== reason)) {
    return `${whoOf(group, context)}, ${counted(group.length, 'incident')} over`;
  }
  return resolution.subject(endingFacts(first, context, whoOf(group, context)));
};

const whoOf = (group: Group, context: TextContext): string =>
  listed([...new Set(group.flatMap((change) => namesIn(change, context)))], maxNames);

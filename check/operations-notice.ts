import { ascii } from '../core/text/ascii.ts';
import { dayAndTimeText } from '../core/text/time-text.ts';
import { cutAtWord } from '../core/text/words.ts';
import type { SelfCheckFindings } from './self-check.ts';
import type { CheckProgress } from './check-progress.ts';

/** What a self-check has to say to those who run the alerter, for a person and for a machine. */
export interface OperationsNotice {
  /** At most 99 characters of ASCII, as SNS wants it. */
  readonly subject: string;
  readonly text: string;
  readonly object: {
    readonly type: 'notice';
    readonly stack: string;
    readonly unchecked: ReadonlyArray<{ readonly workspace: string; readonly lastCheck: string | null }>;
    /** Workspaces whose checks are made, but have seen nothing for an hour. */
    readonly blind: ReadonlyArray<{
      readonly workspace: string;
      readonly outcome: string;
      readonly seenAt: string | null;
    }>;
    readonly checkedAgain: readonly string[];
    readonly missingRecipients: ReadonlyArray<{
      readonly topic: string;
      readonly name: string;
      readonly advice: string;
    }>;
  };
}

interface NoticeOptions {
  readonly stack: string;
  readonly docsUrl: string | null;
}

const maxSubject = 99;

/** null where there is nothing to say: what has not changed is said again once a day. */
export const operationsNotice = (
  { isDaily, progress, missing }: SelfCheckFindings,
  { stack, docsUrl }: NoticeOptions,
): OperationsNotice | null => {
  const unchecked = progress.filter(({ isUnchecked, hasChanged }) => isUnchecked && (isDaily || hasChanged));
  const blind = progress.flatMap(({ workspace, blindness, hasChanged }) =>
    blindness !== null && (isDaily || hasChanged) ? [{ workspace: workspace.name, ...blindness }] : [],
  );
  const checkedAgain = progress
    .filter(({ isUnchecked, blindness, hasChanged }) => !isUnchecked && blindness === null && hasChanged)
    .map(nameOf);
  if (unchecked.length + blind.length + checkedAgain.length + missing.length === 0) return null;
  const headline = [
    unchecked.length > 0 ? `not checked: ${unchecked.map(nameOf).join(', ')}` : null,
    blind.length > 0 ? `sees nothing: ${blind.map(({ workspace }) => workspace).join(', ')}` : null,
    missing.length > 0 ? `gets nothing: ${missing.map(({ recipient }) => recipient.name).join(', ')}` : null,
    checkedAgain.length > 0 ? `checked again: ${checkedAgain.join(', ')}` : null,
  ].filter((part) => part !== null);
  const more = (heading: string): string =>
    docsUrl === null ? `Runbook: docs/runbook.md, under "${heading}".` : `Runbook: ${docsUrl}/runbook.md#${heading}`;
  const text = [
    ...section('Not checked:', unchecked.map(uncheckedText), [
      'What to do: run `npm run -s alerter -- status`, and read why the checks fail in the log of the check function.',
      more('unchecked-workspace'),
    ]),
    ...section(
      'Checked, but not seen for an hour:',
      blind.map(
        ({ workspace, outcome, seenAt }) =>
          `${workspace}: ${outcome}, ${seenAt === null ? 'never seen' : `last seen ${dayAndTimeText(seenAt)}`}`,
      ),
      [
        'What to do: run `npm run -s alerter -- explain --workspace NAME`, and see whether its alert reached anyone.',
        more('blind-workspace'),
      ],
    ),
    ...section(
      'Recipients that get nothing:',
      missing.map(({ topic, recipient, advice }) => `${recipient.name} (${topic}): ${advice}`),
      [more('missing-recipients')],
    ),
    ...section('Checked again:', checkedAgain, []),
  ].join('\n');
  return {
    subject: cutAtWord(ascii(`[${stack}] ${headline.join('; ')}`, 4 * maxSubject), maxSubject),
    text,
    object: {
      type: 'notice',
      stack,
      unchecked: unchecked.map(({ workspace, lastCheck }) => ({ workspace: workspace.name, lastCheck })),
      blind,
      checkedAgain,
      missingRecipients: missing.map(({ topic, recipient, advice }) => ({ topic, name: recipient.name, advice })),
    },
  };
};

const nameOf = ({ workspace }: CheckProgress): string => workspace.name;

const uncheckedText = ({ workspace, lastCheck }: CheckProgress): string =>
  lastCheck === null
    ? `${workspace.name}: no recorded check`
    : `${workspace.name}: last check ${dayAndTimeText(lastCheck)}, due every ${everyText(workspace.everySeconds)}`;

const everyText = (seconds: number): string => (seconds === 60 ? 'minute' : `${seconds / 60} minutes`);

const section = (heading: string, items: readonly string[], after: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [heading, ...items.map((item) => `- ${item}`), ...after, ''];

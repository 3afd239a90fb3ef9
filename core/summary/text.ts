import { availabilityText } from '../timeline/availability.ts';
import { durationText } from '../text/duration-text.ts';
import { foreignText } from '../text/foreign-text.ts';
import { spanText, type TimeText, timesFor } from '../text/time-text.ts';
import { counted } from '../text/words.ts';
import type { SummaryObject, SummaryWorkspace } from './summary-object.ts';

/** A part of a summary's text, unescaped. */
export interface SummaryPart {
  /** null: it has none. */
  readonly heading: string | null;
  readonly lines: readonly string[];
}

const maxIncidentLength = 200;

/** What a summary says, for any layout: a line is a thought. */
export const summaryParts = (summary: SummaryObject): readonly SummaryPart[] => {
  const time = timesFor(summary.to, summary.timeZone ?? null);
  const { from, to, reportCommand } = summary;
  return [
    { heading: null, lines: [spanText(from, to, time)] },
    { heading: 'All instances healthy', lines: workspaceLines(summary, time) },
    { heading: 'Incidents', lines: incidentLines(summary, time) },
    ...noiseParts(summary),
    ...(reportCommand === undefined ? [] : [{ heading: null, lines: [`Report: ${reportCommand}`] }]),
  ];
};

const workspaceLines = ({ workspaces, others }: SummaryObject, time: TimeText): readonly string[] => {
  const { well, troubled } = others;
  return [
    ...workspaces.map((workspace) => workspaceLine(workspace, time)),
    ...(troubled > 0 ? [`${counted(troubled, 'other workspace')} had less trouble than these.`] : []),
    ...(well > 0 ? [`${counted(well, 'other workspace')} had none.`] : []),
    ...(workspaces.length === 0 ? ['No workspace.'] : []),
  ];
};

/** `production: 99.98 %, 3 incidents, 99.7 % of checks answered, no data for 30 min` */
const workspaceLine = (workspace: SummaryWorkspace, time: TimeText): string => {
  const { name, healthyPercent, answeredPercent, checks, incidents, noDataSeconds, checkedFrom } = workspace;
  if (checks === 0) return `${name}: no check in this time`;
  const parts = [
    healthyPercent === null ? 'not seen' : availabilityText(healthyPercent),
    incidents === 0 ? null : counted(incidents, 'incident'),
    answeredPercent === 100 ? null : `${availabilityText(answeredPercent)} of checks answered`,
    noDataSeconds < 1 ? null : `no data for ${durationText(noDataSeconds)}`,
    checkedFrom === undefined || checkedFrom === null ? null : `first check ${time(checkedFrom, 'always')}`,
  ];
  return `${name}: ${parts.filter((part) => part !== null).join(', ')}`;
};

const incidentLines = ({ incidents, longest }: SummaryObject, time: TimeText): readonly string[] => {
  const { count, critical, open } = incidents;
  if (count === 0) return ['None.'];
  const parts = [
    counted(count, 'incident'),
    critical === 0 ? null : `${critical} critical`,
    open === 0 ? null : `${open} still open`,
  ];
  return [
    `${parts.filter((part) => part !== null).join(', ')}.`,
    ...(longest === null ? [] : longestLines(longest, time)),
  ];
};

const longestLines = (longest: NonNullable<SummaryObject['longest']>, time: TimeText): readonly string[] => {
  const { workspace, kind, summary, since, endedAt, seconds } = longest;
  const when =
    endedAt === null
      ? `${durationText(seconds)} so far, since ${time(since, 'always')}`
      : `${durationText(seconds)} from ${time(since, 'always')}`;
  return [`Longest: ${kind} in ${workspace}, ${when}: ${foreignText(summary, maxIncidentLength)}`];
};

const noiseParts = ({ noisiest }: SummaryObject): readonly SummaryPart[] => {
  if (noisiest === null) return [];
  const { workspace, kind, alerts, incidents, suggestion } = noisiest;
  const said = `${kind} in ${workspace}: ${counted(alerts, 'alert')} about ${counted(incidents, 'incident')}.`;
  return [{ heading: 'Noisiest rule', lines: [said, ...(suggestion === null ? [] : [suggestionText(suggestion)])] }];
};

type Suggestion = NonNullable<NonNullable<SummaryObject['noisiest']>['suggestion']>;

const suggestionText = ({ key, current, suggested, sent, wouldSend }: Suggestion): string =>
  suggested === null
    ? `A longer \`for\` than ${current}, up to 1h, would not have sent half as many.`
    : `With rules.${key}.for: ${suggested} (now ${current}), ${wouldSend} of ${sent} would have been sent, and later.`;

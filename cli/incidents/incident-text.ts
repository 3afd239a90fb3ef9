import { acknowledgedText } from '../../core/alerts/acknowledged-text.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { durationText } from '../../core/text/duration-text.ts';
import { dayAndTimeText, timeText } from '../../core/text/time-text.ts';
import { tableLines } from '../output/table.ts';
import type { Terminal } from '../base/terminal.ts';
import type { OpenIncident } from './open-incidents.ts';

/** Open incidents as a table, for a person. */
export const incidentTable = (
  incidents: readonly OpenIncident[],
  now: Timestamp,
  { colors, columns }: Pick<Terminal, 'colors' | 'columns'>,
): string[] =>
  tableLines(
    [
      ['WORKSPACE', 'ID', 'SEVERITY', 'KIND', 'SINCE', 'LASTING', 'WHAT'].map((text) => ({ text, paint: colors.bold })),
      ...incidents.map((one) => cellsOf(one, now).map((text) => ({ text }))),
    ],
    columns,
  );

const cellsOf = ({ workspace, shortId, summary, incident }: OpenIncident, now: Timestamp): readonly string[] => {
  const { severity, kind, since, acknowledged } = incident;
  const whose = acknowledged === undefined ? '' : `; ${acknowledgedText(acknowledged, (at) => timeText(at, now))}`;
  const lasting = durationText(Math.max(0, Math.round(secondsBetween(since, now))));
  return [workspace, shortId, severity, kind, dayAndTimeText(since), lasting, `${summary}${whose}`];
};

/** An open incident as one line of JSON. */
export const incidentLine = ({ workspace, shortId, summary, incident }: OpenIncident): string => {
  const { id, kind, severity, subjects, since, openedAt, acknowledged } = incident;
  const { by, at, note } = acknowledged ?? {};
  return JSON.stringify({
    type: 'incident',
    id,
    shortId,
    workspace,
    kind,
    severity,
    subjects,
    since,
    openedAt,
    summary,
    acknowledged: acknowledged === undefined ? null : { by, at, note },
  });
};

import { everySeverity } from '../../core/settings/values.ts';
import { durationText } from '../../core/settings/duration.ts';
import type { Overview, Reader } from '../set-up/overview.ts';
import type { Terminal } from '../base/terminal.ts';
import { tableLines } from '../output/table.ts';

/** What a deployment would contain, for a person. */
export function overviewText(
  { workspaces, alerts, operations, history, vpc, encryption }: Overview,
  counts: Readonly<Record<string, number>>,
  { colors }: Pick<Terminal, 'colors'>,
): readonly string[] {
  const heading = (...texts: readonly string[]) => texts.map((text) => ({ text, paint: colors.bold }));
  const cells = (...texts: readonly string[]) => texts.map((text) => ({ text }));
  return [
    ...tableLines([
      heading('workspace', 'url', 'every', 'credentials', 'with', 'rules other than by default'),
      ...workspaces.map(({ name, url, every, credentials, also, rules }) =>
        cells(name, url, every, credentials, listText(also), rulesText(rules)),
      ),
    ]),
    '',
    ...(alerts.length === 0
      ? ['alerts: nobody is notified']
      : tableLines([
          heading('alerts to', 'by', 'which'),
          ...alerts.map((reader) => cells(reader.to, reader.by, whichText(reader))),
        ])),
    '',
    `the alerter's own health: ${operations.length === 0 ? 'nobody is notified' : operations.map(operatorText).join(', ')}`,
    `history: ${history.keep}; it ${history.removeWithStack ? 'goes' : 'stays'} when the stack is destroyed`,
    `checked from: ${vpc ?? 'the internet'}`,
    `encrypted with: ${keyText(encryption)}`,
    `CloudFormation resources: ${countsText(counts)}`,
  ];
}

const operatorText = ({ address, minimumSeverity }: Overview['operations'][number]): string =>
  minimumSeverity === everySeverity ? address : `${address} (${minimumSeverity})`;

const keyText = (encryption: string | null): string => {
  if (encryption === null) return 'keys that AWS manages';
  return encryption === 'own' ? 'a key of its own' : encryption;
};

const listText = (texts: readonly string[]): string => (texts.length === 0 ? '-' : texts.join(', '));

const rulesText = (rules: Readonly<Record<string, string>>): string =>
  listText(Object.entries(rules).map(([key, value]) => `${key} ${value}`));

const whichText = ({ minimumSeverity, workspaces, afterSeconds }: Reader): string =>
  [
    minimumSeverity === everySeverity ? 'all' : minimumSeverity,
    workspaces && `of ${workspaces.join(', ')}`,
    afterSeconds === undefined ? null : `open for ${durationText(afterSeconds)}`,
  ]
    .filter((part) => part !== null)
    .join(' ');

/** The services and how many of each: `26 (Lambda 8, CloudWatch 7, …)`. */
const countsText = (counts: Readonly<Record<string, number>>): string => {
  const services = new Map<string, number>();
  for (const [type, count] of Object.entries(counts)) {
    const service = type.split('::')[1] ?? type;
    services.set(service, (services.get(service) ?? 0) + count);
  }
  const texts = [...services].toSorted(([, a], [, b]) => b - a).map(([service, count]) => `${service} ${count}`);
  const all = [...services.values()].reduce((sum, count) => sum + count, 0);
  return `${all} (${texts.join(', ')})`;
};

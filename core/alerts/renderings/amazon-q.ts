/*
 * Amazon Q Developer subscribes to a topic over `https` and silently drops whatever has not its schema, while every
 * other `https` subscriber of the alert topic is promised the alert object. So it gets a topic of its own, the *chat
 * topic*: a small function, subscribed to the alert topic as the one for Slack is (with a filter policy and a
 * dead-letter queue), publishes `JSON.stringify(amazonQMessage(readAlertObject(message)))` there, as a plain message.
 * The check still publishes once, and routing by severity and workspace works here, too, where Amazon Q's own
 * subscription could have no filter policy.
 */
import type { AlertObject } from '../alert-object.ts';
import { lengthOf, linesThatFit } from './fit.ts';
import { mrkdwn, mrkdwnAdvice, mrkdwnLine } from './mrkdwn.ts';
import { clusterText, footerText, headingOf, linksIn, type Section, sectionsOf } from '../sections.ts';

/** A custom notification. */
export interface AmazonQMessage {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly metadata: {
    readonly threadId: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

const maxTitleLength = 200;
/** Slack takes 3,000 characters in a section. */
const maxDescriptionLength = 2500;
const maxLineLength = 400;
const maxKeywordLength = 100;
const maxLines = 5;
const maxResources = 20;

/**
 * An alert as a custom notification, in the thread of its worst incident: the opening of an incident, its reminders
 * and its end share a thread as long as no worse one comes with them. What else comes with it stays in that thread.
 */
export const amazonQMessage = (alert: AlertObject): AmazonQMessage => {
  const { id, workspace, takenAt, severity, changes, silenceCommand } = alert;
  const sections = sectionsOf(alert, maxLines);
  const heading = mrkdwnLine(headingOf(alert), maxTitleLength);
  const [worst] = changes;
  const kinds = [...new Set(sections.map(({ group }) => group.kind))];
  const names = new Set(
    changes.flatMap(({ instances }) => instances.map(({ name }) => mrkdwnLine(name, maxKeywordLength))),
  );
  return {
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: heading,
      description: description(alert, sections),
      nextSteps: [
        ...new Set(sections.flatMap(({ advice }) => (advice === null ? [] : [mrkdwnAdvice(advice, maxLineLength)]))),
        ...linksIn(alert).map(({ label, url }) => `[${label}](${url})`),
        ...(silenceCommand === undefined ? [] : [`Mute for 2 h: \`${silenceCommand}\``]),
      ],
      keywords: [mrkdwnLine(workspace, maxKeywordLength), severity, ...kinds],
    },
    metadata: {
      threadId: `${workspace}/${worst?.incident ?? id}`,
      summary: heading,
      eventType: `${worst?.change ?? 'alert'} ${worst?.kind ?? ''}`.trim(),
      relatedResources: [...names].slice(0, maxResources),
      additionalContext: { alert: id, workspace, takenAt, cluster: mrkdwnLine(clusterText(alert), maxLineLength) },
    },
  };
};

/** Each section gets its share of the room. */
const description = (alert: AlertObject, sections: readonly Section[]): string => {
  const bottom = [clusterText(alert), footerText(alert)].map((line) => mrkdwnLine(line, maxLineLength)).join('\n\n');
  const share = Math.floor((maxDescriptionLength - bottom.length) / Math.max(1, sections.length));
  const isAlone = sections.length === 1;
  return [...sections.map((section) => sectionText(section, share, isAlone)), bottom].join('\n\n');
};

const sectionText = ({ heading, lines, omitted, certainty }: Section, maxLength: number, isAlone: boolean): string => {
  // The title says it already.
  const head = isAlone ? [] : [mrkdwn(heading)];
  const sure = certainty === null ? [] : [`How sure: ${mrkdwnLine(certainty, maxLineLength)}`];
  const withSure = lengthOf([...head, ...sure]) < maxLength / 2 ? sure : [];
  const bullet = lines.length + omitted === 1 ? '' : '• ';
  const bullets = lines.map(({ headline }) => `${bullet}${mrkdwnLine(headline, maxLineLength)}`);
  const room = maxLength - lengthOf([...head, ...withSure, '', '']);
  return [...head, ...linesThatFit(bullets, room, omitted), ...withSure].join('\n');
};

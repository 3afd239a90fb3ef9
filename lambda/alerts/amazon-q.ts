/*
 * Amazon Q Developer subscribes to a topic over `https` and silently drops whatever has not its schema, while every
 * other `https` subscriber of the alert topic is promised the alert object. So it gets a topic of its own, the *chat
 * topic*: a small function, subscribed to the alert topic as the one for Slack is (with a filter policy and a
 * dead-letter queue), publishes `JSON.stringify(amazonQMessage(readAlertObject(message)))` there, as a plain message.
 * The check still publishes once, and routing by severity and workspace works here, too, where Amazon Q's own
 * subscription could have no filter policy.
 */
import type { AlertObject } from './alert-object.ts';

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

/** An alert as a custom notification, in the thread of its worst incident. */
export const amazonQMessage = ({ id, workspace, severity, title, changes }: AlertObject): AmazonQMessage => ({
  version: '1.0',
  source: 'custom',
  content: {
    textType: 'client-markdown',
    title: `[${workspace}] ${title}`,
    description: changes.map(({ summary }) => summary).join('\n'),
    nextSteps: [],
    keywords: [workspace, severity],
  },
  metadata: {
    threadId: `${workspace}/${changes[0]?.incident ?? id}`,
    summary: title,
    eventType: changes[0]?.kind ?? 'alert',
    relatedResources: [],
    additionalContext: {},
  },
});

import type { AlertObject } from './alert-object.ts';

/** What an incoming webhook takes. Those of Rocket.Chat and Mattermost go by the `text`. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly object[];
}

/** An alert as Slack's Block Kit lays it out. */
export const slackMessage = ({ workspace, title, changes }: AlertObject): SlackMessage => ({
  text: [`[${workspace}] ${title}`, ...changes.map(({ summary }) => summary)].join('\n'),
  blocks: [],
});

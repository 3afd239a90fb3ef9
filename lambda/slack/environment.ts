/** The environment variables of the Slack function, named once for the construct that sets them and the handler. */
export const environment = {
  webhookParameter: 'SLACK_WEBHOOK_PARAMETER',
} as const;

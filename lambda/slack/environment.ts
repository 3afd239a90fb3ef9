/** The environment variables of the Slack function, named once for the construct that sets them and the handler. */
export const environment = {
  webhookParameter: 'SLACK_WEBHOOK_PARAMETER',
  /** PEM of an authority that is trusted beside the public ones. Left out where there is none. */
  webhookAuthority: 'SLACK_WEBHOOK_CA',
} as const;

/** Environment variables that a watch reads, beside those that are named after parameters of the file. */
export const webhookVariable = 'ROCKETCHAT_ALERTER_SLACK_WEBHOOK';
export const heartbeatVariable = 'ROCKETCHAT_ALERTER_HEARTBEAT_URL';
export const smtpPasswordVariable = 'ROCKETCHAT_ALERTER_SMTP_PASSWORD';

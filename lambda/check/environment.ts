/** The environment variables of the check function, named once for the construct that sets them and the handler. */
export const environment = {
  historyTable: 'HISTORY_TABLE_NAME',
  alertTopic: 'ALERT_TOPIC_ARN',
} as const;

/** The value of a variable without which nothing can be done. */
export function readEnvironment(name: string): string {
  const value = process.env[name] ?? '';
  if (value === '') throw new Error(`the environment variable ${name} is not set; the stack sets it: deploy it again`);
  return value;
}

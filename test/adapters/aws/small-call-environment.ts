/** The environment of a function whose calls to AWS go to a server on this machine. */
export const smallCallEnvironment = (url: string) => ({
  AWS_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SESSION_TOKEN: 'session',
});

/**
 * For the clients of AWS services that a command uses: a person waits longer than a function may, and a page of a
 * history is a megabyte that may come over a slow line.
 */
export const commandClientConfig = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true },
};

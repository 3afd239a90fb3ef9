import type { Agent } from 'node:http';

let proxied: { readonly httpsAgent: Agent } | null = null;

/** Has the clients of AWS services that are made from here on connect by this agent; null: as they do by themselves. */
export const connectAwsClientsBy = (agent: Agent | null): void => {
  proxied = agent === null ? null : { httpsAgent: agent };
};

/**
 * For the clients of AWS services that a command uses: a person waits longer than a function may, and a page of a
 * history is a megabyte that may come over a slow line.
 */
export const commandClientConfig = () => ({
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true, ...proxied },
});

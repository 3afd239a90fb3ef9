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

/** Uses a client of an AWS service, and lets go of its connections however that ends. */
export async function usingClient<Client extends { destroy(): void }, Result>(
  client: Client,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

/** What to do where AWS does not take a person's credentials. */
export const signIn =
  'there are no valid AWS credentials here. Sign in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again';

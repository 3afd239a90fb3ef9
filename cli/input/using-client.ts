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

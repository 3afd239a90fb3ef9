import { incomingWebhook } from './fakes/incoming-webhook.ts';
import { type Reaction, serveService } from './service-server.ts';

export interface WebhookServer {
  /** The webhook's URL: its path is a secret. */
  readonly url: URL;
  readonly posts: number;
  /** Every message taken, as text, in order. */
  readonly taken: readonly string[];
  /** Why messages were not taken although the server would have. */
  readonly refused: readonly string[];
  /** What it does with each post from now on in turn; the last of them with all that follow. */
  react(...reactions: readonly Reaction[]): void;
  /** As if it had just been started. */
  reset(): void;
  close(): Promise<void>;
}

/** A webhook on this machine that is as strict as Slack says it is. It takes messages until set otherwise. */
export const serveWebhook = async (): Promise<WebhookServer> => {
  const taken: string[] = [];
  const refused: string[] = [];
  let before = 0;
  const server = await serveService({
    answer: (got) => {
      const answer = incomingWebhook.answer(got);
      if (answer.status < 300) taken.push(got.body);
      else refused.push(answer.body ?? '');
      return answer;
    },
  });
  return {
    url: new URL(incomingWebhook.secret(server.url)),
    get posts() {
      return server.got.length - before;
    },
    taken,
    refused,
    react: (...reactions) => {
      server.react(...reactions);
    },
    reset: () => {
      server.react('take');
      before = server.got.length;
      taken.length = refused.length = 0;
    },
    close: () => server.close(),
  };
};

import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { problemWith } from '../../core/alerts/slack-limits.ts';
import { serveHttp } from '../../servers.ts';

export interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the server does with a post: `take` takes it if Slack would, `hang` never answers, `hang up` drops it. */
export type Reaction = 'take' | 'hang' | 'hang up' | Answer;

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

export const webhookPath = '/services/T0SECRET1/B0SECRET2/s3cr3tS3cr3tS3cr3t';

/** A webhook on this machine that is as strict as Slack says it is. It takes messages until set otherwise. */
export const serveWebhook = async (): Promise<WebhookServer> => {
  let reactions: readonly Reaction[] = ['take'];
  let posts = 0;
  const taken: string[] = [];
  const refused: string[] = [];

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const problem = request.url === webhookPath ? problemWith(request, body) : 'no_service';
    if (problem === null) taken.push(body);
    else refused.push(problem);
    response.writeHead(problem === null ? 200 : problem === 'no_service' ? 404 : 400).end(problem ?? 'ok');
  };

  const server = await serveHttp((request, response) => {
    posts += 1;
    const [reaction = 'take', ...others] = reactions;
    if (others.length > 0) reactions = others;
    if (reaction === 'hang') return;
    if (reaction === 'hang up') return void request.socket.destroy();
    if (reaction === 'take') return void take(request, response);
    request.resume();
    response.writeHead(reaction.status, reaction.headers).end(reaction.body ?? '');
  });

  return {
    url: new URL(webhookPath, server.url),
    get posts() {
      return posts;
    },
    taken,
    refused,
    react: (...next) => {
      reactions = next;
    },
    reset: () => {
      reactions = ['take'];
      posts = taken.length = refused.length = 0;
    },
    close: server.close,
  };
};

import { text } from 'node:stream/consumers';
import { serveHttp } from '../../servers.ts';
import type { Fake, FakeAnswer, Got } from './fakes/fake.ts';

/** What the server does with a request: `take` answers as the service would, `hang` never answers, `hang up` drops it. */
export type Reaction = 'take' | 'hang' | 'hang up' | FakeAnswer;

export interface ServiceServer {
  readonly url: string;
  readonly host: string;
  /** Every request, in order. */
  readonly got: readonly Got[];
  /** What the service answered to requests that it did not accept. */
  readonly refused: readonly FakeAnswer[];
  /** What it does with each request from now on in turn; the last of them with all that follow. */
  react(...reactions: readonly Reaction[]): void;
  close(): Promise<void>;
}

export const serveService = async (fake: Pick<Fake, 'answer'>): Promise<ServiceServer> => {
  let reactions: readonly Reaction[] = ['take'];
  const got: Got[] = [];
  const refused: FakeAnswer[] = [];
  const server = await serveHttp((request, response) => {
    void (async () => {
      const body = await text(request);
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const asGot = { method: request.method ?? '', path: request.url ?? '', headers, body };
      got.push(asGot);
      const [reaction = 'take', ...others] = reactions;
      if (others.length > 0) reactions = others;
      if (reaction === 'hang') return;
      if (reaction === 'hang up') return void request.socket.destroy();
      const answer = reaction === 'take' ? fake.answer(asGot) : reaction;
      if (answer.status >= 300) refused.push(answer);
      response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
    })();
  });
  return {
    url: server.url,
    host: new URL(server.url).host,
    got,
    refused,
    react: (...next) => {
      reactions = next;
    },
    close: server.close,
  };
};

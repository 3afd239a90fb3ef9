import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ConfigurationError } from '../../config/configuration-error.ts';
import { consolePage, entrancePage } from '../../web/console/page.ts';
import { Problem } from '../base/problem.ts';
import { reasonOf } from '../base/reason-of.ts';
import { LinkHandler } from './acknowledge-by-link.ts';
import { type AcknowledgeLinks, tokenIn } from './acknowledge-links.ts';
import { Admission } from './admission.ts';
import { answerJson, answerPage, answerRefusal, jsonIn } from './answers.ts';
import { sendEvents } from './events.ts';
import { Overview, readStatus, type StatusPart } from './overview.ts';
import { refusalOf } from './refusal.ts';
import { changes, reads } from './requests.ts';
import type { ConsoleSource } from './sources.ts';

/** A console that is served. */
export interface ServedConsole {
  /** With the token, which is good for one browser. */
  readonly url: string;
  /** Ends it, with all connections; on return, the history is no longer read. */
  close(): Promise<void>;
}

const address = '127.0.0.1';

interface Serving {
  /** 0: any that is free. */
  readonly port: number;
  /** Those in alerts that lead here. @default there are none */
  readonly links?: AcknowledgeLinks | null;
}

/**
 * Serves a console on this machine alone.
 *
 * @throws Problem where the port cannot be had
 */
export async function serveConsole(source: ConsoleSource, { port, links = null }: Serving): Promise<ServedConsole> {
  const ended = new AbortController();
  const admission = new Admission();
  const overview = new Overview(source, ended.signal);
  // Reading all workspaces takes a while: by the time a browser asks, much of it is done.
  const underWay = new Set<Promise<unknown>>([overview.read().catch(() => undefined)]);
  const page = await consolePage();
  const linkHandler = links === null ? null : new LinkHandler(links, source);
  const server = createServer((request, response) => {
    const host = hostOf(server);
    const work = respond({
      request,
      response,
      host,
      admission,
      overview,
      source,
      page,
      linkHandler,
      ended: ended.signal,
    }).catch(() => {
      // A request that makes no sense gets no answer.
      response.destroy();
    });
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  });
  await listening(server, port);
  return {
    url: `http://${hostOf(server)}/?token=${admission.token ?? ''}`,
    close: async () => {
      ended.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      // The history may be closed next: nothing may be reading it any more.
      await Promise.allSettled(underWay);
    },
  };
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        new Problem(`the console cannot be served on port ${port} (${error.message}): choose another with --port`),
      );
    });
    server.listen(port, address, resolve);
  });

const hostOf = (server: Server): string => {
  const bound = server.address();
  return `${address}:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
};

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly host: string;
  readonly admission: Admission;
  readonly overview: Overview;
  readonly source: ConsoleSource;
  readonly page: Awaited<ReturnType<typeof consolePage>>;
  readonly linkHandler: LinkHandler | null;
  readonly ended: AbortSignal;
}

async function respond(exchange: Exchange): Promise<void> {
  const { request, response, host, admission, page, source, linkHandler } = exchange;
  const url = new URL(request.url ?? '/', `http://${host}`);
  const linkToken = linkHandler === null ? null : tokenIn(url.pathname, linkHandler.links);
  if (linkHandler !== null && linkToken !== null) {
    await linkHandler.answer(request, response, host, linkToken);
    return;
  }
  const isEntrance = url.pathname === '/';
  const refusal = refusalOf(request, host, isEntrance);
  if (refusal !== null) {
    answerRefusal(response, refusal);
    return;
  }
  if (isEntrance) {
    enter(exchange, url.searchParams.get('token') ?? '');
    return;
  }
  if (!url.pathname.startsWith(admission.root) || !admission.admits(request.headers.cookie)) {
    answerRefusal(response, noEntry);
    return;
  }
  const path = url.pathname.slice(admission.root.length);
  const query = url.searchParams;
  if (path === '' && request.method === 'GET') answerPage(response, page);
  else if (path === 'events' && request.method === 'GET') await sendEvents(response, watchedBy(exchange, query));
  else await answerTo(exchange, path, { source, query });
}

/** The token is taken for a cookie, and the page that goes on from here asks for the console as one of its own. */
function enter({ response, admission, host }: Exchange, token: string): void {
  const cookie = admission.exchange(token);
  if (cookie === null) answerRefusal(response, noEntry);
  else answerPage(response, { html: entrancePage(admission.root, host), headers: { 'set-cookie': cookie } });
}

const noEntry = {
  status: 403,
  reason:
    'Open the address that the command printed. It is good for one browser, once: for another, start the console again.',
} as const;

function watchedBy({ source, overview, ended }: Exchange, query: URLSearchParams) {
  const workspace = query.get('workspace');
  const { everySeconds } = source;
  if (workspace === null) return { read: () => overview.parts(), everySeconds: everySeconds.overview, ended };
  async function* read(named: string): AsyncGenerator<StatusPart, void, undefined> {
    const status = await readStatus(source, named);
    yield { statuses: status === null ? [] : [status], isComplete: true };
  }
  return { read: () => read(workspace), everySeconds: everySeconds.workspace, ended };
}

async function answerTo(
  { request, response, overview }: Exchange,
  path: string,
  asked: { readonly source: ConsoleSource; readonly query: URLSearchParams },
): Promise<void> {
  const answers = request.method === 'POST' ? changes : reads;
  const answer = Object.hasOwn(answers, path) ? answers[path] : undefined;
  if (answer === undefined) {
    answerJson(response, 404, { problem: 'There is nothing at that path.' });
    return;
  }
  try {
    const body = request.method === 'POST' ? await jsonIn(request) : null;
    answerJson(response, 200, await answer({ ...asked, overview, body, response }));
  } catch (error) {
    answerJson(response, isTheirs(error) ? 400 : 502, { problem: reasonOf(error) });
  }
}

const isTheirs = (error: unknown): boolean => error instanceof Problem || error instanceof ConfigurationError;

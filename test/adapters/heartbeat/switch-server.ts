import type { RequestListener } from 'node:http';
import { serveHttp } from '../../servers.ts';

/** A dead man's switch that remembers how it was called. */
export interface SwitchServer {
  /** `http://127.0.0.1:PORT/ping/a-secret` */
  readonly url: string;
  /** `GET /ping/a-secret/start`, in the order in which they came. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

export const switchPath = '/ping/a-secret';

/** @param answer @default OK, as Healthchecks.io says it */
export async function serveSwitch(
  answer: RequestListener = (_, response) => void response.end('OK'),
): Promise<SwitchServer> {
  const calls: string[] = [];
  const server = await serveHttp((request, response) => {
    calls.push(`${String(request.method)} ${String(request.url)}`);
    answer(request, response);
  });
  return {
    url: `${server.url}${switchPath}`,
    calls,
    close: server.close,
  };
}

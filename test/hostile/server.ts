import type { ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { listenOnFreePort, serveHttp } from '../servers.ts';
import type { Answer } from './answers.ts';

/** A server that answers each call as it is set to. */
interface HostileServer {
  /** The URL to call next; what is sent there is up to `answer`. */
  prepare(answer: Answer): string;
  /** How many bytes of the last answer went out. */
  readonly sentBytes: number;
  close(): Promise<void>;
}

const maxBytes = 512 * 1024 * 1024;

export async function openHostileServer(): Promise<HostileServer> {
  let answer: Answer | null = null;
  let sentBytes = 0;

  const endlessly = (response: ServerResponse, chunk: Uint8Array): void => {
    while (!response.destroyed && sentBytes < maxBytes) {
      sentBytes += chunk.length;
      if (!response.write(chunk)) {
        response.once('drain', () => {
          endlessly(response, chunk);
        });
        return;
      }
    }
  };
  const http = await serveHttp((_request, response) => {
    if (answer?.kind === 'whole') {
      sentBytes = answer.body.length;
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } else if (answer?.kind === 'endless') {
      endlessly(response.writeHead(200, answer.headers), answer.chunk);
    } else if (answer?.kind === 'trickling') {
      const { chunk } = answer;
      const timer = setInterval(() => response.write(chunk), 5);
      response.on('close', () => {
        clearInterval(timer);
      });
    }
  });
  const tls = await listenOnFreePort(
    createTcpServer((socket) => {
      socket.once('data', () => {
        if (answer?.kind === 'tls') socket.end(answer.bytes);
      });
    }),
  );
  return {
    prepare: (next) => {
      answer = next;
      sentBytes = 0;
      return next.kind === 'tls' ? `https://127.0.0.1:${tls.port}` : http.url;
    },
    get sentBytes() {
      return sentBytes;
    },
    close: async () => {
      await Promise.all([http.close(), tls.close()]);
    },
  };
}

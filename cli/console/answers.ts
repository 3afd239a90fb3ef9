import type { IncomingMessage, ServerResponse } from 'node:http';
import { readJson } from '../../adapters/http/answer.ts';
import { requestBody } from '../base/request-body.ts';
import type { Refusal } from './refusal.ts';

/** What every answer says of itself: nobody keeps it, and no other page gets it. */
const always = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** What a page may load or run where it names nothing. */
const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const startEvents = (response: ServerResponse): void => {
  response.writeHead(200, { ...always, 'content-type': 'text/event-stream' });
  response.flushHeaders();
};

export const answerJson = (response: ServerResponse, status: number, value: unknown): void => {
  response
    .writeHead(status, { ...always, 'content-type': 'application/json', 'content-security-policy': nothing })
    .end(JSON.stringify(value));
};

interface Page {
  readonly status?: number;
  readonly html: string;
  /** @default nothing may be loaded or run */
  readonly policy?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const answerPage = (response: ServerResponse, { status = 200, html, policy = nothing, headers }: Page): void => {
  response
    .writeHead(status, {
      ...always,
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    })
    .end(html);
};

export const answerRefusal = (response: ServerResponse, { status, reason }: Refusal): void => {
  // What else was sent is not read.
  response
    .writeHead(status, { ...always, connection: 'close', 'content-type': 'text/plain; charset=utf-8' })
    .end(`${reason}\n`);
};

const maxBodyBytes = 16 * 1024;

/** The JSON that a request carries; null where it carries none, or too much. */
export async function jsonIn(request: IncomingMessage): Promise<unknown> {
  const body = await requestBody(request, maxBodyBytes);
  return body === null ? null : readJson(body);
}

import type { RequestListener } from 'node:http';

interface Listed {
  readonly id: string;
  readonly host?: string;
  /** Heartbeat age. @default 2 */
  readonly ageSeconds?: number;
  readonly connected?: boolean;
  readonly pid?: number;
}

const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

const entryOf = (
  { id, host = `host-${id}`, ageSeconds = 2, connected = true, pid = 1 }: Listed,
  isObserver: boolean,
) => ({
  currentStatus: { connected, ...(isObserver && { local: true }) },
  instanceRecord: {
    _id: id,
    _createdAt: secondsAgo(3_600),
    _updatedAt: secondsAgo(ageSeconds),
    name: 'rocket.chat',
    pid,
    extraInformation: {
      host,
      port: '3000',
      os: { totalmem: 8_000_000_000, freemem: 4_000_000_000 },
      nodeVersion: 'v22.16.0',
    },
  },
});

/** Answers with a status and a body, as JSON unless it is text. */
export const answering =
  (status: number, body: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(status);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

/** Lists instances whose heartbeats are as old as said when it is asked; the first one is the one that answers. */
export const listing =
  (...instances: ReadonlyArray<string | Listed>): RequestListener =>
  (request, response) => {
    const entries = instances.map((instance, index) =>
      entryOf(typeof instance === 'string' ? { id: instance } : instance, index === 0),
    );
    answering(200, { instances: entries, success: true })(request, response);
  };

export const refusing = answering(401, { status: 'error', message: 'You must be logged in to do this.' });

/** Answers each call as the next of these does, and all further ones as the last. */
export const inTurn = (...answers: readonly RequestListener[]): RequestListener => {
  let calls = 0;
  return (request, response) => {
    answers[Math.min(calls++, answers.length - 1)]?.(request, response);
  };
};

/** A file with rules that count within seconds, and a name by which alerts are known. */
export const quickRules = (url: string): string => `
workspaces: [{ name: production, url: "${url}", every: 1s }]
rules: { disappeared: { for: 1s, resolveAfter: 0s }, unauthorized: { for: 0s, resolveAfter: 0s } }
`;

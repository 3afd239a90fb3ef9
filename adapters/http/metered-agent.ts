import { Agent, type ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type Timestamp, timestampFrom } from '../../core/base/time.ts';

/** What Node and every package that brings an agent of its own have, though Node does not document it. */
interface AddsRequests {
  addRequest(request: ClientRequest, options: object): void;
}

const addsRequests = (agent: object): agent is AddsRequests =>
  'addRequest' in agent && typeof agent.addRequest === 'function';

const isTls = (socket: Socket): socket is TLSSocket => 'getPeerX509Certificate' in socket;

/** Until when the certificate is valid that the other side has shown; null where it has shown none. */
function validUntil(socket: Socket): Timestamp | null {
  const shown = isTls(socket) ? socket.getPeerX509Certificate() : undefined;
  return shown === undefined ? null : timestampFrom(shown.validTo);
}

/**
 * Makes the connection of one request as another agent does, and breaks it off where more bytes come than allowed,
 * whatever they are: a body that decompresses to nothing, or headers, hints and the sizes of chunks without end.
 */
export class MeteredAgent extends Agent implements AddsRequests {
  readonly protocol: string;
  readonly defaultPort: number;
  readonly #agent: AddsRequests;
  readonly #maxBytes: number;
  readonly #mayResume: boolean;
  #isExceeded = false;
  #certificateUntil: Timestamp | null = null;

  constructor(
    agent: Agent,
    { url, maxBytes, mayResume }: { readonly url: URL; readonly maxBytes: number; readonly mayResume: boolean },
  ) {
    super();
    if (!addsRequests(agent)) throw new TypeError('the agent makes no connections');
    this.protocol = url.protocol;
    this.defaultPort = url.protocol === 'https:' ? 443 : 80;
    this.#agent = agent;
    this.#maxBytes = maxBytes;
    this.#mayResume = mayResume;
  }

  /** Whether the connection was broken off. */
  get isExceeded(): boolean {
    return this.#isExceeded;
  }

  /** Until when the certificate is valid that the server has shown; null where it has shown none. */
  get certificateUntil(): Timestamp | null {
    return this.#certificateUntil;
  }

  addRequest(request: ClientRequest, options: object): void {
    request.once('socket', (socket: Socket) => {
      // The first that the server sends comes after its certificate, on a connection of any agent.
      socket.once('data', () => {
        this.#certificateUntil = validUntil(socket);
      });
      socket.on('data', () => {
        if (socket.bytesRead <= this.#maxBytes) return;
        this.#isExceeded = true;
        socket.destroy();
      });
    });
    // Where a session is named, even none, the agent takes it, and not the one that it has kept.
    this.#agent.addRequest(request, this.#mayResume ? options : { ...options, session: undefined });
  }
}

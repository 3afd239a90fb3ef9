import { Agent, type ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

/** What Node and every package that brings an agent of its own have, though Node does not document it. */
interface AddsRequests {
  addRequest(request: ClientRequest, options: object): void;
}

const addsRequests = (agent: object): agent is AddsRequests =>
  'addRequest' in agent && typeof agent.addRequest === 'function';

/**
 * Makes the connection of one request as another agent does, and breaks it off where more bytes come than allowed,
 * whatever they are: a body that decompresses to nothing, or headers, hints and the sizes of chunks without end.
 */
export class MeteredAgent extends Agent implements AddsRequests {
  readonly protocol: string;
  readonly defaultPort: number;
  readonly #agent: AddsRequests;
  readonly #maxBytes: number;
  #isExceeded = false;

  constructor(agent: Agent, { url, maxBytes }: { readonly url: URL; readonly maxBytes: number }) {
    super();
    if (!addsRequests(agent)) throw new TypeError('the agent makes no connections');
    this.protocol = url.protocol;
    this.defaultPort = url.protocol === 'https:' ? 443 : 80;
    this.#agent = agent;
    this.#maxBytes = maxBytes;
  }

  /** Whether the connection was broken off. */
  get isExceeded(): boolean {
    return this.#isExceeded;
  }

  addRequest(request: ClientRequest, options: object): void {
    request.once('socket', (socket: Socket) => {
      socket.on('data', () => {
        if (socket.bytesRead <= this.#maxBytes) return;
        this.#isExceeded = true;
        socket.destroy();
      });
    });
    this.#agent.addRequest(request, options);
  }
}

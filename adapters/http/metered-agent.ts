import type { Agent as HttpAgent, ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { Agent } from 'agent-base';

/**
 * Makes the connection of one request as another agent does, and breaks it off where more bytes come than allowed,
 * whatever they are: a body that decompresses to nothing, or headers, hints and the sizes of chunks without end.
 */
export class MeteredAgent extends Agent {
  readonly #agent: HttpAgent;
  readonly #maxBytes: number;
  #isExceeded = false;

  constructor(agent: HttpAgent, { url, maxBytes }: { readonly url: URL; readonly maxBytes: number }) {
    super();
    // Otherwise looked for in a stack trace.
    this.protocol = url.protocol;
    this.#agent = agent;
    this.#maxBytes = maxBytes;
  }

  /** Whether the connection was broken off. */
  get isExceeded(): boolean {
    return this.#isExceeded;
  }

  override connect(request: ClientRequest): HttpAgent {
    request.once('socket', (socket: Socket) => {
      socket.on('data', () => {
        if (socket.bytesRead <= this.#maxBytes) return;
        this.#isExceeded = true;
        socket.destroy();
      });
    });
    return this.#agent;
  }
}

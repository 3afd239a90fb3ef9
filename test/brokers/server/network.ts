import net, { type NetConnectOpts, type Socket } from 'node:net';
import type { Cut } from '../protocol.ts';

/**
 * The network of this process. The addresses of a cluster are made up, and each is this machine: whatever host is
 * asked for, the loopback interface is, where the ports distinguish the processes. Each end of a link between two
 * processes makes a connection of its own to the other, and writes to that alone: so a link is cut by cutting what
 * its two ends send.
 */
export interface Network {
  /** Cuts the link to the peer that listens on the port, or heals it (null). */
  cut(port: number, cut: Cut | null): void;
}

/** Puts it in the place of Node's own network, for all who connect or listen from then on. */
export function installNetwork(): Network {
  const cuts = new Map<number, Cut>();
  const open = new Map<Socket, number>();
  const connectAnywhere = net.connect.bind(net);
  const listenAnywhere: unknown = Reflect.get(net.Server.prototype, 'listen');
  if (typeof listenAnywhere !== 'function') throw new Error('a server of this Node cannot listen');

  const connect = (options: NetConnectOpts, onConnect?: () => void): Socket => {
    if (!('port' in options)) throw new Error('this process has nothing to connect to but ports');
    const { port } = options;
    const cut = cuts.get(port);
    if (cut === 'reset') return refused(port);
    const socket = connectAnywhere({ port, host: '127.0.0.1' }, onConnect);
    if (cut === 'drop') socket.cork();
    open.set(socket, port);
    socket.once('close', () => open.delete(socket));
    return socket;
  };
  Object.assign(net, { connect });
  Object.assign(net.Server.prototype, {
    listen(this: net.Server, options: object, ...rest: readonly unknown[]): unknown {
      return Reflect.apply(listenAnywhere, this, [{ ...options, host: '127.0.0.1' }, ...rest]);
    },
  });

  const socketsTo = (port: number): Socket[] => [...open].filter(([, to]) => to === port).map(([socket]) => socket);
  return {
    cut: (port, cut) => {
      if (cut === null) cuts.delete(port);
      else cuts.set(port, cut);
      for (const socket of socketsTo(port)) {
        if (cut === 'reset') socket.destroy(networkError('read ECONNRESET'));
        // What is written waits, as TCP holds what nobody acknowledges, and goes out should the link heal.
        else if (cut === 'drop') socket.cork();
        else socket.uncork();
      }
    },
  };
}

const networkError = (message: string): Error => Object.assign(new Error(message), { code: message.split(' ')[1] });

function refused(port: number): Socket {
  const socket = new net.Socket();
  setImmediate(() => socket.destroy(networkError(`connect ECONNREFUSED 127.0.0.1:${port}`)));
  return socket;
}

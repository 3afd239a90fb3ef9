import { type BrokerOptions, ServiceBroker, Transporters } from 'moleculer';
import * as v from 'valibot';
import { speed } from '../fast-clock.ts';
import { expirySeconds, gossipSeconds, heartbeatSeconds } from '../facts.ts';

const nodeListSchema = v.array(
  v.object({ id: v.string(), ipList: v.array(v.string()), lastHeartbeatTime: v.number(), local: v.boolean() }),
);
/** A node that the broker holds to be available. */
export type BrokerNode = v.InferOutput<typeof nodeListSchema>[number];

/** What Moleculer's TCP transporter can do beyond what its types say. */
interface TcpTransporter {
  addOfflineNode(id: string, host: string, port: number): unknown;
  sendGossipRequest(): void;
}

const isTcp = (transporter: unknown): transporter is TcpTransporter => transporter instanceof Transporters.TCP;

const localNodeSchema = v.looseObject({ ipList: v.array(v.string()), port: v.nullable(v.number()) });

/** The default of the NATS client. */
const reconnectMilliseconds = 2000;

/** Moleculer's broker, set up as Rocket.Chat sets it up, in fast time. */
export class Broker {
  readonly #broker: ServiceBroker;
  readonly #transporter: unknown;

  /** @param natsUrl null: over TCP */
  constructor(id: string, ip: string, natsUrl: string | null) {
    const options: BrokerOptions = {
      nodeID: id,
      logger: false,
      heartbeatInterval: heartbeatSeconds / speed,
      heartbeatTimeout: expirySeconds / speed,
      transporter:
        natsUrl === null
          ? new Transporters.TCP({ udpDiscovery: false, useHostname: false })
          : new Transporters.NATS({ url: natsUrl, reconnectTimeWait: reconnectMilliseconds / speed }),
    };
    this.#broker = new ServiceBroker(options);
    this.#transporter = this.#broker.transit?.tx;
    Object.assign(this.#localNode(), { ipList: [ip] });
  }

  /** Resolves with the port at which it listens for its peers; null where a server is between them. */
  async start(): Promise<number | null> {
    await this.#broker.start();
    const transporter = this.#transporter;
    if (!isTcp(transporter)) return null;
    // Moleculer's own timer gossips once a second at most.
    setInterval(
      () => {
        transporter.sendGossipRequest();
      },
      (gossipSeconds * 1000) / speed,
    );
    return v.parse(localNodeSchema, this.#localNode()).port;
  }

  /** Makes a peer known, which gossip then goes to. */
  addPeer(id: string, host: string, port: number): void {
    if (isTcp(this.#transporter)) this.#transporter.addOfflineNode(id, host, port);
  }

  async availableNodes(): Promise<readonly BrokerNode[]> {
    return v.parse(nodeListSchema, await this.#broker.call('$node.list', { onlyAvailable: true }));
  }

  #localNode(): object {
    const nodes: unknown = this.#broker.registry.nodes;
    return v.parse(v.object({ localNode: v.instance(Object) }), nodes).localNode;
  }
}

import type { Timestamp } from '../core/base/time.ts';
import type { StartInformation } from './process.ts';

/**
 * The forms in which versions of Rocket.Chat list their instances.
 * - `current` (6.x and later);
 * - `flat` (3.x to 5.x): the record's fields lie in the entry, with a `connection` for each peer;
 * - `flat-bare`: the same without connections, `os` and `nodeVersion`;
 * - `object` (about December 2020): flat entries in an object instead of an array;
 * - `grouped` (the same time, as the source of those weeks has it): peers in `connections`, the rest in `current`;
 * - `strings`: as `current`, with every number and boolean as a string, like the published OpenAPI example.
 */
export const shapes = ['current', 'flat', 'flat-bare', 'object', 'grouped', 'strings'] as const;
export type Shape = (typeof shapes)[number];

/** What the answering process knows of its connection to an instance; `none` where it keeps no such list. */
export type ConnectionView =
  { readonly kind: 'local' | 'connected'; readonly lastHeartbeatSeconds: number } | { readonly kind: 'lost' | 'none' };

/** One record with the answering process's view of it. */
export interface ListedInstance {
  readonly id: string;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
  readonly service: string;
  readonly pid: number;
  /** Shown where it is connected. */
  readonly address: string;
  readonly information: StartInformation | null;
  /** Null until the process has written the number of its clients. */
  readonly clientConnections: number | null;
  readonly connection: ConnectionView;
}

const withClients = (information: object, { clientConnections }: ListedInstance): object =>
  clientConnections === null ? information : { ...information, conns: clientConnections };

const record = (instance: ListedInstance, information: object) => ({
  _id: instance.id,
  _createdAt: instance.createdAt,
  _updatedAt: instance.updatedAt,
  extraInformation: withClients(information, instance),
  name: instance.service,
  pid: instance.pid,
});

const currentEntry = (instance: ListedInstance) => {
  const { connection } = instance;
  const known = connection.kind === 'local' || connection.kind === 'connected';
  return {
    ...(known && { address: instance.address }),
    currentStatus: {
      connected: known,
      ...(known && { lastHeartbeatTime: connection.lastHeartbeatSeconds, local: connection.kind === 'local' }),
    },
    instanceRecord: record(instance, instance.information ?? {}),
    broadcastAuth: true,
  };
};

const flatRecord = (instance: ListedInstance) => {
  const { information } = instance;
  if (information === null) return record(instance, {});
  const { host, port, os, nodeVersion } = information;
  return record(instance, { host, port, os, nodeVersion });
};

const bareRecord = (instance: ListedInstance) => {
  const { information } = instance;
  return record(instance, information === null ? {} : { host: information.host, port: information.port });
};

/** A peer's entry among the connections of old; null for the process itself and where there is no such list. */
const oldConnection = ({ connection, information }: ListedInstance) => {
  if (information === null || connection.kind === 'local' || connection.kind === 'none') return null;
  const connected = connection.kind === 'connected';
  return {
    address: `${information.host}:${information.port}`,
    currentStatus: { status: connected ? 'connected' : 'waiting', connected, retryCount: connected ? 0 : 1 },
    broadcastAuth: connected,
  };
};

const flatEntry = (instance: ListedInstance) => {
  const connection = oldConnection(instance);
  return { ...flatRecord(instance), ...(connection !== null && { connection }) };
};

const grouped = (instances: readonly ListedInstance[]) => ({
  current: { instanceRecord: instances.filter((one) => oldConnection(one) === null).map(flatRecord) },
  connections: instances.flatMap((instance) => {
    const connection = oldConnection(instance);
    return connection === null ? [] : [{ ...connection, instanceRecord: flatRecord(instance) }];
  }),
});

const asStrings = (_key: string, value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

/** The body of a successful answer. */
export const render = (shape: Shape, instances: readonly ListedInstance[]): string => {
  const body = (listed: unknown): object => ({ instances: listed, success: true });
  switch (shape) {
    case 'current':
      return JSON.stringify(body(instances.map(currentEntry)));
    case 'strings':
      return JSON.stringify(body(instances.map(currentEntry)), asStrings);
    case 'flat':
      return JSON.stringify(body(instances.map(flatEntry)));
    case 'flat-bare':
      return JSON.stringify(body(instances.map(bareRecord)));
    case 'object':
      return JSON.stringify(body(Object.fromEntries(instances.map((instance) => [instance.id, flatEntry(instance)]))));
    case 'grouped':
      return JSON.stringify(body(grouped(instances)));
  }
};

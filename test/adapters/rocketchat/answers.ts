import type { Instance } from '../../../core/observation/instance.ts';
import type { Sighting } from '../../../core/observation/observation.ts';
import { parseAnswer } from '../../../adapters/rocketchat/parser.ts';

export const serverDate = '2026-11-21T19:20:00.000Z';

/** What the answer shows; throws where it is a failure. */
export const sighting = (body: unknown): Sighting => {
  const seen = parseAnswer(body, serverDate);
  if (seen.outcome !== 'ok') throw new Error(`not a sighting: ${seen.detail}`);
  return seen;
};

export const onlyInstance = (...entries: unknown[]): Instance => {
  const { instances } = sighting({ instances: entries, success: true });
  const [instance, ...others] = instances;
  if (instance === undefined || others.length > 0) throw new Error(`${instances.length} instances instead of one`);
  return instance;
};

/** An entry as 3.x to 5.x give it, without a connection. */
export const record = {
  _id: 'flat',
  _createdAt: '2021-03-01T08:00:00.000Z',
  _updatedAt: '2021-03-01T09:00:00.000Z',
  name: 'rocket.chat',
  pid: 7,
  extraInformation: { host: '10.0.0.7', port: 3000, conns: 0 },
};

/** The same, as read. */
export const flatInstance: Instance = {
  id: 'flat',
  name: 'rocket.chat',
  pid: 7,
  address: null,
  host: '10.0.0.7',
  port: '3000',
  tcpPort: null,
  registeredAt: '2021-03-01T08:00:00.000Z',
  heartbeatAt: '2021-03-01T09:00:00.000Z',
  connected: null,
  local: false,
  totalMemoryBytes: null,
  freeMemoryBytes: null,
  nodeVersion: null,
  clientConnections: 0,
};

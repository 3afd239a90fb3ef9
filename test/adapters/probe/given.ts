import type { Instance } from '../../../core/observation/instance.ts';

export const givenInstance = (given: Partial<Instance> = {}): Instance => ({
  id: 'a',
  name: 'rocket.chat',
  pid: 1,
  address: null,
  host: '10.0.0.1',
  port: '3000',
  tcpPort: null,
  registeredAt: '2026-11-21T19:00:00.000Z',
  heartbeatAt: '2026-11-21T19:20:00.000Z',
  connected: true,
  local: false,
  totalMemoryBytes: 8 * 1024 ** 3,
  freeMemoryBytes: 4 * 1024 ** 3,
  nodeVersion: 'v22.16.0',
  clientConnections: 1,
  ...given,
});

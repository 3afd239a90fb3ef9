import type { InstanceRecord } from '../protocol.ts';
import { speed } from '../fast-clock.ts';
import type { BrokerNode } from './broker.ts';

/**
 * The answer of `GET /api/v1/instances.get`, as docs describe 7.3 and later: every record, each with what the broker of
 * the process that answers holds of it.
 */
export const instancesAnswer = (records: readonly InstanceRecord[], nodes: readonly BrokerNode[]): object => ({
  instances: records.map((record) => {
    const node = nodes.find(({ id }) => id === record._id);
    return {
      ...(node !== undefined && { address: node.ipList[0] }),
      currentStatus: {
        connected: node !== undefined,
        ...(node !== undefined && { lastHeartbeatTime: node.lastHeartbeatTime * speed, local: node.local }),
      },
      instanceRecord: record,
      broadcastAuth: true,
    };
  }),
  success: true,
});

import { type Clock, plusSeconds } from '../../core/base/time.ts';
import { type RunningServer, serveHttp } from '../../test/servers.ts';

/** Three healthy instances each, whose heartbeats go on with the clock. */
export const serveWorkspaces = (count: number, clock: Clock): Promise<readonly RunningServer[]> =>
  Promise.all(
    Array.from({ length: count }, (_, workspace) =>
      serveHttp((_request, response) => {
        const now = clock.now();
        const instances = ['a', 'b', 'c'].map((name, index) => ({
          address: `10.0.${workspace}.${index + 1}`,
          currentStatus: { connected: true, lastHeartbeatTime: 1_000, local: index === 0 },
          instanceRecord: {
            _id: `0000000${index}-0000-4000-8000-00000000000${workspace}`,
            _createdAt: '2026-11-20T00:00:00.000Z',
            _updatedAt: plusSeconds(now, -2 - index),
            name: 'rocket.chat',
            pid: 1,
            extraInformation: {
              host: `${name}.example.com`,
              port: '3000',
              os: { totalmem: 8e9, freemem: 4e9 },
              nodeVersion: 'v22.16.0',
            },
          },
        }));
        response.writeHead(200, { date: new Date(now).toUTCString() });
        response.end(JSON.stringify({ instances, success: true }));
      }),
    ),
  );

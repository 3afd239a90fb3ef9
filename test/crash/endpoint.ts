import type { ServerResponse } from 'node:http';
import type { FailureKind } from '../../core/observation/failure.ts';
import type { Instance } from '../../core/observation/instance.ts';
import type { Observation } from '../../core/observation/observation.ts';
import type { Timestamp } from '../../core/base/time.ts';

/** Answers a call of `instances.get` so that it is read as this observation. */
export function respond(response: ServerResponse, observation: Observation, date: Timestamp): void {
  response.setHeader('Date', new Date(date).toUTCString());
  if (observation.outcome === 'ok') {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ success: true, instances: observation.instances.map(entryOf) }));
    return;
  }
  const refusal = refusals[observation.outcome];
  if (refusal === null) response.destroy();
  else response.writeHead(refusal.status).end(refusal.body);
}

const entryOf = (instance: Instance): object => ({
  ...given({ address: instance.address }),
  currentStatus: { connected: instance.connected, local: instance.local },
  instanceRecord: {
    _id: instance.id,
    ...given({ _createdAt: instance.registeredAt, _updatedAt: instance.heartbeatAt }),
    ...given({ name: instance.name, pid: instance.pid }),
    extraInformation: {
      ...given({ host: instance.host, port: instance.port, tcpPort: instance.tcpPort }),
      os: given({ totalmem: instance.totalMemoryBytes, freemem: instance.freeMemoryBytes }),
      ...given({ nodeVersion: instance.nodeVersion, conns: instance.clientConnections }),
    },
  },
});

const given = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

/** Null: no answer at all. What would take real time to show, a timeout, is shown as that, too. */
const refusals: Readonly<Record<FailureKind, { readonly status: number; readonly body: string } | null>> = {
  unauthorized: { status: 401, body: '{"status":"error","message":"You must be logged in to do this."}' },
  forbidden: { status: 403, body: '{"success":false,"error":"unauthorized"}' },
  blocked: { status: 403, body: '<html>Forbidden</html>' },
  'rate-limited': { status: 429, body: '{"success":false,"error":"too many requests"}' },
  degraded: { status: 400, body: `{"success":false,"error":"Service '$node.list' is not available."}` },
  'server-error': { status: 500, body: '{"success":false,"error":"internal server error"}' },
  'bad-response': { status: 200, body: '<html></html>' },
  'too-large': { status: 200, body: 'no JSON' },
  timeout: null,
  network: null,
};

/** One server of a cluster: a broker, a heartbeat, and the endpoint that is watched. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { arch, loadavg, platform, release, type, uptime } from 'node:os';
import * as v from 'valibot';
import { realMilliseconds } from '../fast-clock.ts';
import { heartbeatSeconds } from '../facts.ts';
import { listen } from '../listen.ts';
import { type Command, commandSchema, type Reply, serverSettingsSchema, type UndatedRecord } from '../protocol.ts';
import { Broker } from './broker.ts';
import { instancesAnswer } from './endpoint.ts';
import { installNetwork } from './network.ts';
import { Records } from './records.ts';

const settings = v.parse(v.pipe(v.string(), v.parseJson(), serverSettingsSchema), process.argv[2]);
const network = settings.natsUrl === null ? installNetwork() : null;
const records = new Records(settings.recordsUrl);
const id = randomUUID();
const broker = new Broker(id, settings.ip, settings.natsUrl);
let tcpPort: number | null = null;
let conns = 20;

/** Memory as a host with enough of it: that of the machine which runs the test is no part of it. */
const gibibyte = 1024 ** 3;
const os = {
  ...{ type: type(), platform: platform(), arch: arch(), release: release(), uptime: uptime(), loadavg: loadavg() },
  ...{ totalmem: 8 * gibibyte, freemem: 4 * gibibyte, cpus: 2 },
};

const ownRecord = (): UndatedRecord => ({
  _id: id,
  extraInformation: {
    host: settings.host,
    port: '3000',
    ...(tcpPort !== null && { tcpPort }),
    os,
    nodeVersion: process.version,
  },
  name: 'rocket.chat',
  pid: 1,
});

/** The servers that a newcomer finds at its start are those it connects to; the later ones find it. */
async function connect(): Promise<void> {
  tcpPort = await broker.start();
  for (const { _id, extraInformation } of await records.list()) {
    if (extraInformation.tcpPort !== undefined) broker.addPeer(_id, extraInformation.host, extraInformation.tcpPort);
  }
}

async function beat(): Promise<void> {
  conns = 20 + ((conns + 1) % 9);
  if (!(await records.touch(id, conns))) await records.insert(ownRecord());
}

async function register(): Promise<void> {
  await records.insert(ownRecord());
  // One that fails is made good by the next.
  setInterval(() => void beat().catch(() => undefined), realMilliseconds(heartbeatSeconds));
}

async function carryOut(command: Command): Promise<Reply> {
  switch (command.do) {
    case 'connect':
      await connect();
      return { done: 'connect', tcpPort };
    case 'register':
      await register();
      return { done: 'register' };
    case 'cut':
      network?.cut(command.port, command.cut);
      return { done: 'cut' };
  }
}

// A connection that nobody closes cannot close while a call is on its way.
const endpoint = createServer({ keepAliveTimeout: 0 }, (_request, response) => {
  const answer = (status: number, body: object): void => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };
  Promise.all([records.list(), broker.availableNodes()]).then(
    ([listed, nodes]) => {
      answer(200, instancesAnswer(listed, nodes));
    },
    () => {
      answer(500, { success: false, error: 'Internal server error' });
    },
  );
});

const reply = (message: Reply): boolean | undefined => process.send?.(message);
process.on('message', (message) => {
  void carryOut(v.parse(commandSchema, message)).then(reply);
});
process.once('disconnect', () => process.exit());
reply({ done: 'load', id, url: await listen(endpoint) });

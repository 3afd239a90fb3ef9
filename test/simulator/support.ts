import * as v from 'valibot';
import { VirtualClock } from '../../simulator/clock.ts';
import { simulatedCredentials, type WorkspaceOptions } from '../../simulator/options.ts';
import { serve, type SimulatedServer } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { timestampSchema } from '../../core/base/time.ts';

const timestamp = timestampSchema;
const positiveInteger = v.pipe(v.number(), v.integer(), v.minValue(1));

/** The current shape, to the letter: a field too many, or of another type, fails the test that reads it. */
export const currentEntry = v.strictObject({
  address: v.optional(v.string()),
  currentStatus: v.strictObject({
    connected: v.boolean(),
    lastHeartbeatTime: v.optional(v.pipe(v.number(), v.integer())),
    local: v.optional(v.boolean()),
  }),
  instanceRecord: v.strictObject({
    _id: v.pipe(v.string(), v.uuid()),
    _createdAt: timestamp,
    _updatedAt: timestamp,
    extraInformation: v.strictObject({
      host: v.optional(v.string()),
      port: v.optional(v.string()),
      tcpPort: v.optional(positiveInteger),
      os: v.optional(
        v.strictObject({
          type: v.string(),
          platform: v.string(),
          arch: v.string(),
          release: v.string(),
          uptime: v.number(),
          loadavg: v.pipe(v.array(v.number()), v.length(3)),
          totalmem: positiveInteger,
          freemem: positiveInteger,
          cpus: positiveInteger,
        }),
      ),
      nodeVersion: v.optional(v.string()),
      conns: v.optional(v.pipe(v.number(), v.integer())),
    }),
    name: v.string(),
    pid: positiveInteger,
  }),
  broadcastAuth: v.literal(true),
});
export type Entry = v.InferOutput<typeof currentEntry>;

const currentBody = v.strictObject({ instances: v.array(currentEntry), success: v.literal(true) });

const open: SimulatedServer[] = [];
/** Each file of tests that starts workspaces is to close them after each of its tests. */
export const closeWorkspaces = async (): Promise<void> => {
  await Promise.all(open.splice(0).map((server) => server.close()));
};

export const start = '2026-11-21T19:00:00.000Z';

/** A workspace on a virtual clock behind its real server. */
export const givenWorkspace = async (options: Omit<WorkspaceOptions, 'clock'> = {}) => {
  const clock = new VirtualClock(start);
  const workspace = new SimulatedWorkspace({ clock, ...options });
  const server = await serve(workspace);
  open.push(server);
  const { userId, authToken } = simulatedCredentials;
  const call = (
    path = '/api/v1/instances.get',
    headers: Record<string, string> = { 'X-User-Id': userId, 'X-Auth-Token': authToken },
    init: RequestInit = {},
  ): Promise<Response> => fetch(server.url + path, { headers, ...init });
  /** The list as it is answered now. */
  const list = async (): Promise<readonly Entry[]> => {
    const response = await call();
    return v.parse(currentBody, await response.json()).instances;
  };
  const entry = async (id: string): Promise<Entry | undefined> =>
    (await list()).find(({ instanceRecord }) => instanceRecord._id === id);
  const ids = async (): Promise<readonly string[]> => (await list()).map(({ instanceRecord }) => instanceRecord._id);
  return { clock, workspace, server, call, list, entry, ids };
};

export type GivenWorkspace = Awaited<ReturnType<typeof givenWorkspace>>;

export const idOf = (entry: Entry): string => entry.instanceRecord._id;

/** The process that answered. */
export const observerOf = (entries: readonly Entry[]): string | undefined => {
  const local = entries.find(({ currentStatus }) => currentStatus.local);
  return local && idOf(local);
};

export const heartbeatAgeSeconds = ({ instanceRecord }: Entry, now: string): number =>
  (Date.parse(now) - Date.parse(instanceRecord._updatedAt)) / 1000;

/** The element, which the test knows to be there. */
export const at = <T>(elements: readonly T[], index: number): T => {
  const element = elements.at(index);
  if (element === undefined) throw new Error(`There is no element ${index} of ${elements.length}.`);
  return element;
};

/** The ids of the living processes, oldest first. */
export const livingIds = ({ workspace }: GivenWorkspace): readonly string[] =>
  workspace.instances.filter(({ state }) => state !== 'dead').map(({ id }) => id);

/** What each process, asked in turn behind a round-robin load balancer, says of its connection to each of the others. */
export const viewsOf = async (given: GivenWorkspace): Promise<Readonly<Record<string, readonly string[]>>> => {
  const seen: Record<string, readonly string[]> = {};
  for (let calls = 0; calls < 2 * livingIds(given).length; calls += 1) {
    const entries = await given.list();
    const others = entries.filter(({ currentStatus }) => !currentStatus.local && currentStatus.connected);
    seen[observerOf(entries) ?? 'nobody'] = others.map(idOf);
  }
  return seen;
};

/** Three that are connected, by their ids. */
export const threeConnected = async (options: Omit<WorkspaceOptions, 'clock'> = {}) => {
  const given = await givenWorkspace({ instances: 3, ...options });
  const ids = livingIds(given);
  return { given, a: at(ids, 0), b: at(ids, 1), c: at(ids, 2) };
};

import * as v from 'valibot';
import type { ClusterFacts } from '../../core/alerts/alert.ts';
import {
  type Change,
  type Incident,
  incidentKinds,
  type InstanceFacts,
  reasons,
} from '../../core/incidents/incident.ts';
import { severities } from '../../core/rules/rules.ts';
import type { Silence } from '../../core/incidents/silence.ts';
import { type BrokenConnection, type KnownInstance, statuses } from '../../core/cluster/state.ts';
import { failureKinds } from '../../core/observation/failure.ts';
import { storedForecast, storedLive, storedProbes } from './stored-probes.ts';
import { booleanOrNull, numberOrNull, text, textOrNull, time, timeOrNull } from './stored-values.ts';
import type { Instance } from '../../core/observation/instance.ts';
import { omissions } from '../../core/snapshot.ts';

/*
 * What is read back from the table, checked: an item may have been written by another version, or by hand. What is
 * null or an empty list is left out of an item, and stands here as its default.
 */

const severity = v.picklist(severities);

/** A list that is left out where it is empty. */
export const list = <Item extends v.GenericSchema>(item: Item): v.OptionalSchema<v.ArraySchema<Item, undefined>, []> =>
  v.optional(v.array(item), []);

const listedInstance = {
  id: text,
  name: textOrNull,
  pid: numberOrNull,
  address: textOrNull,
  host: textOrNull,
  port: textOrNull,
  tcpPort: numberOrNull,
  registeredAt: timeOrNull,
  heartbeatAt: timeOrNull,
  connected: booleanOrNull,
  local: v.boolean(),
  totalMemoryBytes: numberOrNull,
  freeMemoryBytes: numberOrNull,
  nodeVersion: textOrNull,
  clientConnections: numberOrNull,
  live: v.exactOptional(storedLive),
};

const storedForgotten = v.object(listedInstance) satisfies v.GenericSchema<unknown, Instance>;

export const storedInstance = v.object({
  ...listedInstance,
  status: v.picklist(statuses),
  listed: v.boolean(),
  heartbeatAgeSeconds: numberOrNull,
  startedAt: timeOrNull,
  arrivedAt: timeOrNull,
  lastSeenAt: time,
  onceHealthy: v.boolean(),
  lostSince: timeOrNull,
  replaces: textOrNull,
  replacedBy: textOrNull,
  replacedAt: list(time),
  probed: v.exactOptional(storedProbes),
}) satisfies v.GenericSchema<unknown, KnownInstance>;

const treatment = {
  id: text,
  subjects: list(text),
  severity,
  since: time,
  state: v.picklist(['pending', 'open']),
  openedAt: timeOrNull,
  toldAt: timeOrNull,
};

export const storedIncident = v.variant('kind', [
  v.object({ ...treatment, kind: v.literal('disappeared'), lastSeenAt: time }),
  v.object({ ...treatment, kind: v.literal('unresponsive'), heartbeatAgeSeconds: numberOrNull }),
  v.object({
    ...treatment,
    kind: v.literal('disconnected'),
    links: list(v.object({ observer: text, peer: text })),
    mendedAt: v.exactOptional(time),
  }),
  v.object({ ...treatment, kind: v.literal('low-memory'), freePercent: v.number(), thresholdPercent: v.number() }),
  v.object({
    ...treatment,
    kind: v.literal('memory'),
    sign: v.picklist(['level', 'growth']),
    usedBytes: v.number(),
    limitBytes: v.number(),
    limitOf: v.picklist(['process', 'host', 'rule', 'heap']),
    forecast: v.nullish(storedForecast, null),
    shownAt: time,
  }),
  v.object({ ...treatment, kind: v.literal('not-ready'), answer: v.picklist(['unavailable', 'none']) }),
  v.object({ ...treatment, kind: v.literal('too-few-instances'), healthy: v.number(), expected: v.number() }),
  v.object({
    ...treatment,
    kind: v.literal('restarting'),
    latest: v.string(),
    times: v.number(),
    withinSeconds: v.number(),
  }),
  v.object({
    ...treatment,
    kind: v.picklist(['unreachable', 'unauthorized']),
    failure: v.picklist(failureKinds),
    detail: text,
  }),
]) satisfies v.GenericSchema<unknown, Incident>;

export const storedConnection = v.object({
  observer: text,
  peer: text,
  since: time,
  confirmedAt: time,
}) satisfies v.GenericSchema<unknown, BrokenConnection>;

/** Of kinds that another version knows, there are no incidents here. */
const knownKinds = v.pipe(
  v.array(text),
  v.transform((kinds) => incidentKinds.filter((kind) => kinds.includes(kind))),
);

export const storedSilence = v.object({
  id: text,
  kinds: v.nullish(knownKinds, null),
  instance: textOrNull,
  from: time,
  until: time,
  reason: text,
}) satisfies v.GenericSchema<unknown, Silence>;

const storedFacts = v.object({
  id: text,
  name: textOrNull,
  address: textOrNull,
  host: textOrNull,
  port: textOrNull,
  pid: numberOrNull,
  startedAt: timeOrNull,
  heartbeatAt: timeOrNull,
  nodeVersion: textOrNull,
  totalMemoryBytes: numberOrNull,
  freeMemoryBytes: numberOrNull,
}) satisfies v.GenericSchema<unknown, InstanceFacts>;

const storedChange = v.object({
  change: v.picklist(['opened', 'reminder', 'resolved']),
  incident: storedIncident,
  reason: v.nullish(v.picklist(reasons), null),
  replacedBy: v.nullish(storedFacts, null),
  instances: list(storedFacts),
}) satisfies v.GenericSchema<unknown, Change>;

const storedCluster = v.object({
  seenAt: timeOrNull,
  listed: v.number(),
  healthy: v.number(),
  instances: list(
    v.object({
      name: text,
      status: v.picklist(statuses),
      heartbeatAgeSeconds: numberOrNull,
      heartbeatAt: timeOrNull,
      startedAt: timeOrNull,
    }),
  ),
  omittedInstances: v.optional(v.number(), 0),
}) satisfies v.GenericSchema<unknown, ClusterFacts>;

/** An alert without what its item says anyway: id, workspace and time. */
export const storedAlert = v.object({
  severity,
  cluster: storedCluster,
  changes: list(storedChange),
});

export const storedFailure = v.object({ detail: text, httpStatus: numberOrNull });

export const storedSnapshot = v.object({
  workspace: text,
  takenAt: time,
  outcome: v.picklist(['ok', ...failureKinds]),
  failure: v.nullish(storedFailure, null),
  observer: textOrNull,
  serverDate: timeOrNull,
  latencyMilliseconds: v.number(),
  instances: list(storedInstance),
  incidents: list(storedIncident),
  brokenConnections: list(storedConnection),
  seenAt: timeOrNull,
  emptySince: timeOrNull,
  forgotten: list(storedForgotten),
  silences: list(storedSilence),
  alert: v.nullish(storedAlert, null),
  deliveredAt: timeOrNull,
  outbox: list(time),
  omitted: list(v.picklist(omissions)),
});

/** As much of an item as the `alerts` index has. */
export const storedAlertOnly = v.pick(storedSnapshot, ['workspace', 'takenAt', 'alert', 'deliveredAt']);

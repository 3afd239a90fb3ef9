import * as v from 'valibot';
import { fieldsOf } from '../../core/base/json.ts';
import type { ClusterFacts } from '../../core/alerts/alert.ts';
import { type Acknowledgement, type Change, type Incident, incidentIdSchema } from '../../core/incidents/incident.ts';
import { allRules } from '../../core/rules/registry.ts';
import type { InstanceFacts } from '../../core/cluster/instance-facts.ts';
import { severities } from '../../core/settings/values.ts';
import type { AcknowledgementRequest } from '../../core/incidents/acknowledgement.ts';
import type { Silence } from '../../core/incidents/silence.ts';
import type { View } from '../../core/cluster/connections.ts';
import type { RecentCheck } from '../../core/cluster/recent-checks.ts';
import type { StepMemory } from '../../core/incidents/escalation.ts';
import type { SentAlert } from '../../core/incidents/flood.ts';
import type { Recovery } from '../../core/incidents/recoveries.ts';
import { type KnownInstance, statuses } from '../../core/cluster/known-instance.ts';
import { failureKinds } from '../../core/observation/failure.ts';
import { storedLive, storedProbes } from './stored-probes.ts';
import {
  booleanOrNull,
  list,
  numberOrNull,
  text,
  textOrNull,
  time,
  timeOrNull,
} from '../../core/base/stored-values.ts';
import type { Instance } from '../../core/observation/instance.ts';
import { omissions } from '../../core/history/snapshot.ts';

/*
 * What is read back from the table, checked: an item may have been written by another version, or by hand. What is
 * null or an empty list is left out of an item, and stands here as its default.
 */

const severity = v.picklist(severities);

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
  heartbeatSince: timeOrNull,
  hasMoved: v.optional(v.boolean(), false),
  startedAt: timeOrNull,
  arrivedAt: timeOrNull,
  lastSeenAt: time,
  onceHealthy: v.boolean(),
  lostSince: timeOrNull,
  replaces: textOrNull,
  replacedBy: textOrNull,
  replacedAt: list(time),
  isReplacedByCount: v.exactOptional(v.literal(true)),
  isPlaceLasting: v.exactOptional(v.literal(true)),
  course: v.exactOptional(text),
  calls: v.exactOptional(v.object({ since: time, views: text })),
  probed: v.exactOptional(storedProbes),
}) satisfies v.GenericSchema<unknown, KnownInstance>;

const acknowledgement = { by: text, at: time, note: v.optional(text, ''), severity };

export const storedAcknowledgement = v.object(acknowledgement) satisfies v.GenericSchema<unknown, Acknowledgement>;

/** As people leave it for the next check. */
export const storedRequest = v.object({
  ...acknowledgement,
  incident: text,
  isWithdrawal: v.exactOptional(v.literal(true)),
}) satisfies v.GenericSchema<unknown, AcknowledgementRequest>;

const lifecycle = {
  id: incidentIdSchema,
  subjects: list(text),
  severity,
  since: time,
  state: v.picklist(['pending', 'open']),
  openedAt: timeOrNull,
  toldAt: timeOrNull,
  mendedAt: v.exactOptional(time),
  endReason: v.exactOptional(text),
  endReplacedBy: v.exactOptional(text),
  follows: v.exactOptional(text),
  relapses: v.exactOptional(v.number()),
  isHeld: v.exactOptional(v.literal(true)),
  isNotice: v.exactOptional(v.literal(true)),
  acknowledged: v.exactOptional(storedAcknowledgement),
  announcedAt: v.exactOptional(time),
  escalatedTo: v.exactOptional(v.array(v.number())),
};

const incidentByKind = new Map<unknown, v.GenericSchema<unknown, Incident>>(
  allRules.map(({ kind, evidence }) => [kind, v.object({ ...lifecycle, ...evidence, kind: v.literal(kind) })]),
);
/** Of a kind that only a later version knows: it is kept as it is, for that version to go on with. */
const unknownIncident = v.looseObject({ ...lifecycle, kind: text });

export const storedIncident = v.lazy(
  (input) => incidentByKind.get(fieldsOf(input)['kind']) ?? unknownIncident,
) satisfies v.GenericSchema<unknown, Incident>;

const outcome = v.picklist(['ok', ...failureKinds]);

const storedCheck = v.object({
  at: time,
  outcome,
  sawDegraded: v.exactOptional(v.literal(true)),
}) satisfies v.GenericSchema<unknown, RecentCheck>;

/** No observer: an empty text. */
const storedView = v.object({ at: time, observer: v.optional(text, '') }) satisfies v.GenericSchema<unknown, View>;

const storedRecovery = v.object({ key: text, times: v.number(), at: time }) satisfies v.GenericSchema<
  unknown,
  Recovery
>;

const storedSent = v.object({ at: time, critical: list(text) }) satisfies v.GenericSchema<unknown, SentAlert>;

const silence = v.object({
  id: text,
  kinds: v.nullish(v.array(text), null),
  instance: textOrNull,
  from: time,
  until: time,
  reason: text,
  isMaintenance: v.exactOptional(v.literal(true)),
});

/** Versions that did not write where it comes from showed it by the beginning of its id. */
export const storedSilence = v.pipe(
  silence,
  v.transform((one) => ({ ...one, ...(one.id.startsWith('maintenance/') && { isMaintenance: true as const }) })),
) satisfies v.GenericSchema<unknown, Silence>;

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
  change: v.picklist(['opened', 'reminder', 'resolved', 'notice']),
  incident: storedIncident,
  reason: textOrNull,
  replacedBy: v.nullish(storedFacts, null),
  instances: list(storedFacts),
  after: v.exactOptional(v.array(v.number())),
  isOnlyAfter: v.exactOptional(v.literal(true)),
}) satisfies v.GenericSchema<unknown, Change>;

const storedStep = v.object({
  afterSeconds: v.number(),
  sent: list(storedSent),
  held: list(storedChange),
}) satisfies v.GenericSchema<unknown, StepMemory>;

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
  /** Versions that did not know it took the one for the other. */
  observedAt: v.exactOptional(time),
  outcome,
  failure: v.nullish(storedFailure, null),
  observer: textOrNull,
  serverDate: timeOrNull,
  degraded: textOrNull,
  certificateUntil: v.exactOptional(time),
  latencyMilliseconds: v.number(),
  instances: list(storedInstance),
  incidents: list(storedIncident),
  seenAt: timeOrNull,
  emptySince: timeOrNull,
  unremembered: v.exactOptional(v.number()),
  isMicroservices: v.optional(v.boolean(), false),
  recentChecks: list(storedCheck),
  views: list(storedView),
  hasShownConnection: v.exactOptional(v.boolean()),
  replacementGaps: list(v.number()),
  answerMilliseconds: v.exactOptional(v.array(v.number())),
  recoveries: list(storedRecovery),
  sent: list(storedSent),
  held: list(storedChange),
  escalation: v.exactOptional(v.array(storedStep)),
  forgotten: list(storedForgotten),
  silences: list(storedSilence),
  alert: v.nullish(storedAlert, null),
  deliveredAt: timeOrNull,
  outbox: list(time),
  omitted: list(v.picklist(omissions)),
});

/** As much of an item as the `alerts` index has. */
export const storedAlertOnly = v.pick(storedSnapshot, ['workspace', 'takenAt', 'alert', 'deliveredAt']);

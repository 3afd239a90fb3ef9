import * as v from 'valibot';

/** What a server process is given at its start, as JSON in its first argument. */
export const serverSettingsSchema = v.object({
  startedAt: v.number(),
  /** Where the records of its cluster are kept. */
  recordsUrl: v.string(),
  /** Its own address within the cluster, which is made up: all of them are this machine. */
  ip: v.string(),
  /** `INSTANCE_IP`, which is unset in the compose file that comes with NATS. */
  host: v.string(),
  /** The URL of a NATS server; null: TCP. */
  natsUrl: v.nullable(v.string()),
});
export type ServerSettings = v.InferOutput<typeof serverSettingsSchema>;

/** How a link is cut: `reset`, connections are refused; `drop`, packets no longer arrive, and nobody says so. */
export const cutSchema = v.picklist(['reset', 'drop']);
export type Cut = v.InferOutput<typeof cutSchema>;

/** What a server process is asked to do. It answers each with one reply. */
export const commandSchema = v.variant('do', [
  /** Start the broker and look for peers among the records. */
  v.object({ do: v.literal('connect') }),
  /** Write the own record, and touch it from then on. */
  v.object({ do: v.literal('register') }),
  /** Cut the link to the peer that listens on this port, or heal it (null). */
  v.object({ do: v.literal('cut'), port: v.number(), cut: v.nullable(cutSchema) }),
]);
export type Command = v.InferOutput<typeof commandSchema>;

export const replySchema = v.variant('done', [
  /** Sent unasked, once the process can be given commands. */
  v.object({ done: v.literal('load'), id: v.string(), url: v.string() }),
  v.object({ done: v.literal('connect'), tcpPort: v.nullable(v.number()) }),
  v.object({ done: v.literal('register') }),
  v.object({ done: v.literal('cut') }),
]);
export type Reply = v.InferOutput<typeof replySchema>;

/** What the guard is sent of each process that starts or ends. */
export const guardedSchema = v.object({ pid: v.number(), isRunning: v.boolean() });
export type Guarded = v.InferOutput<typeof guardedSchema>;

/** What the store's process sends once it listens. */
export const storeReadySchema = v.object({ url: v.string() });

export const recordSchema = v.object({
  _id: v.string(),
  _createdAt: v.string(),
  _updatedAt: v.string(),
  extraInformation: v.looseObject({ host: v.string(), tcpPort: v.optional(v.number()) }),
  name: v.string(),
  pid: v.number(),
});
export type InstanceRecord = v.InferOutput<typeof recordSchema>;

/** A record without the dates, which are the store's to write. */
export const undatedRecordSchema = v.omit(recordSchema, ['_createdAt', '_updatedAt']);
export type UndatedRecord = v.InferOutput<typeof undatedRecordSchema>;

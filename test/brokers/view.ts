import * as v from 'valibot';
import { recordSchema } from './protocol.ts';

const entrySchema = v.object({
  address: v.optional(v.string()),
  currentStatus: v.object({
    connected: v.boolean(),
    lastHeartbeatTime: v.optional(v.number()),
    local: v.optional(v.boolean()),
  }),
  instanceRecord: recordSchema,
  broadcastAuth: v.literal(true),
});
export type Entry = v.InferOutput<typeof entrySchema>;

const viewSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ instances: v.array(entrySchema), success: v.literal(true) }),
);

/** What one answer shows, by instance id. */
export type View = ReadonlyMap<string, Entry>;

export const readView = (body: string): View =>
  new Map(v.parse(viewSchema, body).instances.map((entry) => [entry.instanceRecord._id, entry]));

interface Identified {
  readonly id: string;
}

export const isListed = (view: View, { id }: Identified): boolean => view.has(id);

/** Whether the process that answered holds the other to be connected; null where that is not listed. */
export const isConnected = (view: View, { id }: Identified): boolean | null =>
  view.get(id)?.currentStatus.connected ?? null;

/** Milliseconds since 1970, in the store's clock. */
export const heartbeatOf = (view: View, { id }: Identified): number =>
  Date.parse(view.get(id)?.instanceRecord._updatedAt ?? '');

export const registrationOf = (view: View, { id }: Identified): number =>
  Date.parse(view.get(id)?.instanceRecord._createdAt ?? '');

import * as v from 'valibot';
import { type Rules, rulesSchema } from '../core/rules/registry.ts';
import type { ProbeSettings } from '../adapters/probe/settings.ts';
import type { Timestamp } from '../core/base/time.ts';
import type { MaintenanceWindow } from '../core/incidents/maintenance.ts';
import { scheduledAt } from './scheduled-at.ts';

/** One workspace, with every default filled in: what its schedule hands to the check function. */
export interface WatchedWorkspace {
  /** Its name in alerts and in the history. */
  readonly name: string;
  /** Where it is reached, without a trailing slash; a path below the host is kept. */
  readonly url: string;
  /** Whether `http://` is allowed although credentials travel over it. */
  readonly allowInsecure: boolean;
  /** PEM of the authority that signed its certificate, trusted beside the public ones; null: none is. */
  readonly ca: string | null;
  /** The name of the SSM SecureString that holds `{"userId":"…","authToken":"…"}`. */
  readonly credentials: string;
  /** Where each check is reported: a URL, or where it begins with a slash the name of the SSM SecureString that holds it. */
  readonly heartbeatUrl: string | null;
  /** How often it is checked. */
  readonly everySeconds: number;
  /** How soon a check looks again while something is pending; null: not before the next is due. */
  readonly recheckEverySeconds: number | null;
  /** How long its snapshots are kept. */
  readonly keepSeconds: number;
  /** Its rules, with all defaults. */
  readonly rules: Rules;
  /** Its maintenance windows. */
  readonly maintenance: readonly MaintenanceWindow[];
  /** In which those live who get its alerts, such as `Europe/Berlin`. @default UTC */
  readonly timeZone?: string;
  /** There where its log lines are to become metrics of CloudWatch. */
  readonly metrics?: true;
  /** After so many seconds some recipients get what is still open and not acknowledged. @default none does */
  readonly escalateAfterSeconds?: readonly number[];
  /** What each instance is asked itself. @default nothing */
  readonly probe?: ProbeSettings;
}

/** What EventBridge Scheduler sends. */
export interface CheckEvent {
  /** The scheduled time; null where the event carries none that can be read (a manual invocation). */
  readonly scheduledAt: Timestamp | null;
  readonly workspace: WatchedWorkspace;
}

const seconds = v.pipe(v.number(), v.minValue(0));

const maintenanceWindow = v.object({
  cron: v.string(),
  timeZone: v.string(),
  forSeconds: seconds,
  kinds: v.nullable(v.array(v.string())),
  reason: v.string(),
}) satisfies v.GenericSchema<unknown, MaintenanceWindow>;

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
const path = v.pipe(v.string(), v.startsWith('/'));

const probe = v.object({
  metrics: v.nullable(v.object({ port, path })),
  ready: v.nullable(v.object({ port: v.nullable(port), path })),
  addresses: v.nullable(
    v.record(
      v.string(),
      v.object({ host: v.pipe(v.string(), v.nonEmpty()), metricsPort: v.nullable(port), readyPort: v.nullable(port) }),
    ),
  ),
}) satisfies v.GenericSchema<unknown, ProbeSettings>;

const checkEventSchema = v.object({
  scheduledAt: v.optional(scheduledAt, null),
  workspace: v.object({
    name: v.pipe(v.string(), v.nonEmpty()),
    url: v.pipe(v.string(), v.url()),
    allowInsecure: v.boolean(),
    ca: v.optional(v.nullable(v.string()), null),
    credentials: v.pipe(v.string(), v.nonEmpty()),
    heartbeatUrl: v.optional(v.nullable(v.string()), null),
    everySeconds: seconds,
    // A schedule may still be of the version before this function's.
    recheckEverySeconds: v.optional(v.nullable(seconds), null),
    keepSeconds: seconds,
    rules: rulesSchema,
    maintenance: v.optional(v.array(maintenanceWindow), []),
    timeZone: v.exactOptional(v.string()),
    metrics: v.exactOptional(v.literal(true)),
    escalateAfterSeconds: v.exactOptional(v.array(seconds)),
    probe: v.exactOptional(probe),
  }),
}) satisfies v.GenericSchema<unknown, CheckEvent>;

/** Throws one line that names what cannot be used, and where it stands in the event. */
export function readCheckEvent(input: unknown): CheckEvent {
  const result = v.safeParse(checkEventSchema, input);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'event'}: ${issue.message}`);
  throw new Error(`the event is not one that a schedule of this stack sends: ${problems.join('; ')}`);
}

import * as v from 'valibot';
import { timestampSchema } from '../base/time.ts';
import { severities } from '../settings/values.ts';
import { statuses } from '../cluster/known-instance.ts';

/*
 * An alert as machines get it, and as the chat renderings are written from. It knows no rules: what forwards alerts would
 * load all of them for the sake of their names.
 * Fields may be added without a new version; what is here stays.
 */

const described = <Schema extends v.GenericSchema>(schema: Schema, text: string) => v.pipe(schema, v.description(text));
const list = <Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.readonly());
const object = <Entries extends v.ObjectEntries>(entries: Entries) => v.pipe(v.object(entries), v.readonly());
const time = timestampSchema;
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const omitted = (what: string) =>
  v.exactOptional(described(count, `How many ${what} were left out for want of room; absent where none were.`));

const instanceSchema = object({
  id: described(v.string(), 'Of the process: a new one at every start.'),
  name: described(v.string(), 'As people call it: its place where that is known.'),
  address: v.nullable(v.string()),
  host: v.nullable(v.string()),
  port: v.nullable(v.string()),
  pid: v.nullable(v.number()),
  startedAt: v.nullable(time),
  heartbeatAt: v.nullable(described(time, 'The last heartbeat seen.')),
  nodeVersion: v.nullable(v.string()),
});

/** What the documentation of the schema says of texts that rules know. */
export interface KnownTexts {
  readonly kind: string;
  readonly reason: string;
}

/** In the order of an incident's life. */
const changes = ['opened', 'reminder', 'escalated', 'resolved', 'notice'] as const;

const changeSchema = (known: KnownTexts) =>
  object({
    change: v.picklist(changes),
    // A relay of this version forwards what a check of a later one has found.
    kind: described(v.string(), known.kind),
    subjects: described(list(v.string()), 'Ids of instances; empty where the whole workspace is meant.'),
    reason: described(v.nullable(v.string()), known.reason),
    summary: described(v.string(), 'One line for a person.'),
    severity: v.picklist(severities),
    incident: described(
      v.string(),
      'Names the incident within its workspace, the same from its opening to its end, also while its kind changes.',
    ),
    since: described(time, 'The check that first saw it.'),
    acknowledged: v.exactOptional(
      described(
        object({ by: v.string(), at: time, note: described(v.string(), 'Empty where nothing was said.') }),
        'Who takes care of the incident, and since when; absent while nobody has said so.',
      ),
    ),
    acknowledgeUrl: v.exactOptional(
      described(
        v.string(),
        'Where a person acknowledges the incident by a button, without a password; absent where there is no such page, and of what nobody needs to acknowledge.',
      ),
    ),
    details: described(list(v.string()), 'What else a person may want to know, a few words each.'),
    instances: described(
      list(instanceSchema),
      'The subjects as last known; of a restart loop the youngest process. Empty where room is short.',
    ),
    replacedBy: described(v.nullable(instanceSchema), 'The process that took its place, where one did.'),
    omittedSubjects: omitted('subjects'),
    updates: v.exactOptional(
      described(
        list(v.string()),
        'Incidents that it goes on with, by their names: their ends are in this alert, too, with the reason `superseded`.',
      ),
    ),
  });

const groupSchema = (known: KnownTexts) =>
  object({
    change: v.picklist(changes),
    kind: described(v.string(), known.kind),
    severity: v.picklist(severities),
    count: described(count, 'How many changes there are of this kind, those left out included.'),
    certainty: described(v.nullable(v.string()), 'What this rests on, and how sure it is; null of what is over.'),
    advice: described(v.nullable(v.string()), 'What to do about it; null of what is over.'),
    runbook: v.exactOptional(described(v.string(), 'The URL of what the runbook says of this kind.')),
  });

const url = v.nullable(v.string());

const linksSchema = object({
  workspace: url,
  dashboard: described(url, 'In CloudWatch, with the time of its incidents.'),
  log: described(url, 'In CloudWatch: that of the checks, in the time of its incidents.'),
});

const rowSchema = object({
  name: v.string(),
  status: v.picklist(statuses),
  heartbeatAgeSeconds: described(
    v.nullable(v.number()),
    'At `seenAt`; null where it cannot be known, and of what is no longer listed.',
  ),
  heartbeatAt: v.nullable(time),
  startedAt: v.nullable(time),
});

const clusterSchema = object({
  seenAt: described(
    v.nullable(time),
    'The check that saw it so: the last one that saw the workspace; null if none has.',
  ),
  listed: described(count, 'Instances in that answer, less those that others have replaced.'),
  healthy: count,
  instances: described(
    list(rowSchema),
    'How each of them stands, those in trouble first, with those that are missing.',
  ),
  omittedInstances: omitted('instances'),
});

export const makeAlertObjectSchema = (known: KnownTexts) =>
  v.pipe(
    object({
      type: v.literal('alert'),
      version: v.literal(1),
      id: described(
        v.string(),
        '`workspace/takenAt`: the same however often the alert is delivered. Recipients with `after` get `/after-` and its seconds behind it.',
      ),
      workspace: v.string(),
      takenAt: described(time, 'The scheduled time of the check that sent it.'),
      severity: described(v.picklist(severities), 'The worst of its changes.'),
      test: v.exactOptional(
        described(v.literal(true), 'There where somebody sent it to try the way it takes, and nothing is wrong.'),
      ),
      after: v.exactOptional(
        described(count, 'There where it is for recipients that get incidents only after so many seconds.'),
      ),
      title: described(v.string(), 'The worst of it in a few words.'),
      changes: described(list(changeSchema(known)), 'The worst first, causes before symptoms, what is over last.'),
      groups: described(
        list(groupSchema(known)),
        'The changes that say the same of different subjects, in the same order.',
      ),
      cluster: clusterSchema,
      omittedChanges: omitted('changes, the least,'),
      links: v.exactOptional(described(linksSchema, 'Where there is more to see; null where that is not known.')),
      silenceCommand: v.exactOptional(
        described(v.string(), 'Mutes the workspace for a while; absent where nothing is new.'),
      ),
      timeZone: v.exactOptional(
        described(v.string(), 'In which its readers live, and its texts write times beside UTC.'),
      ),
    }),
    v.title('An alert of the Rocket.Chat instance alerter'),
  );

export type AlertObject = v.InferOutput<ReturnType<typeof makeAlertObjectSchema>>;
export type ChangeObject = AlertObject['changes'][number];
export type InstanceObject = ChangeObject['instances'][number];
export type GroupObject = AlertObject['groups'][number];
export type ClusterObject = AlertObject['cluster'];

const readSchema = v.pipe(v.string(), v.parseJson(), makeAlertObjectSchema({ kind: '', reason: '' }));

/** Reads an alert back from the text of a message. Throws an error that says what is wrong with it. */
export const readAlertObject = (text: string): AlertObject => {
  const result = v.safeParse(readSchema, text);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`not an alert of version 1: ${v.getDotPath(issue) ?? 'the message'}: ${issue.message}`);
};

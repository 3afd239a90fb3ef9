import type { Timestamp } from '../../core/base/time.ts';
import { readEntry, type Report } from './entry.ts';
import type { Failure } from '../../core/observation/failure.ts';
import type { Instance } from '../../core/observation/instance.ts';
import type { Observation } from '../../core/observation/observation.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { fieldsOf, isFields, isList } from '../../core/base/json.ts';
import { quotable, type Redact } from '../http/redact.ts';
import { isThisRocketChat } from './refusal.ts';
import { readFlag, readText } from './values.ts';

const maxOddities = 10;
/** A list is read and judged within seconds up to this length; no cluster has a hundredth of it. */
export const maxEntries = 50_000;

const asItIs: Redact = (text) => text;

/**
 * Reads the JSON of `GET /api/v1/instances.get` in every shape that Rocket.Chat is known to give from 3.x on. A bad entry
 * or field is left out and reported among the oddities. Never throws.
 *
 * It reads field by field, not by a schema: anything may be absent, and what is unusable has to be named.
 *
 * @param serverDate the answer's HTTP `Date`
 * @param redact for what is quoted of the answer: the server may have sent back what it was sent
 */
export const parseAnswer = (body: unknown, serverDate: Timestamp | null, redact = asItIs): Observation => {
  if (!isFields(body)) return badResponse(`the answer is not a JSON object: ${isThisRocketChat}`);
  if (readFlag(body['success']) === false) {
    const error = quoted(body['error'], redact) ?? quoted(body['message'], redact);
    return badResponse(`the answer says success: false${error === null ? '' : ` (${error})`}`);
  }
  const entries = entriesOf(body['instances']);
  if (entries === null) return badResponse(`the answer has no list of instances: ${isThisRocketChat}`);

  if (entries.length > maxEntries) {
    return badResponse(
      `the answer lists ${entries.length} instances, and no more than ${maxEntries} can be judged: delete stale records from the database`,
    );
  }

  const oddities: string[] = [];
  let left = 0;
  const report: Report = (oddity) => {
    if (oddities.length < maxOddities) oddities.push(redact(oddity()));
    else left += 1;
  };
  const instances = readInstances(entries, report, redact);
  if (entries.length > 0 && instances.length === 0) {
    // An empty list would mean that every instance is gone.
    return badResponse(`none of the answer's ${entries.length} entries can be read: ${oddities[0] ?? ''}`);
  }
  return {
    outcome: 'ok',
    instances,
    observer: observerOf(instances, report),
    serverDate,
    degraded: null,
    oddities: left === 0 ? oddities : [...oddities, `and ${left} more`],
  };
};

const quoted = (value: unknown, redact: Redact): string | null =>
  readText(typeof value === 'string' ? oneLine(quotable(value, redact), 120) : value);

const badResponse = (detail: string): Failure => ({ outcome: 'bad-response', detail, httpStatus: null });

/**
 * A list of entries; or, about December 2020 (3.10), an object of them, in which the entries without a connection
 * share one: `{ current: { instanceRecord: […] }, connections: […] }`.
 */
const entriesOf = (instances: unknown): readonly unknown[] | null => {
  if (isList(instances)) return instances;
  return isFields(instances) ? Object.values(instances).flatMap(entriesWithin) : null;
};

const entriesWithin = (value: unknown): readonly unknown[] => {
  if (isList(value)) return value;
  const records = fieldsOf(value)['instanceRecord'];
  return isList(records) ? records : [value];
};

const readInstances = (entries: readonly unknown[], report: Report, redact: Redact): readonly Instance[] => {
  const byId = new Map<string, Instance>();
  const repeated = new Set<string>();
  entries.forEach((entry, index) => {
    const instance = readEntry(entry, index + 1, report, redact);
    if (instance === null) return;
    const earlier = byId.get(instance.id);
    if (earlier !== undefined) repeated.add(instance.id);
    if (earlier === undefined || isFresher(instance, earlier)) byId.set(instance.id, instance);
  });
  for (const id of repeated) report(() => `instance ${id} is listed more than once; its newest heartbeat counts`);
  return [...byId.values()];
};

const isFresher = (one: Instance, other: Instance): boolean => (one.heartbeatAt ?? '') > (other.heartbeatAt ?? '');

const observerOf = (instances: readonly Instance[], report: Report): string | null => {
  const [observer, ...others] = instances.filter((instance) => instance.local);
  if (others.length > 0)
    report(() => `${others.length + 1} instances claim to be the one that answered; none is believed`);
  return observer !== undefined && others.length === 0 ? observer.id : null;
};

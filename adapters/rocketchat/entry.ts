import { type Fields, fieldsOf, isFields, isList } from '../../core/base/json.ts';
import type { Instance } from '../../core/observation/instance.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { quotable, type Redact } from '../http/redact.ts';
import { readCount, type Reader, readFlag, readText, readTimestamp } from './values.ts';

/** Notes what is odd about the answer. It is worded only where it is kept: there may be more than anyone reads. */
export type Report = (oddity: () => string) => void;

/** Reads the field of this name; null where it is absent, or unusable, which is reported. */
type ReadField = <T>(read: Reader<T>, fields: Fields, name: string) => T | null;

const fieldReader =
  (subject: string, report: Report, redact: Redact): ReadField =>
  (read, fields, name) => {
    const raw = fields[name];
    if (raw === undefined || raw === null || raw === '') return null;
    const value = read(raw);
    if (value === null) report(() => `${subject}: ${name} ${describe(raw, redact)} is not usable`);
    return value;
  };

const describe = (raw: unknown, redact: Redact): string => {
  if (isFields(raw)) return '(an object)';
  return isList(raw) ? '(a list)' : `"${oneLine(quotable(String(raw), redact), 40)}"`;
};

/** Memory at process start, in bytes; neither is known where one contradicts the other. */
const readMemory = (readField: ReadField, os: Fields, report: Report) => {
  const total = readField(readCount, os, 'totalmem');
  const free = readField(readCount, os, 'freemem');
  const contradiction = total !== null && (total === 0 || (free !== null && free > total));
  if (contradiction) report(() => `totalmem ${total} and freemem ${free ?? 'unknown'} contradict each other`);
  return contradiction
    ? { totalMemoryBytes: null, freeMemoryBytes: null }
    : { totalMemoryBytes: total, freeMemoryBytes: free };
};

/**
 * One entry of the answer in either shape: `{ address, currentStatus, instanceRecord }` (6.x and later), or the
 * record's fields themselves with an optional `connection { address, currentStatus }` (3.x to 5.x).
 * Null, and reported, where it has no id.
 *
 * @param position where it stands in the answer, from 1, for the report
 */
export const readEntry = (entry: unknown, position: number, report: Report, redact: Redact): Instance | null => {
  if (!isFields(entry)) {
    report(() => `entry ${position} is not an object and was left out`);
    return null;
  }
  const record = isFields(entry['instanceRecord']) ? entry['instanceRecord'] : entry;
  const id = readText(record['_id']);
  if (id === null) {
    report(() => `entry ${position} has no usable id and was left out`);
    return null;
  }

  const connection = fieldsOf(entry['connection']);
  const status = fieldsOf(entry['currentStatus'] ?? connection['currentStatus']);
  const extra = fieldsOf(record['extraInformation']);
  const readField = fieldReader(`instance ${id}`, report, redact);
  return {
    id,
    name: readField(readText, record, 'name'),
    pid: readField(readCount, record, 'pid'),
    address: readField(readText, entry, 'address') ?? readField(readText, connection, 'address'),
    host: readField(readText, extra, 'host'),
    port: readField(readText, extra, 'port'),
    tcpPort: readField(readCount, extra, 'tcpPort'),
    registeredAt: readField(readTimestamp, record, '_createdAt'),
    heartbeatAt: readField(readTimestamp, record, '_updatedAt'),
    connected: readField(readFlag, status, 'connected'),
    local: readField(readFlag, status, 'local') ?? false,
    ...readMemory(readField, fieldsOf(extra['os']), (contradiction) => {
      report(() => `instance ${id}: ${contradiction()}`);
    }),
    nodeVersion: readField(readText, extra, 'nodeVersion'),
    clientConnections: readField(readCount, extra, 'conns'),
  };
};

import { type Fields, fieldsOf, isFields, isList } from '../../core/json.ts';
import type { Instance } from '../../core/observation/instance.ts';
import { oneLine } from '../../core/text/one-line.ts';
import { type Reader, readCount, readFlag, readText, readTimestamp } from './values.ts';

/** Takes down what is odd about the answer. */
export type Report = (oddity: string) => void;

/** A field of this name, read; null where it is absent, or unusable, which is reported. */
type Take = <T>(read: Reader<T>, fields: Fields, name: string) => T | null;

const taking =
  (subject: string, report: Report): Take =>
  (read, fields, name) => {
    const raw = fields[name];
    if (raw === undefined || raw === null || raw === '') return null;
    const value = read(raw);
    if (value === null) report(`${subject}: ${name} ${shown(raw)} is not usable`);
    return value;
  };

const shown = (raw: unknown): string => {
  if (isFields(raw)) return '(an object)';
  return isList(raw) ? '(a list)' : `"${oneLine(String(raw), 40)}"`;
};

/** Memory at process start, in bytes; neither is known where one contradicts the other. */
const readMemory = (take: Take, os: Fields, report: (contradiction: string) => void) => {
  const total = take(readCount, os, 'totalmem');
  const free = take(readCount, os, 'freemem');
  const contradiction = total !== null && (total === 0 || (free !== null && free > total));
  if (contradiction) report(`totalmem ${total} and freemem ${free ?? 'unknown'} contradict each other`);
  return contradiction
    ? { totalMemoryBytes: null, freeMemoryBytes: null }
    : { totalMemoryBytes: total, freeMemoryBytes: free };
};

/**
 * One entry of the answer in either shape: `{ address, currentStatus, instanceRecord }` (6.x and later), or the
 * record's fields themselves with an optional `connection { address, currentStatus }` (3.x to 5.x).
 * Null, and reported, where it cannot be told which instance it is about.
 *
 * @param position where it stands in the answer, from 1, for the report
 */
export const readEntry = (entry: unknown, position: number, report: Report): Instance | null => {
  if (!isFields(entry)) {
    report(`entry ${position} is not an object and was left out`);
    return null;
  }
  const record = isFields(entry['instanceRecord']) ? entry['instanceRecord'] : entry;
  const id = readText(record['_id']);
  if (id === null) {
    report(`entry ${position} has no usable id and was left out`);
    return null;
  }

  const connection = fieldsOf(entry['connection']);
  const status = fieldsOf(entry['currentStatus'] ?? connection['currentStatus']);
  const extra = fieldsOf(record['extraInformation']);
  const take = taking(`instance ${id}`, report);
  return {
    id,
    name: take(readText, record, 'name'),
    pid: take(readCount, record, 'pid'),
    address: take(readText, entry, 'address') ?? take(readText, connection, 'address'),
    host: take(readText, extra, 'host'),
    port: take(readText, extra, 'port'),
    tcpPort: take(readCount, extra, 'tcpPort'),
    registeredAt: take(readTimestamp, record, '_createdAt'),
    heartbeatAt: take(readTimestamp, record, '_updatedAt'),
    connected: take(readFlag, status, 'connected'),
    local: take(readFlag, status, 'local') ?? false,
    ...readMemory(take, fieldsOf(extra['os']), (contradiction) => {
      report(`instance ${id}: ${contradiction}`);
    }),
    nodeVersion: take(readText, extra, 'nodeVersion'),
    clientConnections: take(readCount, extra, 'conns'),
  };
};

import { type Fields, isList } from '../../core/base/json.ts';
import { systemClock } from './system-clock.ts';

type Write = (message: string, fields: Fields) => void;

/** The log of a function. */
export interface Log {
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/**
 * Writes one line of JSON for each event, with `level`, `message`, `timestamp` and `service` before its own fields, for
 * CloudWatch Logs Insights and metric filters. A line is bounded, whatever its fields hold: the log is paid for by the
 * byte. It writes to the output itself: Lambda puts a prefix before what goes
 * through the console, and that is then no JSON.
 *
 * @param service what stands under `service`
 */
export const createLog = (service: string): Log => {
  const writing =
    (level: string) =>
    (message: string, fields: Fields): void => {
      const all = { level, message, timestamp: systemClock.now(), service, ...fields };
      const line = JSON.stringify(all, within(limits));
      process.stdout.write(
        `${Buffer.byteLength(line) <= maxLineLength ? line : JSON.stringify(all, within(tightLimits))}\n`,
      );
    };
  return { info: writing('INFO'), warn: writing('WARN'), error: writing('ERROR') };
};

interface LineLimits {
  readonly listLength: number;
  readonly textLength: number;
}

const limits: LineLimits = { listLength: 50, textLength: 4_000 };

/** A line is longer only where it has hundreds of fields: then, each is cut to less. */
export const maxLineLength = 32 * 1024;
const tightLimits: LineLimits = { listLength: 5, textLength: 200 };

/** For `JSON.stringify`. */
const within =
  ({ listLength, textLength }: LineLimits) =>
  (_key: string, value: unknown): unknown => {
    // JSON makes an empty object of an error.
    if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack };
    if (typeof value === 'string' && value.length > textLength) return `${value.slice(0, textLength)}…`;
    if (!isList(value) || value.length <= listLength) return value;
    return [...value.slice(0, listLength), `and ${value.length - listLength} more`];
  };

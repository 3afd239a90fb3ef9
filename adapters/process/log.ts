import type { Fields } from '../../core/base/json.ts';
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
 * CloudWatch Logs Insights and metric filters. It writes to the output itself: Lambda puts a prefix before what goes
 * through the console, and that is then no JSON.
 *
 * @param service what stands under `service`
 */
export const createLog = (service: string): Log => {
  const writing =
    (level: string) =>
    (message: string, fields: Fields): void => {
      const line = JSON.stringify({ level, message, timestamp: systemClock.now(), service, ...fields }, withErrors);
      process.stdout.write(`${line}\n`);
    };
  return { info: writing('INFO'), warn: writing('WARN'), error: writing('ERROR') };
};

/** JSON makes an empty object of an error. */
const withErrors = (_key: string, value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;

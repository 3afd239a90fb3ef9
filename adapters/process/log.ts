import type { Fields } from '../../core/json.ts';
import { systemClock } from './system-clock.ts';

type Write = (message: string, fields: Fields) => void;

/** The log of a function. */
export interface Log {
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/**
 * One line of JSON for each event, with `level`, `message`, `timestamp` and `service` before its own fields: what
 * CloudWatch Logs Insights finds fields in, and metric filters can match. Straight to the output, because what goes
 * through the console gets the runtime's own words before it, and is then no JSON.
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

/** JSON has nothing to say of an error. */
const withErrors = (_key: string, value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;

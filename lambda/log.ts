import type { Fields } from './json.ts';
import { systemClock } from './system-clock.ts';

/** The log of a function. */
export interface Log {
  info(message: string, fields: Fields): void;
  warn(message: string, fields: Fields): void;
  error(message: string, fields: Fields): void;
}

/**
 * One line of JSON for each event, with `level`, `message`, `timestamp` and `service` before its own fields: what
 * CloudWatch Logs Insights finds fields in, and metric filters can match. Straight to the output, because what goes
 * through the console gets the runtime's own words before it, and is then no JSON.
 *
 * @param service what stands under `service`
 */
export const logOf = (service: string): Log => {
  const write = (level: string, message: string, fields: Fields): void => {
    const line = JSON.stringify({ level, message, timestamp: systemClock.now(), service, ...fields }, withErrors);
    process.stdout.write(`${line}\n`);
  };
  return {
    info: (message, fields) => {
      write('INFO', message, fields);
    },
    warn: (message, fields) => {
      write('WARN', message, fields);
    },
    error: (message, fields) => {
      write('ERROR', message, fields);
    },
  };
};

/** JSON has nothing to say of an error. */
const withErrors = (_key: string, value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;

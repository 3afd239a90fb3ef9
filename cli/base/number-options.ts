import { InvalidArgumentError } from 'commander';
import { durationSeconds } from '../../core/settings/duration.ts';

const maxInterval = '365d';

/** How often something is to be done, in seconds. */
export function readInterval(text: string): number {
  const seconds = durationSeconds(text);
  if (seconds === null || seconds < 1 || seconds > (durationSeconds(maxInterval) ?? 0)) {
    throw new InvalidArgumentError(`Write a duration from 1s to ${maxInterval}, such as 30s or 5m.`);
  }
  return seconds;
}

/** How many times. */
export function readCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Write a whole number from 1 on.');
  return Number(text);
}

/** A port; 0: any that is free. */
export function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port <= 65_535)) throw new InvalidArgumentError('Write a port from 0 to 65535.');
  return port;
}

/** An address to listen at, such as `:9464`, `9464` or `0.0.0.0:9464`; without a host, on this machine alone. */
export function readAddress(text: string): { readonly host: string; readonly port: number } {
  const [, host = '', port = ''] = /^(?:(\[[\da-f:]+\]|[\w.-]*):)?(\d{1,5})$/i.exec(text) ?? [];
  if (!(port !== '' && Number(port) <= 65_535)) {
    throw new InvalidArgumentError('Write an address such as :9464, or 0.0.0.0:9464 for other machines to reach.');
  }
  return { host: host === '' ? '127.0.0.1' : host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

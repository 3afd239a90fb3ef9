import { stringify } from 'yaml';

/** A value as a file would say it, on one line. */
export const yamlText = (value: unknown): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim().replaceAll('[ ', '[').replaceAll(' ]', ']');

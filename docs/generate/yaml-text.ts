import { stringify } from 'yaml';
import type { Value } from './key-text.ts';

/** A value as a file would say it, on one line. */
export const yamlText = (value: Value): string =>
  stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim().replaceAll('[ ', '[').replaceAll(' ]', ']');

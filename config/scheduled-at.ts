import * as v from 'valibot';
import { timestampFrom } from '../core/base/time.ts';

/** The time in an event; null where there is none that can be used: some schedulers send the placeholder itself. */
export const scheduledAt = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === 'string' ? timestampFrom(value) : null)),
);

import * as v from 'valibot';

/** The time in an event; null where there is none that can be used: some schedulers send the placeholder itself. */
export const scheduledAt = v.pipe(
  v.unknown(),
  v.transform((value) => {
    const milliseconds = typeof value === 'string' ? Date.parse(value) : NaN;
    return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
  }),
);

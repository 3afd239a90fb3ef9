import * as v from 'valibot';

/** How severe an alert can be, the least first. */
export const severities = ['warning', 'critical'] as const;
/** How bad an incident is, mildest first. */
export type Severity = (typeof severities)[number];

/** That of a recipient who gets alerts of any. */
export const everySeverity: Severity = severities[0];

/** What a configuration is for: a stack whose schedules know whole minutes, or a watch on this machine. */
export type Use = 'deployment' | 'local';

/** What may be left out of a configuration, and then is as by default. */
export const maybe = <const Schema extends v.GenericSchema>(schema: Schema) => v.exactOptional(schema);

export const severitySchema = v.picklist(severities, severities.join(' or '));

export const wholeNumber = (from: number, to: number) => {
  const allowed = `a whole number from ${from} to ${to}`;
  return v.pipe(v.number(allowed), v.integer(allowed), v.minValue(from, allowed), v.maxValue(to, allowed));
};

const percentage = 'a number from 0 (which switches the rule off) to 100';
export const percent = v.pipe(v.number(percentage), v.minValue(0, percentage), v.maxValue(100, percentage));

import type { DurationLimits } from './duration.ts';
import * as v from 'valibot';
import { duration, durationOr, durationText } from './duration.ts';
import { percent, type Severity, severitySchema, type Use, wholeNumber } from './values.ts';

/** A value of a setting as it stands in a configuration file. */
export type FileValue = string | number;

/** What the reference of alerter.yaml says of a key, beyond what its schema knows. */
export interface SettingDocs {
  /** For the writer of the file, in a sentence or two. */
  readonly meaning: string;
  /** A value other than the default. */
  readonly example: FileValue;
  /** The value that means the same as leaving the key out. */
  readonly default?: FileValue;
  /** What holds where the key is left out, of a key without such a value. */
  readonly otherwise?: string;
}

/** One setting of a rule: what alerter.yaml may hold, and what becomes of it. */
export interface Setting<Name extends string = string, Value = unknown, Input = unknown> {
  /** Its name among the rules in force, with its unit: `forSeconds`. */
  readonly name: Name;
  readonly default: Value;
  /** As schedules hand it to the check function. */
  readonly value: v.GenericSchema<unknown, Value>;
  /** As its key in alerter.yaml holds it; null where it stands elsewhere in the file. */
  readonly input: ((use: Use) => v.GenericSchema<Input, Value>) | null;
  /** null where `input` is. */
  readonly docs: SettingDocs | null;
}

/** Settings by their keys in alerter.yaml. */
export type Settings = Readonly<Record<string, Setting>>;

/** The values of settings, by name. */
export type ValuesOf<Specs extends Settings> = {
  readonly [Key in keyof Specs as Specs[Key]['name']]: Specs[Key] extends Setting<string, infer Value> ? Value : never;
};

/** What alerter.yaml may hold of settings, by key. */
export type InputOf<Specs extends Settings> = {
  readonly [Key in keyof Specs]?: Specs[Key] extends Setting<string, unknown, infer Input> ? Input : never;
};

type Docs = Pick<SettingDocs, 'meaning'> & { readonly example: FileValue };

const nonNegative = v.pipe(v.number(), v.minValue(0));

interface DurationOptions<Name extends string> extends Docs {
  readonly name: Name;
  /** Written like `1m`. */
  readonly default: number;
  /** What a file may say; shorter ones make sense only where somebody tries things out. */
  readonly limits: DurationLimits | Readonly<Record<Use, DurationLimits>>;
}

/** A duration in seconds. */
export const durationSetting = <const Name extends string>(
  options: DurationOptions<Name>,
): Setting<Name, number, string> => {
  const { name, limits, meaning, example } = options;
  return {
    name,
    default: options.default,
    value: nonNegative,
    input: (use) => duration('from' in limits ? limits : limits[use]),
    docs: { meaning, default: durationText(options.default), example },
  };
};

/** A duration in seconds that may be left open: null then. */
export const optionalDurationSetting = <const Name extends string>(
  options: Docs & {
    readonly name: Name;
    readonly limits: DurationLimits | Readonly<Record<Use, DurationLimits>>;
    readonly otherwise: string;
  },
): Setting<Name, number | null, string> => {
  const { name, limits, ...docs } = options;
  return {
    name,
    default: null,
    value: v.nullable(nonNegative),
    input: (use) => duration('from' in limits ? limits : limits[use]),
    docs,
  };
};

/** A duration that the alerter works out itself unless it is given: null stands for `auto`. */
export const autoForSetting: Setting<'forSeconds', number | null, string> = {
  name: 'forSeconds',
  default: null,
  value: v.nullable(nonNegative),
  input: () => durationOr('auto', { from: '0s', to: '24h' }),
  docs: {
    meaning:
      'How long the loss must last before an alert is sent. `auto`: 3 minutes at first; once three replacements have been seen, 1.5 times the slowest of the last ten plus 30 s, between 1 and 5 minutes. Shorter: earlier alerts, but restarts that take longer are alerts as well.',
    default: 'auto',
    example: '1m',
  },
};

/** How long all must be well before an incident is over. */
export const resolveAfterSetting = (seconds: number): Setting<'resolveAfterSeconds', number, string> =>
  durationSetting({
    name: 'resolveAfterSeconds',
    default: seconds,
    limits: { from: '0s', to: '4h' },
    meaning:
      'How long the problem must be absent before the incident resolves. Doubles each time the problem returns, up to 4 hours, until a day was calm. Shorter: earlier resolutions, more messages if the problem returns.',
    example: '10m',
  });

/** How long something must last before it counts. */
export const forSetting = (seconds: number, example: string): Setting<'forSeconds', number, string> =>
  durationSetting({
    name: 'forSeconds',
    default: seconds,
    limits: { from: '0s', to: '24h' },
    meaning: 'How long the problem must last before an alert is sent. Longer: later alerts, none for short problems.',
    example,
  });

interface NumberOptions<Name extends string, Value> extends Docs {
  readonly name: Name;
  readonly default: Value;
}

/** A share in percent, from 0 to 100. */
export const percentSetting = <const Name extends string>(
  options: NumberOptions<Name, number>,
): Setting<Name, number, number> => {
  const { name, meaning, example } = options;
  const docs = { meaning, default: options.default, example };
  return { name, default: options.default, value: v.number(), input: () => percent, docs };
};

/** A whole number within limits. */
export const countSetting = <const Name extends string>(
  options: NumberOptions<Name, number> & { readonly from: number; readonly to: number },
): Setting<Name, number, number> => {
  const { name, from, to, meaning, example } = options;
  const docs = { meaning, default: options.default, example };
  return { name, default: options.default, value: v.number(), input: () => wholeNumber(from, to), docs };
};

interface OpenNumberOptions<Name extends string> extends Docs {
  readonly name: Name;
  readonly otherwise: string;
}

/** A whole number within limits that may be left open. */
export const optionalCountSetting = <const Name extends string>({
  name,
  from,
  to,
  ...docs
}: OpenNumberOptions<Name> & { readonly from: number; readonly to: number }): Setting<Name, number | null, number> => ({
  name,
  default: null,
  value: v.nullable(v.pipe(v.number(), v.gtValue(0))),
  input: () => wholeNumber(from, to),
  docs,
});

/** A number of MiB, of one process, that may be left open. */
export const mebibytesSetting = <const Name extends string>(
  options: OpenNumberOptions<Name>,
): Setting<Name, number | null, number> => optionalCountSetting({ ...options, from: 1, to: 1024 * 1024 });

/** How bad an incident is. */
export const severitySetting = (severity: Severity): Setting<'severity', Severity, Severity> => ({
  name: 'severity',
  default: severity,
  value: v.picklist(['warning', 'critical']),
  input: () => severitySchema,
  docs: {
    meaning: 'The severity of its alerts. Recipients with `minimumSeverity: critical` do not get warnings.',
    default: severity,
    example: severity === 'warning' ? 'critical' : 'warning',
  },
});

import * as v from 'valibot';
import { fieldsOf } from '../core/base/json.ts';
import { generalSettings } from '../core/rules/general-settings.ts';
import { allRules, type Rules, type RulesInput, rulesSchema } from '../core/rules/registry.ts';
import type { Settings } from '../core/settings/setting.ts';
import { maybe, type Use } from '../core/settings/values.ts';
import { mapping } from './mapping.ts';

/** What a file says of settings, by their keys there: what it leaves out is as it is otherwise. */
const entriesOf = (settings: Settings, use: Use): v.ObjectEntries =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([key, { input }]) => (input === null ? [] : [[key, maybe(input(use))]])),
  );

/** A rule of a file: its settings, or that it is switched off. */
const ruleSchema = (settings: Settings, use: Use) => {
  const entries = entriesOf(settings, use);
  const inFull = mapping(entries);
  const keys = Object.keys(entries).join(', ');
  const switchedOff = v.literal('off', `off, which switches the rule off, or a mapping with any of the keys ${keys}`);
  return v.lazy((given) => (typeof given === 'string' ? switchedOff : inFull));
};

const rulesFor = (use: Use) =>
  v.pipe(
    // What TypeScript knows of it, for those who write it as an object.
    v.custom<RulesInput>(() => true),
    mapping({
      ...Object.fromEntries(allRules.map(({ key, settings }) => [key, maybe(ruleSchema(settings, use))])),
      ...entriesOf(generalSettings, use),
    }),
  );

/** `rules` in a file, for all workspaces or for one. */
export const rulesSchemas = { deployment: rulesFor('deployment'), local: rulesFor('local') } as const;

/** What a file says of rules, each value read. */
export type RulesInFile = v.InferOutput<(typeof rulesSchemas)[Use]>;

/** Values by name, of the settings that a file names by key. */
const valuesIn = (settings: Settings, own: unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fieldsOf(own)).flatMap(([key, value]) => {
      const setting = settings[key];
      return setting === undefined ? [] : [[setting.name, value]];
    }),
  );

/** The rules with what a file says of them laid over them, setting by setting. */
export const overrideRules = (base: Rules, own: RulesInFile): Rules => {
  const all: Readonly<Record<string, unknown>> = base;
  const overridden = allRules.map(({ key, settings }) => [
    key,
    fieldsOf(own)[key] === 'off'
      ? { ...fieldsOf(all[key]), off: true }
      : { ...fieldsOf(all[key]), ...(key in own && { off: false }), ...valuesIn(settings, fieldsOf(own)[key]) },
  ]);
  return v.parse(rulesSchema, { ...base, ...Object.fromEntries(overridden), ...valuesIn(generalSettings, own) });
};

import * as v from 'valibot';
import { fieldsOf, isFields } from '../base/json.ts';
import type { Incident } from '../incidents/incident.ts';
import type { InputOf, Settings, ValuesOf } from '../settings/setting.ts';
import { generalSettings, type GeneralValues } from './general-settings.ts';
import { rules } from './list.ts';
import type { Rule } from './rule.ts';
import { unknownRule } from './unknown.ts';

type Listed = (typeof rules)[number];

/** What incidents of the known kinds rest on. */
export type KnownEvidence = Listed extends Rule<string, string, Settings, infer E> ? E : never;

/** An incident of a kind that this version knows. */
export type KnownIncident = Incident<KnownEvidence>;

/** What can be wrong. */
export type IncidentKind = Listed['kind'];

/** The settings in force: of each rule by its key, and those that several rules go by. */
export type Rules = { readonly [R in Listed as R['key']]: ValuesOf<R['settings']> & Switch } & GeneralValues;

/** Whether a rule is switched off: its incidents end, and none opens. */
interface Switch {
  readonly off: boolean;
}

/** `rules` of alerter.yaml, as its writer may leave it. */
export type RulesInput = { readonly [R in Listed as R['key']]?: InputOf<R['settings']> | 'off' } & Pick<
  InputOf<typeof generalSettings>,
  'replacementWindow' | 'forgetAfter'
>;

export const allRules: readonly Rule[] = rules;

/** Every kind, the one that explains most first. */
export const incidentKinds = rules.map(({ kind }) => kind);

const ruleByKind = new Map<string, Rule>(allRules.map((rule) => [rule.kind, rule]));

/** The rule of a kind; of one that this version does not know, one that shows it by its name. */
export const ruleOf = (kind: string): Rule => ruleByKind.get(kind) ?? unknownRule(kind);

export const isKnownKind = (kind: string): kind is IncidentKind => ruleByKind.has(kind);

/** The incident's kind among all, the one that explains most first; kinds that this version does not know come last. */
export const rankOf = ({ kind }: Pick<Incident, 'kind'>): number => {
  const rank = allRules.findIndex((rule) => rule.kind === kind);
  return rank === -1 ? allRules.length : rank;
};

/** Every reason for which an incident may end. */
export const reasons: readonly string[] = [...new Set(allRules.flatMap(({ texts }) => Object.keys(texts.resolutions)))];

const hasValues = <Specs extends Settings>(settings: Specs, values: unknown): values is ValuesOf<Specs> =>
  isFields(values) && Object.values(settings).every(({ name }) => name in values);

/** The settings in force of one rule. */
export function settingsIn<Specs extends Settings>(
  { key, settings }: { readonly key: string; readonly settings: Specs },
  all: Readonly<Record<string, unknown>>,
): ValuesOf<Specs> {
  const values = all[key];
  if (!hasValues(settings, values)) throw new Error(`the settings of the rule ${key} are not complete`);
  return values;
}

const isComplete = (all: unknown): all is Rules =>
  isFields(all) &&
  allRules.every(({ key, settings }) => hasValues(settings, all[key])) &&
  hasValues(generalSettings, all);

/** A value of the rule of a kind, by its name; undefined where it has none such, or the kind is not known. */
export const valueIn = (all: Rules, kind: string, name: string): unknown => {
  const rule = ruleByKind.get(kind);
  return rule === undefined ? undefined : fieldsOf(fieldsOf(all)[rule.key])[name];
};

/** Whether the rule of a kind is switched off. */
export const isOff = (kind: string, all: Rules): boolean => valueIn(all, kind, 'off') === true;

/** Settings as the check function is handed them; what an older schedule leaves out is as by default. */
const valueEntries = (settings: Settings): v.ObjectEntries =>
  Object.fromEntries(
    Object.values(settings).map(({ name, value, default: byDefault }) => [name, v.optional(value, byDefault)]),
  );

/** `Rules` as the check function is handed them. */
export const rulesSchema = v.pipe(
  v.object({
    ...Object.fromEntries(
      allRules.map(({ key, settings }) => [
        key,
        v.optional(v.object({ ...valueEntries(settings), off: v.optional(v.boolean(), false) }), {}),
      ]),
    ),
    ...valueEntries(generalSettings),
  }),
  v.custom<Rules>(isComplete),
);

export const defaultRules: Rules = v.parse(rulesSchema, {});

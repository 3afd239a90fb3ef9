import type * as v from 'valibot';
import type { Timestamp } from '../base/time.ts';
import type { View } from '../cluster/connections.ts';
import type { KnownInstance } from '../cluster/known-instance.ts';
import type { RecentCheck } from '../cluster/recent-checks.ts';
import type { Evidence, Incident, IncidentTraits } from '../incidents/incident.ts';
import type { Judgement } from '../incidents/judgement.ts';
import type { Failure } from '../observation/failure.ts';
import type { Settings, ValuesOf } from '../settings/setting.ts';
import type { RuleExample } from './example.ts';
import type { GeneralValues } from './general-settings.ts';
import { switchedOff } from './resolutions.ts';
import type { RuleTexts } from './texts.ts';

/** What the rules look at. */
export interface EvaluationContext {
  /** When the observation was made: durations are measured between observations. */
  readonly at: Timestamp;
  /** Why this check saw nothing; null where it saw the workspace. */
  readonly failure: Failure | null;
  /** What a process without its broker answered before another one did; null where none did. */
  readonly degradedDetail: string | null;
  /** Whether the instances are those of this check; else they are as the last one that saw them left them. */
  readonly sawInstances: boolean;
  /** Until when the certificate is valid that this check saw; null where it saw none. */
  readonly certificateUntil: Timestamp | null;
  /** The response times of the last answers, the oldest first; none where nothing judges them. */
  readonly answerMilliseconds: readonly number[];
  /** How the last checks went, this one included. */
  readonly recentChecks: readonly RecentCheck[];
  /** The incidents that stood before this check. */
  readonly incidents: readonly Incident[];
  /** The instances as this check leaves them known. */
  readonly instances: readonly KnownInstance[];
  readonly instanceById: ReadonlyMap<string, KnownInstance>;
  /** The last answers, as far as any of them called an instance disconnected. */
  readonly views: readonly View[];
  readonly hasShownConnection: boolean;
  readonly isMicroservices: boolean;
  /** How many instances there was no room to remember. */
  readonly unremembered: number;
  /** How long places stood empty at the last replacements, in seconds. */
  readonly replacementGaps: readonly number[];
  readonly general: GeneralValues;
  /** Whether the rule of a kind is switched off. */
  readonly isOff: (kind: string) => boolean;
  /** The settings of a rule, with every default filled in. */
  readonly settingsOf: <Specs extends Settings>(rule: {
    readonly key: string;
    readonly settings: Specs;
  }) => ValuesOf<Specs>;
}

/** What other rules make of the same check, worked out when it is asked for. */
export interface Findings {
  of(judge: Judge): Judgement;
}

/** What a rule makes of a check. Rules whose incidents turn into one another share theirs. */
export type Judge = (context: EvaluationContext, findings: Findings) => Judgement;

/** What counts as a problem: its settings, what its incidents rest on, how they are judged, and all their texts. */
export interface Rule<
  Kind extends string = string,
  Key extends string = string,
  Specs extends Settings = Settings,
  E extends Evidence = Evidence,
> extends IncidentTraits<E> {
  /** What its incidents are called, in alerts and in the history. */
  readonly kind: Kind;
  /** Its key under `rules` in alerter.yaml, and among the settings in force. */
  readonly key: Key;
  /** What counts as the problem, for the reference of alerter.yaml. */
  readonly meaning: string;
  readonly settings: Specs;
  /** Whether its incidents are about the workspace as a whole, and have no subjects. */
  readonly isAboutWorkspace: boolean;
  /** Whether it is judged, too, at a check that did not see the instances. */
  readonly isJudgedBlind: boolean;
  /** Of what it adds to an incident: as stored, with what is left out of an item filled in. */
  readonly evidence: v.ObjectEntries;
  readonly judge: Judge;
  readonly texts: RuleTexts<E>;
  readonly example: RuleExample<E>;
}

/** What incidents of a kind rest on, by what is stored of it. */
export type EvidenceOf<Kind extends string, Entries extends v.ObjectEntries> = { readonly kind: Kind } & Readonly<
  v.InferOutput<v.ObjectSchema<Entries, undefined>>
>;

/** What a definition may leave out. */
type Optional = 'isAboutWorkspace' | 'isJudgedBlind' | keyof IncidentTraits;

type Definition<
  Kind extends string,
  Key extends string,
  Specs extends Settings,
  Entries extends v.ObjectEntries,
> = Omit<Rule<Kind, Key, Specs, EvidenceOf<NoInfer<Kind>, NoInfer<Entries>>>, Optional | 'evidence'> & {
  readonly evidence: Entries;
} & Partial<Pick<Rule<Kind, Key, Specs, EvidenceOf<NoInfer<Kind>, NoInfer<Entries>>>, Optional>>;

/** A rule, with what most rules have in common filled in. */
export const defineRule = <
  const Kind extends string,
  const Key extends string,
  const Specs extends Settings,
  const Entries extends v.ObjectEntries,
>(
  definition: Definition<Kind, Key, Specs, Entries>,
): Rule<Kind, Key, Specs, EvidenceOf<Kind, Entries>> => ({
  kinds: [definition.kind],
  isAboutWorkspace: false,
  isJudgedBlind: false,
  isReminded: true,
  instancesOf: ({ subjects }) => subjects,
  partsOf: ({ subjects }) => [subjects],
  ...definition,
  texts: { ...definition.texts, resolutions: { 'rule-changed': switchedOff, ...definition.texts.resolutions } },
});

/** The incidents of a rule's kind. */
export const incidentsOf = <E extends Evidence>(
  rule: Rule<string, string, Settings, E>,
  incidents: readonly Incident[],
): Array<Incident<E>> => incidents.filter((incident): incident is Incident<E> => isOf(rule, incident));

/** Whether an incident, or what one rests on, is of a rule's kind. */
export const isOf = <E extends Evidence, One extends Evidence>(
  { kind }: Rule<string, string, Settings, E>,
  one: One,
): one is One & E => one.kind === kind;

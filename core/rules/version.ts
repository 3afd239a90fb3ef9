import * as v from 'valibot';
import { list, text } from '../base/stored-values.ts';
import { hasLasted, plusSeconds, secondsBetween } from '../base/time.ts';
import { isAlive, type KnownInstance } from '../cluster/known-instance.ts';
import { ownAnswer } from '../cluster/probes.ts';
import type { Incident } from '../incidents/incident.ts';
import { endIfKnown, type Judgement, type OngoingIncident, recoverIfKnown } from '../incidents/judgement.ts';
import { durationSetting, forSetting, severitySetting } from '../settings/setting.ts';
import { foreignText } from '../text/foreign-text.ts';
import { compareText, counted, listed } from '../text/words.ts';
import type { RuleExample } from './example.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, incidentsOf } from './rule.ts';

const maxVersions = 10;
const maxOthers = 20;
const maxVersionLength = 40;

const evidence = {
  /** Those that differ, such as `Node 22.16.0`: the most frequent of a program first. */
  versions: list(v.object({ version: text, instances: v.number() })),
  /** Ids of instances that run another version than most. */
  others: list(text),
};
type Mixture = EvidenceOf<'version', typeof evidence>;
type Found = Omit<Mixture, 'kind'>;

/**
 * Instances that run different versions for longer than a deploy takes. It is a notice: recipients are notified of each
 * set of versions once. One that is a part of such a set, as while a deploy goes on, is no news; each further set of a
 * day must last longer than the one before.
 */
export function judgeVersions(context: EvaluationContext): Judgement {
  const { at } = context;
  const { forSeconds, severity } = context.settingsOf(version);
  const before = incidentsOf(version, context.incidents);
  const sent = before.filter(({ state }) => state === 'open');
  const [pending = null] = before.filter(({ state }) => state === 'pending');
  const found = mixtureOf(context.instances.filter(isAlive));
  const isSent = found !== null && sent.some((one) => holds(one, found));
  const ended = sent
    .filter((one) => found === null || !holds(one, found))
    .flatMap((one) => recoverIfKnown(one, 'same'));
  const known = sent.filter((one) => found !== null && holds(one, found)).map((one) => goOn(one, one));
  // One that has just stopped to answer may be back at the next check.
  const lasts = found ?? (pending === null ? null : mixtureOf(context.instances.filter((one) => isKept(one, context))));
  if (lasts === null || isSent) return { ongoing: known, ended: [...ended, ...endIfKnown(pending, 'same')] };
  const fresh = goOn(pending, lasts);
  const seconds = forSeconds * (1 + sent.length);
  return {
    ongoing: [
      ...known,
      {
        ...fresh,
        opens: found !== null && hasLasted(fresh.since, at, seconds),
        opensAt: plusSeconds(fresh.since, seconds),
      },
    ],
    ended,
  };

  function goOn(previous: Incident<Mixture> | null, { versions, others }: Found): OngoingIncident<Mixture> {
    return {
      previous,
      key: `version/${versions.map((one) => one.version).join('+')}`,
      subjects: [],
      severity,
      since: previous?.since ?? at,
      opens: previous?.state === 'open',
      evidence: { kind: 'version', versions, others },
      isNotice: true,
    };
  }
}

const holds = ({ versions: all }: Found, { versions: some }: Found): boolean =>
  some.every(({ version: one }) => all.some((other) => other.version === one));

const isKept = (instance: KnownInstance, { at, general }: EvaluationContext): boolean =>
  isAlive(instance) ||
  (instance.lostSince !== null &&
    instance.replacedBy === null &&
    secondsBetween(instance.lostSince, at) < general.replacementWindowSeconds);

/** By what they register and, where they are probed, by their metrics; what is not known is no difference. */
function mixtureOf(instances: readonly KnownInstance[]): Found | null {
  const [first] = instances;
  // As at most checks.
  const isSame = ({ nodeVersion, live }: KnownInstance): boolean =>
    nodeVersion === first?.nodeVersion && live?.version === first.live?.version;
  if (instances.every(isSame)) return null;
  const byProgram = new Map<string, Map<string, string[]>>();
  for (const instance of instances) {
    add(byProgram, instance, 'Rocket.Chat', ownAnswer(instance)?.version ?? null);
    add(byProgram, instance, 'Node', instance.nodeVersion);
  }
  const mixed = [...byProgram.values()].filter(({ size }) => size > 1);
  if (mixed.length === 0) return null;
  const sorted = mixed.map((idsOf) =>
    [...idsOf].sort(([a, one], [b, other]) => other.length - one.length || compareText(a, b)),
  );
  const others = new Set(sorted.flatMap(([, ...rest]) => rest.flatMap(([, ids]) => ids)));
  return {
    versions: sorted
      .flat()
      .slice(0, maxVersions)
      .map(([name, ids]) => ({ version: foreignText(name, maxVersionLength), instances: ids.length })),
    others: [...others].slice(0, maxOthers),
  };
}

/** Services that are deployed apart may run on different versions. */
function add(
  byProgram: Map<string, Map<string, string[]>>,
  { id, name }: KnownInstance,
  program: string,
  written: string | null,
): void {
  if (written === null) return;
  const key = `${program} ${name ?? ''}`;
  const idsOf = byProgram.get(key) ?? new Map<string, string[]>();
  byProgram.set(key, idsOf);
  const label = `${program} ${written.replace(/^v/, '')}`;
  const ids = idsOf.get(label);
  if (ids === undefined) idsOf.set(label, [id]);
  else ids.push(id);
}

/** Instances run different versions of Rocket.Chat or Node, long after a deploy would be over. */
export const version = defineRule({
  kind: 'version',
  key: 'version',
  meaning:
    'Instances run different versions of Node, or of Rocket.Chat where they are probed. One notice for each mixture, without reminder or resolution.',
  settings: {
    for: forSetting(3600, '2h'),
    resolveAfter: durationSetting({
      name: 'resolveAfterSeconds',
      default: 86_400,
      limits: { from: '0s', to: '30d' },
      meaning: 'How long all instances must run the same version before the same mixture sends another notice.',
      example: '7d',
    }),
    severity: severitySetting('warning'),
  },
  isAboutWorkspace: true,
  isReminded: false,
  evidence,
  judge: judgeVersions,
  instancesOf: ({ others }) => others,
  partsOf: ({ others }) => (others.length === 0 ? [[]] : others.map((id) => [id])),
  texts: {
    headline: ({ incident: { versions }, who, lasting }) =>
      `instances run different versions${lasting}: ${versions.map(versionText).join(', ')}${who === '' ? '' : `; different from most: ${who}`}`,
    subject: ({ incident: { versions } }) =>
      listed(
        versions.map((one) => one.version),
        3,
      ),
    advice: () =>
      'If a deployment has stopped half way, finish it or roll it back: see which image these instances run. If the mixture is meant, do nothing: this is sent once.',
    certainty:
      'Instances register their Node version; with `probe`, their metrics give that of Rocket.Chat. Without it, two releases on the same Node look the same.',
    resolutions: {
      same: {
        headline: ({ lasted }) => `all instances run the same version again, after ${lasted}`,
        subject: ({ lasted }) => `same version everywhere after ${lasted}`,
      },
    },
  },
  example: {
    sinceSeconds: 3600,
    isNotice: true,
    incident: ({ first, second, third, short }) => ({
      evidence: {
        kind: 'version',
        versions: [
          { version: `Node ${second.nodeVersion?.replace('v', '') ?? ''}`, instances: 2 },
          { version: `Node ${short.nodeVersion?.replace('v', '') ?? ''}`, instances: 1 },
        ],
        others: [first.id],
      },
      instances: [{ ...first, nodeVersion: short.nodeVersion }],
      cluster: { instances: [first, second, third], inTrouble: 0 },
    }),
  } satisfies RuleExample<Mixture>,
});

const versionText = ({ version: name, instances }: Mixture['versions'][number]): string =>
  `${name} (${counted(instances, 'instance')})`;

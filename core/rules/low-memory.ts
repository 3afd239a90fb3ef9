import * as v from 'valibot';
import { freeMemoryPercent, type InstanceFacts } from '../cluster/instance-facts.ts';
import { isAccepted, isAlive, type KnownInstance } from '../cluster/known-instance.ts';
import { placeOf } from '../cluster/replacement.ts';
import type { Incident } from '../incidents/incident.ts';
import {
  byLatest,
  endedOf,
  type Judgement,
  type OngoingIncident,
  recoverIfKnown,
  subjectsOf,
} from '../incidents/judgement.ts';
import { percentSetting, resolveAfterSetting, severitySetting } from '../settings/setting.ts';
import type { TimeText } from '../text/time-text.ts';
import { percentText } from '../text/words.ts';
import { accepted, gone, replaced, ruleChanged, superseded } from './resolutions.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, incidentsOf } from './rule.ts';

const evidence = {
  freePercent: v.number(),
  thresholdPercent: v.number(),
  /** Of the workspace, not of an instance: its processes count the page cache as used. */
  countsPageCache: v.optional(v.boolean(), false),
};
type LowMemory = EvidenceOf<'low-memory', typeof evidence>;

/**
 * Processes that started with little memory free. The figure is written once, at process start, so the incident
 * opens at once and lasts as long as the process, or those that follow it in its place and start as low. Where Node
 * counts the page cache as used, the figure is low everywhere: then it is one incident of the workspace.
 */
export function judgeLowMemory(context: EvaluationContext): Judgement {
  const all = incidentsOf(lowMemory, context.incidents);
  const [ofWorkspace = null] = all.filter(({ subjects }) => subjects.length === 0);
  const known = all.filter((incident) => incident !== ofWorkspace);
  const previous = byLatest(known, context.instanceById);
  const knownPlaces = placesOf([...previous.keys()], context);
  const { freePercent: thresholdPercent } = context.settingsOf(lowMemory);
  const low = context.instances
    .filter((instance) => isBelow(thresholdPercent, instance) && isJudged(instance, previous.has(instance.id), context))
    // Where the one before is still listed as healthy, this is seen to follow it by the next checks.
    .filter((instance) => previous.has(instance.id) || !knownPlaces.has(placeOf(instance) ?? ''));
  const unsure = low.filter(({ id, nodeVersion }) => !previous.has(id) && countsPageCache(nodeVersion));
  const sure = low.filter(({ id, nodeVersion }) => previous.has(id) || !countsPageCache(nodeVersion));
  const ongoing = sure.map((instance) => goOn(instance, previous.get(instance.id) ?? null, context));
  const wide = judgeWorkspace(unsure, ofWorkspace, context);
  return {
    ongoing: [...ongoing, ...wide.ongoing],
    ended: [...endedOf(known, ongoing, context.instanceById, reasonOf), ...wide.ended],
  };
}

const placesOf = (ids: readonly string[], { instanceById }: EvaluationContext): ReadonlySet<string> =>
  new Set(ids.map((id) => instanceById.get(id)).flatMap((known) => (known && placeOf(known)) ?? []));

function isBelow(thresholdPercent: number, instance: KnownInstance): boolean {
  const freePercent = freeMemoryPercent(instance);
  return freePercent !== null && freePercent < thresholdPercent;
}

/** @param isKnown whether an incident is about it already */
function isJudged(instance: KnownInstance, isKnown: boolean, { at, general }: EvaluationContext): boolean {
  if (instance.replacedBy !== null || isAccepted(instance, general.forgetAfterSeconds, at)) return false;
  // Of one that is lost, or was never alive, nothing new is said.
  return isKnown || isAlive(instance);
}

const goOn = (
  instance: KnownInstance,
  previous: Incident | null,
  { at, settingsOf }: EvaluationContext,
): OngoingIncident<LowMemory> => {
  const { freePercent: thresholdPercent, severity } = settingsOf(lowMemory);
  return {
    previous,
    key: `low-memory/${instance.id}`,
    ...subjectsOf(instance, previous),
    severity,
    since: previous?.since ?? at,
    opens: true,
    evidence: {
      kind: 'low-memory',
      freePercent: freeMemoryPercent(instance) ?? 0,
      thresholdPercent,
      countsPageCache: false,
    },
  };
};

/** One incident, as long as any process starts so: a deploy adds nothing to it. */
function judgeWorkspace(
  low: readonly KnownInstance[],
  previous: Incident<LowMemory> | null,
  { at, settingsOf }: EvaluationContext,
): Judgement {
  if (low.length === 0) return { ongoing: [], ended: recoverIfKnown(previous, 'relieved') };
  const { freePercent: thresholdPercent, severity } = settingsOf(lowMemory);
  const freePercent = previous?.freePercent ?? Math.min(...low.map((instance) => freeMemoryPercent(instance) ?? 100));
  const ongoing: OngoingIncident<LowMemory> = {
    previous,
    key: 'low-memory',
    subjects: [],
    severity,
    since: previous?.since ?? at,
    opens: true,
    evidence: { kind: 'low-memory', freePercent, thresholdPercent, countsPageCache: true },
  };
  return { ongoing: [ongoing], ended: [] };
}

const reasonOf = (instance: KnownInstance | undefined): string =>
  instance?.lostSince === null ? 'rule-changed' : 'accepted';

const startText = (process: InstanceFacts | undefined, time: TimeText): string => {
  const caveat = memoryCaveat(process?.nodeVersion ?? null);
  const when = process?.startedAt ? ` at ${time(process.startedAt)}` : '';
  return `${when}${caveat === null ? '' : ` (${caveat})`}`;
};

/**
 * How far the free memory that a process saw at its start can be believed. Node before 17.4 (Rocket.Chat up to 6.x)
 * reads the kernel's MemFree, which leaves out what the page cache could give back; later ones read MemAvailable.
 */
export const memoryCaveat = (nodeVersion: string | null): string | null => {
  const version = majorAndMinor(nodeVersion);
  if (version === null) return 'page cache may be counted as used';
  return countsPageCache(nodeVersion) ? `page cache counted as used, Node ${version.join('.')}` : null;
};

const majorAndMinor = (nodeVersion: string | null): readonly [number, number] | null => {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(nodeVersion ?? '') ?? [];
  return major === undefined || minor === undefined ? null : [Number(major), Number(minor)];
};

function countsPageCache(nodeVersion: string | null): boolean {
  const [major, minor] = majorAndMinor(nodeVersion) ?? [Infinity, 0];
  return major < 17 || (major === 17 && minor < 4);
}

const was = ', which started low on memory,';

/** An instance started with little free memory on its host. */
export const lowMemory = defineRule({
  kind: 'low-memory',
  key: 'lowMemory',
  meaning: 'An instance started with little free memory on its host.',
  settings: {
    freePercent: percentSetting({
      name: 'freePercent',
      default: 10,
      meaning:
        'Less free memory than this percentage of the total triggers the alert. Lower: fewer alerts. 0 switches the rule off.',
      example: 5,
    }),
    resolveAfter: resolveAfterSetting(120),
    severity: severitySetting('warning'),
  },
  evidence,
  judge: judgeLowMemory,
  // Nothing about the memory of a process changes before it is replaced: to say it again would say nothing.
  isReminded: false,
  texts: {
    headline: ({ incident: { freePercent, countsPageCache: isUnsure }, who, instances: [process], time }) =>
      isUnsure
        ? `instances start with as little as ${percentText(freePercent)} of memory free, the page cache counted as used (Node before 17.4)`
        : `${who} started with ${percentText(freePercent)} of its host's memory free${startText(process, time)}`,
    subject: ({ incident: { freePercent, countsPageCache: isUnsure }, who }) =>
      isUnsure ? 'instances may start low on memory' : `${who} started with ${percentText(freePercent)} free`,
    advice: () =>
      "Check the host's memory now. If it is still low, move something off that host or give it more memory.",
    certainty:
      'The server reports memory once, when a process starts: that of the whole host at that time. How much is free now, and whether a container has a lower limit, is unknown.',
    resolutions: {
      superseded,
      replaced: replaced(was),
      gone: gone(was),
      relieved: {
        headline: ({ lasted }) => `no instance starts low on memory any more, after ${lasted}`,
        subject: ({ lasted }) => `no new start low on memory after ${lasted}`,
      },
      accepted,
      'rule-changed': ruleChanged(({ who }) => `memory of ${who} at its start is not low`),
    },
  },
  example: {
    sinceSeconds: 0,
    incident: ({ short }) => ({
      evidence: { kind: 'low-memory', freePercent: 4.8067, thresholdPercent: 10, countsPageCache: false },
      instances: [short],
    }),
    variants: {
      'new-node': ({ short }) => ({
        evidence: { kind: 'low-memory', freePercent: 7, thresholdPercent: 10, countsPageCache: false },
        instances: [{ ...short, nodeVersion: 'v22.16.0' }],
      }),
      'old-node': () => ({
        evidence: { kind: 'low-memory', freePercent: 4.8067, thresholdPercent: 10, countsPageCache: true },
        instances: [],
      }),
    },
    endings: { relieved: 'old-node' },
  },
});

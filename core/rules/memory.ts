import * as v from 'valibot';
import { numberOrNull, time } from '../base/stored-values.ts';
import { hasLasted, secondsBetween, type Timestamp } from '../base/time.ts';
import { isAccepted, isAlive, type KnownInstance } from '../cluster/known-instance.ts';
import { ownAnswer } from '../cluster/probes.ts';
import type { Incident } from '../incidents/incident.ts';
import {
  byLatest,
  endedOf,
  isAbout,
  type Judgement,
  type OngoingIncident,
  subjectsOf,
} from '../incidents/judgement.ts';
import { forecastOf } from '../memory/growth.ts';
import { heapLimit, limitOwners, residentLimit } from '../memory/limits.ts';
import {
  durationSetting,
  forSetting,
  mebibytesSetting,
  percentSetting,
  resolveAfterSetting,
  severitySetting,
  type ValuesOf,
} from '../settings/setting.ts';
import { earliestText, memorySubject, memoryText, rangeText } from './memory-text.ts';
import type { RuleExample } from './example.ts';
import { accepted, gone, replaced, ruleChanged, superseded } from './resolutions.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, incidentsOf } from './rule.ts';

const forecastSchema = v.object({
  bytesPerHour: v.number(),
  reachedInSeconds: v.number(),
  earliestSeconds: v.number(),
  latestSeconds: numberOrNull,
});
const evidence = {
  /** Whether it uses too much now, or grows so that it soon will. */
  sign: v.picklist(['level', 'growth']),
  /** Resident memory, or of the heap what is used. */
  usedBytes: v.number(),
  limitBytes: v.number(),
  limitOf: v.picklist(limitOwners),
  /** Null where it does not grow for good, or not so that the limit is near. */
  forecast: v.nullish(forecastSchema, null),
  /** The last check that showed it so. */
  shownAt: time,
};
type Memory = EvidenceOf<'memory', typeof evidence>;
type Finding = Omit<Memory, 'kind' | 'shownAt'>;
type MemorySettings = ValuesOf<typeof memory.settings>;

/** What was too much is no longer when it is this much below: else it would come and go with each request. */
const clearingPart = 0.95;
/** A forecast that was sent stands until the limit is that much further away. */
const clearingTimes = 2;

/**
 * Processes that use too much memory, or grow so that they soon will, as they report themselves. One that reports
 * nothing says nothing about its memory: what stands about it stands, and nothing new is said.
 */
export function judgeMemory(context: EvaluationContext): Judgement {
  const known = incidentsOf(memory, context.incidents);
  const previous = byLatest(known, context.instanceById);
  const settings = context.settingsOf(memory);
  const ongoing = context.instances.flatMap((instance) =>
    judgeInstance(instance, previous.get(instance.id) ?? null, settings, context),
  );
  return { ongoing, ended: endedOf(known, ongoing, context.instanceById, reasonOf) };
}

function judgeInstance(
  instance: KnownInstance,
  previous: Incident<Memory> | null,
  settings: MemorySettings,
  { at, general }: EvaluationContext,
): Array<OngoingIncident<Memory>> {
  if (instance.replacedBy !== null || isAccepted(instance, general.forgetAfterSeconds, at)) return [];
  if (instance.listed && instance.live === undefined) return [];
  const goOn = (evidence: Memory, opens: boolean): Array<OngoingIncident<Memory>> => [
    {
      previous,
      key: `memory/${instance.id}`,
      ...subjectsOf(instance, previous),
      severity: settings.severity,
      since: previous?.since ?? at,
      opens,
      evidence,
    },
  ];
  const isReported = isAlive(instance) && (ownAnswer(instance)?.residentBytes ?? null) !== null;
  // What stands of another process in its place is no news of this one.
  const own = isAbout(previous, instance) ? previous : null;
  if (!isReported) return own === null ? [] : goOn(evidenceIn(own), false);
  const finding = findTrouble(instance, settings, own?.state === 'open', at);
  if (finding !== null) {
    const lasts = hasLasted(previous?.since ?? at, at, settings.forSeconds);
    return goOn({ kind: 'memory', ...finding, shownAt: at }, lasts);
  }
  const isCalm = own?.state !== 'open' || secondsBetween(own.shownAt, at) >= calmSeconds(own, settings);
  return isCalm ? [] : goOn(evidenceIn(own), false);
}

const evidenceIn = ({ kind, sign, usedBytes, limitBytes, limitOf, forecast, shownAt }: Memory): Memory => ({
  kind,
  sign,
  usedBytes,
  limitBytes,
  limitOf,
  forecast,
  shownAt,
});

/** For how long nothing more must be seen of it. Growth comes in steps, and its end shows itself slowly. */
const calmSeconds = ({ sign }: Memory, { forSeconds, withinSeconds }: MemorySettings): number =>
  sign === 'growth' ? Math.max(forSeconds, withinSeconds / 2) : forSeconds;

/** What is wrong with the memory of a process now, the surest first; null where nothing is. */
function findTrouble(
  instance: KnownInstance,
  settings: MemorySettings,
  isOpen: boolean,
  at: Timestamp,
): Finding | null {
  const answer = ownAnswer(instance);
  const clearing = isOpen ? clearingPart : 1;
  const within = settings.withinSeconds * (isOpen ? clearingTimes : 1);
  const { resident = null, heap = null } = instance.probed ?? {};
  const measured = [
    { used: answer?.residentBytes ?? null, series: resident, ...residentLimit(instance.totalMemoryBytes, settings) },
    { used: answer?.heapUsedBytes ?? null, series: heap, ...heapLimit(settings) },
  ];
  const figures = measured.flatMap(({ used, series, limitBytes, limitOf, bounds }) => {
    if (used === null || limitBytes === null) return [];
    const forecast = series === null ? null : forecastOf(series, limitBytes, at);
    const isSoon = forecast !== null && forecast.reachedInSeconds <= within;
    return [{ bounds, figure: { usedBytes: used, limitBytes, limitOf, forecast: isSoon ? forecast : null } }];
  });
  for (const { bounds, figure } of figures) {
    const broken = bounds.find(({ bytes }) => figure.usedBytes >= clearing * bytes);
    if (broken !== undefined) return { sign: 'level', ...figure, ...broken.instead };
  }
  const growing = figures.find(({ figure }) => figure.forecast !== null);
  return growing === undefined ? null : { sign: 'growth', ...growing.figure };
}

function reasonOf(instance: KnownInstance | undefined): string {
  if (instance?.lostSince !== null) return 'accepted';
  return instance.live === undefined ? 'rule-changed' : 'relieved';
}

const was = ', which was running out of memory,';

/** A process uses too much memory, or grows so that it soon will, as it reports itself. */
export const memory = defineRule({
  kind: 'memory',
  key: 'memory',
  meaning: 'An instance uses too much memory now, or grows so that it soon will, by its own metrics. Needs `probe`.',
  settings: {
    limitMiB: mebibytesSetting({
      name: 'limitMiB',
      meaning:
        'The resident memory at which a process is killed: the limit of its container. Without it, a container may be killed before an alert is sent.',
      otherwise: 'the memory of the host at the start of the process',
      example: 2048,
    }),
    residentMiB: mebibytesSetting({
      name: 'residentMiB',
      meaning: 'Resident memory that triggers the alert, in MiB; at most `limitMiB`.',
      otherwise: 'only `residentPercent` applies',
      example: 1700,
    }),
    residentPercent: percentSetting({
      name: 'residentPercent',
      default: 90,
      meaning:
        'Resident memory that triggers the alert, in percent of the limit. Lower: earlier alerts, more at peaks. 0 switches this off.',
      example: 80,
    }),
    heapLimitMiB: mebibytesSetting({
      name: 'heapLimitMiB',
      meaning: 'The limit of the heap: `--max-old-space-size`. A process does not report it.',
      otherwise: 'the heap is not checked',
      example: 4096,
    }),
    heapPercent: percentSetting({
      name: 'heapPercent',
      default: 90,
      meaning: 'Used heap that triggers the alert, in percent of `heapLimitMiB`. 0 switches this off.',
      example: 80,
    }),
    within: durationSetting({
      name: 'withinSeconds',
      default: 6 * 3600,
      limits: { from: '0s', to: '24h' },
      meaning:
        'Growth that reaches the limit within this time triggers the alert as well; `0s` for no forecast. Needs checks at least every 24th part of this time, and four times this time of data for a process. Longer: earlier forecasts, later first forecast.',
      example: '12h',
    }),
    for: forSetting(300, '10m'),
    resolveAfter: resolveAfterSetting(120),
    severity: severitySetting('warning'),
  },
  evidence,
  judge: judgeMemory,
  texts: {
    headline: ({ incident, isReminder, who, time }) =>
      `${who}${isReminder ? ' still' : ''} ${memoryText(incident, time)}`,
    subject: ({ incident, who, time }) => `${who} ${memorySubject(incident, time)}`,
    details: ({ incident, time }) => rangeText(incident, time),
    advice: ({ incident, time }) => {
      const { forecast } = incident;
      const before = forecast === null ? 'at a quiet time' : `before ${earliestText(incident, forecast, time)}`;
      return `Restart it ${before}, and look for what grows: an app, an integration, a recent upgrade. Needs that much? Give it more and change \`rules.memory\`.`;
    },
    certainty:
      'Read from the metrics of the process itself. The forecast is a straight line through the memory left after garbage collection in the last hours: it holds while growth continues at that rate.',
    resolutions: {
      superseded,
      relieved: {
        headline: ({ who, lasted }) => `${who} uses less memory again or has stopped growing, after ${lasted}`,
        subject: ({ who, lasted }) => `${who} back to normal after ${lasted}`,
      },
      replaced: replaced(was),
      gone: gone(was),
      accepted,
      'rule-changed': ruleChanged(({ who }) => `${who} is no longer probed`),
    },
  },
  example: {
    sinceSeconds: 300,
    incident: ({ at }) => ({
      evidence: {
        kind: 'memory',
        sign: 'growth',
        usedBytes: 1_560_000_000,
        limitBytes: 2048 * 1024 ** 2,
        limitOf: 'process',
        forecast: {
          bytesPerHour: 98_000_000,
          reachedInSeconds: 18_300,
          earliestSeconds: 15_900,
          latestSeconds: 24_100,
        },
        shownAt: at,
      },
    }),
    variants: {
      level: ({ at }) => ({
        evidence: {
          kind: 'memory',
          sign: 'level',
          usedBytes: 7_900_000_000,
          limitBytes: 8 * 1024 ** 3,
          limitOf: 'host',
          forecast: null,
          shownAt: at,
        },
      }),
    },
  } satisfies RuleExample<Memory>,
});

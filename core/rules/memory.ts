import { secondsBetween } from '../time.ts';
import type { Evidence, Incident, Reason } from '../incidents/incident.ts';
import { forecastOf } from '../memory/growth.ts';
import { mebibyte } from '../memory/series.ts';
import { ownAnswer } from '../cluster/probes.ts';
import type { MemoryRule } from './rules.ts';
import { isAlive, type KnownInstance } from '../cluster/state.ts';
import {
  endedOf,
  incidentsBySubject,
  type Judgement,
  type EvaluationContext,
  type OngoingIncident,
} from './judgement.ts';
import { isAccepted } from './losses.ts';

type LiveMemory = Extract<Incident, { readonly kind: 'memory' }>;
type Sign = Omit<Extract<Evidence, { readonly kind: 'memory' }>, 'kind' | 'shownAt'>;

/** What was too much is no longer when it is this much below: else it would come and go with each request. */
const clearingPart = 0.95;
/** A forecast that was told stands until the limit is that much further away. */
const clearingTimes = 2;

/**
 * Processes that use too much memory, or grow so that they soon will, as they tell themselves. One that tells nothing
 * says nothing about its memory: what stands about it stands, and nothing new is said.
 */
export function judgeLiveMemory(scene: EvaluationContext): Judgement {
  const previous = incidentsBySubject(scene.incidents, 'memory');
  const standing = scene.instances.flatMap((instance) =>
    judgeInstance(instance, previous.get(instance.id) ?? null, scene),
  );
  return { standing, ended: endedOf(previous, standing, scene, reasonOf) };
}

function judgeInstance(
  instance: KnownInstance,
  previous: LiveMemory | null,
  scene: EvaluationContext,
): OngoingIncident[] {
  if (instance.replacedBy !== null || isAccepted(instance, scene)) return [];
  if (instance.listed && instance.live === undefined) return [];
  const { at, rules } = scene;
  const isTold = isAlive(instance) && (ownAnswer(instance)?.residentBytes ?? null) !== null;
  if (!isTold) return previous === null ? [] : [stand(instance, previous, { ...previous }, false, scene)];
  const sign = signOf(instance, rules.memory, previous?.state === 'open', scene);
  if (sign !== null) {
    const lasts = secondsBetween(previous?.since ?? at, at) >= rules.memory.forSeconds;
    return [stand(instance, previous, { kind: 'memory', ...sign, shownAt: at }, lasts, scene)];
  }
  if (previous?.state !== 'open' || secondsBetween(previous.shownAt, at) >= calmSeconds(previous, rules.memory))
    return [];
  return [stand(instance, previous, { ...previous }, false, scene)];
}

/** For how long nothing more must be seen of it. Growth comes in steps, and its end shows itself slowly. */
const calmSeconds = ({ sign }: LiveMemory, { forSeconds, withinSeconds }: MemoryRule): number =>
  sign === 'growth' ? Math.max(forSeconds, withinSeconds / 2) : forSeconds;

function stand(
  { id }: KnownInstance,
  previous: LiveMemory | null,
  { kind, sign, usedBytes, limitBytes, limitOf, forecast, shownAt }: Extract<Evidence, { readonly kind: 'memory' }>,
  opens: boolean,
  { at, rules }: EvaluationContext,
): OngoingIncident {
  return {
    previous,
    key: `memory/${id}`,
    subjects: [id],
    severity: rules.memory.severity,
    since: previous?.since ?? at,
    opens,
    evidence: { kind, sign, usedBytes, limitBytes, limitOf, forecast, shownAt },
  };
}

/** What is wrong with the memory of a process now, the surest first; null where nothing is. */
function signOf(instance: KnownInstance, rule: MemoryRule, isOpen: boolean, { at }: EvaluationContext): Sign | null {
  const answer = ownAnswer(instance);
  const clearing = isOpen ? clearingPart : 1;
  const within = rule.withinSeconds * (isOpen ? clearingTimes : 1);
  const figures = [
    {
      used: answer?.residentBytes ?? null,
      series: instance.probed?.resident ?? null,
      ...residentLimit(instance, rule),
    },
    { used: answer?.heapUsedBytes ?? null, series: instance.probed?.heap ?? null, ...heapLimit(rule) },
  ].flatMap(({ used, series, limitBytes, limitOf, bounds }) => {
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

interface Bound {
  readonly bytes: number;
  /** Where it is not a share of the limit, what to say instead of the limit. */
  readonly instead?: Pick<Sign, 'limitBytes' | 'limitOf'>;
}

interface Limit extends Pick<Sign, 'limitOf'> {
  readonly limitBytes: number | null;
  readonly bounds: readonly Bound[];
}

/** What ends a process: its own limit, where it is known; else the memory of the host, of which others use some, too. */
function residentLimit({ totalMemoryBytes }: KnownInstance, rule: MemoryRule): Limit {
  const { limitMiB, residentMiB, residentPercent } = rule;
  const limitBytes = limitMiB === null ? totalMemoryBytes : limitMiB * mebibyte;
  const limitOf = limitMiB === null ? 'host' : 'process';
  const share = limitBytes === null || residentPercent === 0 ? [] : [{ bytes: (limitBytes * residentPercent) / 100 }];
  if (residentMiB === null) return { limitBytes, limitOf, bounds: share };
  const ruleBytes = residentMiB * mebibyte;
  const instead = { limitBytes: ruleBytes, limitOf: 'rule' } as const;
  const bounds = [...share, { bytes: ruleBytes, instead }];
  return limitMiB === null ? { ...instead, bounds } : { limitBytes, limitOf, bounds };
}

const heapLimit = ({ heapLimitMiB, heapPercent }: MemoryRule): Limit => {
  const limitBytes = heapLimitMiB === null ? null : heapLimitMiB * mebibyte;
  const bounds = limitBytes === null || heapPercent === 0 ? [] : [{ bytes: (limitBytes * heapPercent) / 100 }];
  return { limitBytes, limitOf: 'heap', bounds };
};

function reasonOf(instance: KnownInstance | undefined): Reason {
  if (instance?.lostSince !== null) return 'accepted';
  return instance.live === undefined ? 'rule-changed' : 'relieved';
}

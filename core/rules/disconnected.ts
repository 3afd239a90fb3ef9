import * as v from 'valibot';
import { list, text } from '../base/stored-values.ts';
import { hasLasted, plusSeconds, secondsBetween, type Timestamp } from '../base/time.ts';
import { cutOffInstances, isCalledDisconnected, type View } from '../cluster/connections.ts';
import { type Calls, isAlive, type KnownInstance } from '../cluster/known-instance.ts';
import type { Incident } from '../incidents/incident.ts';
import { type EndedIncident, endIfKnown, type Judgement, type OngoingIncident } from '../incidents/judgement.ts';
import { forSetting, resolveAfterSetting, severitySetting } from '../settings/setting.ts';
import { listed } from '../text/words.ts';
import type { RuleExample } from './example.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, incidentsOf } from './rule.ts';

const maxAll = 5;
const maxAmong = 20;

const evidence = {
  /** Ids of the instances among which it is: all that are alive; where these are many, those that an answer named, or gave. */
  among: list(text),
  /**
   * `cut-off`: all others call its subjects disconnected. `between`: connections come and go, or are broken, without
   * showing whose fault it is. `never`: no answer has ever shown two instances connected.
   */
  pattern: v.optional(v.picklist(['cut-off', 'between', 'never']), 'between'),
};
type Disconnected = EvidenceOf<'disconnected', typeof evidence>;
type Disconnection = Incident<Disconnected>;

/**
 * What the last answers say of connections between living instances. One answer is gossip: an instance is named only
 * where all others call it disconnected; else it is a matter of the workspace. Where no two instances were ever shown
 * connected, that is how this workspace is, and recipients are notified once.
 */
export function judgeConnections(context: EvaluationContext): Judgement {
  const previous = incidentsOf(disconnected, context.incidents);
  if (context.isMicroservices)
    return { ongoing: [], ended: previous.flatMap((one) => endIfKnown(one, 'rule-changed')) };
  const called = context.instances.filter((instance) => isAlive(instance) && instance.calls !== undefined);
  if (!context.hasShownConnection) return judgeNeverConnected(called, previous, context);

  const former = previous.filter(({ isNotice }) => isNotice);
  const named = previous.filter(({ state, pattern }) => state === 'open' && pattern === 'cut-off');
  const [wide = null, ...others] = previous.filter((one) => !named.includes(one) && !former.includes(one));
  const rest = unexplained(called, named, context);
  const judgedNamed = named.map((one) => judgeNamed(one, called, context));
  const judgedRest = rest.length > 0 ? goOn(wide, rest, context) : null;
  return {
    ongoing: [...judgedNamed.flatMap(({ ongoing }) => ongoing), ...(judgedRest === null ? [] : [judgedRest])],
    ended: [
      ...judgedNamed.flatMap(({ ended }) => ended),
      ...(judgedRest === null && wide !== null ? [endOf(wide, context)] : []),
      ...others.flatMap((one) => endIfKnown(one, 'superseded')),
      ...former.flatMap((one) => endIfKnown(one, 'superseded')),
    ],
  };
}

/** One word, as soon as it has lasted; it stands for as long as no two are shown connected. */
function judgeNeverConnected(
  called: readonly KnownInstance[],
  [previous, ...others]: readonly Disconnection[],
  context: EvaluationContext,
): Judgement {
  const ended = others.flatMap((one) => endIfKnown(one, 'superseded'));
  const isKnown = previous?.state === 'open';
  if (called.length === 0 && !isKnown)
    return { ongoing: [], ended: [...ended, ...endIfKnown(previous ?? null, 'reconnected')] };
  const ongoing = goOn(previous ?? null, called, context);
  return {
    ongoing: [{ ...ongoing, isNotice: true }],
    ended,
  };
}

function judgeNamed(incident: Disconnection, called: readonly KnownInstance[], context: EvaluationContext): Judgement {
  const own = called.filter(({ id }) => incident.subjects.includes(id));
  return own.length === 0
    ? { ongoing: [], ended: [endOf(incident, context)] }
    : { ongoing: [goOn(incident, own, context)], ended: [] };
}

/** Those called disconnected by others than the instances that are known to be cut off, with what these others said. */
function unexplained(
  called: readonly KnownInstance[],
  named: readonly Disconnection[],
  { views }: EvaluationContext,
): readonly KnownInstance[] {
  const cutOff = new Set(named.flatMap(({ subjects }) => subjects));
  if (cutOff.size === 0) return called;
  return called.flatMap((instance) => {
    const calls = instance.calls && callsByOthers(instance.calls, views, cutOff);
    return cutOff.has(instance.id) || calls === undefined ? [] : [{ ...instance, calls }];
  });
}

/** Without what some observers said; undefined where no other called it disconnected. */
function callsByOthers(
  { views: all }: Calls,
  views: readonly View[],
  observers: ReadonlySet<string>,
): Calls | undefined {
  const letters = [...views.keys()].map((index) =>
    observers.has(views[index]?.observer ?? '') ? '-' : all.padStart(views.length, '-').charAt(index),
  );
  const first = views[letters.indexOf('d')];
  return first && { since: first.at, views: letters.join('') };
}

function goOn(
  previous: Disconnection | null,
  called: readonly KnownInstance[],
  context: EvaluationContext,
): OngoingIncident<Disconnected> {
  const { at } = context;
  const { forSeconds, severity } = context.settingsOf(disconnected);
  const since = earliest(called.flatMap(({ calls }) => (calls === undefined ? [] : [calls.since]))) ?? at;
  const { subjects, pattern, isUndecided } =
    previous?.state === 'open' ? { ...previous, isUndecided: false } : aboutWhom(called, context);
  return {
    previous,
    key: `disconnected/${subjects.join('+')}`,
    subjects,
    severity,
    since,
    // Only an answer that says it again opens it; and not while the next ones may show who is cut off.
    opens:
      !isUndecided &&
      called.some((one) => isCalledDisconnected(one) && hasLasted(one.calls?.since ?? at, at, forSeconds)),
    opensAt: plusSeconds(since, forSeconds),
    evidence: { kind: 'disconnected', among: amongWhom(called, context), pattern },
  };
}

function aboutWhom(
  called: readonly KnownInstance[],
  { instances, views, hasShownConnection }: EvaluationContext,
): Pick<Disconnection, 'subjects' | 'pattern'> & { readonly isUndecided: boolean } {
  if (!hasShownConnection) return { subjects: [], pattern: 'never', isUndecided: false };
  const { ids, isUndecided } = cutOffInstances(instances, views);
  const cutOff = ids.filter((id) => called.some((one) => one.id === id));
  if (cutOff.length > 0) return { subjects: cutOff, pattern: 'cut-off', isUndecided: false };
  const alive = instances.filter(isAlive).map(({ id }) => id);
  // Between two there is but one connection.
  return { subjects: alive.length === 2 ? alive.sort() : [], pattern: 'between', isUndecided };
}

/** Never one alone: a connection has two ends. */
function amongWhom(called: readonly KnownInstance[], { instances, views }: EvaluationContext): string[] {
  const alive = instances.filter(isAlive).map(({ id }) => id);
  if (alive.length <= maxAll) return alive;
  const involved = new Set([...called.map(({ id }) => id), ...views.map(({ observer }) => observer)]);
  return alive.filter((id) => involved.has(id)).slice(0, maxAmong);
}

const earliest = (times: readonly Timestamp[]): Timestamp | undefined =>
  [...times].sort((a, b) => secondsBetween(b, a))[0];

/** One whose subjects are gone is in the incident of their loss, or over with them. */
function endOf(incident: Disconnection, { instanceById }: EvaluationContext): EndedIncident {
  const { subjects } = incident;
  const known = subjects.map((id) => instanceById.get(id));
  const areGone = subjects.length > 0 && known.every((instance) => instance?.lostSince !== null);
  const replacedBy = known.find((instance) => !instance?.isReplacedByCount)?.replacedBy ?? null;
  if (areGone && replacedBy !== null) return { incident, reason: 'replaced', replacedBy, isRecovery: true };
  return { incident, reason: areGone ? 'gone' : 'reconnected', replacedBy: null, isRecovery: true };
}

const maxNamed = 3;

interface Named {
  readonly who: string;
  readonly others: readonly string[];
  readonly still: string;
}

function whatText({ pattern, subjects }: Disconnection, { who, others, still }: Named): string {
  if (pattern === 'never') return 'no instance has ever been shown connected to another';
  if (pattern === 'cut-off') {
    const whom = others.length === 0 ? 'the others' : listed(others, maxNamed);
    return `${who} ${subjects.length === 1 ? 'is' : 'are'}${still} not connected to ${whom}`;
  }
  return subjects.length > 0
    ? `${who} are${still} not connected to each other`
    : `connections among ${who} are${still} broken, or come and go`;
}

/** Instances run, but are not connected to each other. */
export const disconnected = defineRule({
  kind: 'disconnected',
  key: 'disconnected',
  meaning: 'Instances run but are not connected to each other.',
  settings: { for: forSetting(60, '3m'), resolveAfter: resolveAfterSetting(300), severity: severitySetting('warning') },
  evidence,
  judge: judgeConnections,
  instancesOf: ({ subjects, among }) => (subjects.length > 0 ? subjects : among),
  partsOf: ({ subjects, among }) => (subjects.length > 0 || among.length === 0 ? [subjects] : among.map((id) => [id])),
  texts: {
    headline: ({ incident, isReminder, who, others, lasting }) =>
      `${whatText(incident, { who, others, still: isReminder ? ' still' : '' })}${lasting}`,
    subject: ({ incident: { pattern }, who }) => (pattern === 'never' ? 'no instance connected to another' : who),
    advice: ({ incident: { pattern } }) =>
      pattern === 'never'
        ? 'If your licence lacks the module `scalability`, this is normal: do nothing. Otherwise check the broker (TCP: instances reach each other; NATS: its server runs). With versions 7.3 to 7.7.4, instances that started in the same second stay apart until you restart one.'
        : 'Check the broker (TCP: these instances reach each other over the network; NATS: its server runs), then restart the instance that is cut off. Until then, users of one may see the messages of another late.',
    certainty:
      'Instances report this about each other and pass it on, so the broken connection may be another one. All heartbeats are fresh: every instance serves users.',
    resolutions: {
      reconnected: {
        headline: ({ incident, who, lasted }) =>
          incident.subjects.length === 0
            ? `all instances are connected again, after ${lasted}`
            : `${who} ${incident.subjects.length === 1 ? 'is' : 'are'} connected again, after ${lasted}`,
        subject: ({ who, lasted }) => `${who === '' ? 'all' : who} connected after ${lasted}`,
      },
      replaced: {
        headline: ({ who, replaced, by, lasted }) =>
          `${who}, which was not connected to the others, was ${replaced}${by}, after ${lasted}`,
        subject: ({ who, replaced, lasted }) => `${who} ${replaced} after ${lasted}`,
      },
      gone: {
        headline: ({ who, lasted }) => `${who}, which was not connected to the others, is gone, after ${lasted}`,
        subject: ({ who, lasted }) => `${who} gone after ${lasted}`,
      },
      superseded: {
        headline: ({ who, lasted }) =>
          `${who === '' ? 'broken connections' : who}: superseded by a newer alert after ${lasted}`,
        subject: ({ who }) => `${who === '' ? '' : `${who}, `}see newer alert`,
      },
    },
  },
  example: {
    sinceSeconds: 120,
    status: 'disconnected',
    incident: ({ first }) => ({ evidence: { kind: 'disconnected', among: [first.id], pattern: 'cut-off' } }),
    variants: {
      'two-of-two': ({ first, second }) => ({
        evidence: { kind: 'disconnected', among: [first.id, second.id], pattern: 'between' },
        instances: [first, second],
        cluster: { instances: [first, second], inTrouble: 2 },
      }),
      never: ({ first, second, third }) => ({
        evidence: { kind: 'disconnected', among: [first.id, second.id, third.id], pattern: 'never' },
        instances: [],
        cluster: { instances: [first, second, third], inTrouble: 3 },
      }),
    },
    notices: ['never'],
  } satisfies RuleExample<Disconnected>,
});

import type { Alert, ClusterFacts } from '../../core/alerts/alert.ts';
import type { Change, Evidence, Incident } from '../../core/incidents/incident.ts';
import { disappeared } from '../../core/rules/disappeared.ts';
import type { ExampleIncident } from '../../core/rules/example.ts';
import { lowMemory } from '../../core/rules/low-memory.ts';
import { allRules, defaultRules, settingsIn } from '../../core/rules/registry.ts';
import type { Rule } from '../../core/rules/rule.ts';
import { tooFewInstances } from '../../core/rules/too-few-instances.ts';
import { unauthorized } from '../../core/rules/unauthorized.ts';
import { unreachable } from '../../core/rules/unreachable.ts';
import { unresponsive } from '../../core/rules/unresponsive.ts';
import {
  acknowledged,
  ago,
  cast,
  clusterOf,
  clusterReplaced,
  clusterWithout,
  escalated,
  first,
  givenAlert,
  givenCluster,
  heldBack,
  noticed,
  opened,
  reminded,
  resolved,
  rowOf,
} from './given.ts';

const hours = 3600;
const resolvedAfterSeconds = 720;

/** How bad incidents of a rule are by default. */
const severityOf = (rule: Rule): Incident['severity'] => {
  const { severity } = { severity: 'critical', ...settingsIn(rule, defaultRules) };
  return severity === 'warning' ? 'warning' : 'critical';
};

/** The first instance as it was when the incident began: what is lost has had no heartbeat since. */
const firstOf = ({ example }: Rule, sinceSeconds: number): typeof first => {
  const { startedSecondsAgo, status = 'healthy' } = example;
  return {
    ...first,
    ...(startedSecondsAgo !== undefined && { startedAt: ago(startedSecondsAgo) }),
    ...((status === 'missing' || status === 'unresponsive') && { heartbeatAt: ago(sinceSeconds + 24) }),
  };
};

const openedBy = (
  rule: Rule,
  { evidence, instances = [firstOf(rule, rule.example.sinceSeconds)] }: ExampleIncident<Evidence>,
  sinceSeconds: number,
): Change => {
  const change = opened(evidence, { instances, severity: severityOf(rule), sinceSecondsAgo: sinceSeconds });
  return rule.isAboutWorkspace ? { ...change, incident: { ...change.incident, subjects: [] } } : change;
};

/** An incident of a rule as it opens. */
const openedOf = (rule: Rule, sinceSeconds = rule.example.sinceSeconds): Change => {
  const { instances = [firstOf(rule, sinceSeconds)], evidence } = rule.example.incident(cast, sinceSeconds);
  return openedBy(rule, { evidence, instances }, sinceSeconds);
};

const clusterIn = (
  rule: Rule,
  sinceSeconds = rule.example.sinceSeconds,
  incident = rule.example.incident(cast, sinceSeconds),
): ClusterFacts => {
  const { status, isSeen = true } = rule.example;
  const { instances = [], cluster, omittedInstances = 0 } = incident;
  const [whom = firstOf(rule, sinceSeconds)] = instances;
  const facts = givenCluster(status, {
    ...(cluster ?? { instances: [whom, cast.second, cast.third] }),
    ...(!isSeen && { seenSecondsAgo: sinceSeconds + 60 }),
  });
  return {
    ...facts,
    healthy: facts.healthy + omittedInstances,
    listed: facts.listed + omittedInstances,
    omittedInstances,
  };
};

/** What the cluster is like after an end. */
const clusterAfter = (reason: string): ClusterFacts => {
  if (reason === 'replaced') return clusterReplaced();
  return reason === 'accepted' || reason === 'gone' ? clusterWithout() : givenCluster();
};

const resolvedOf = (rule: Rule, reason: string): Alert => {
  const sinceSeconds = reason === 'accepted' ? 24 * hours : resolvedAfterSeconds;
  const variant = rule.example.variants?.[rule.example.endings?.[reason] ?? ''];
  const change = variant === undefined ? openedOf(rule, sinceSeconds) : openedBy(rule, variant(cast), sinceSeconds);
  return givenAlert([resolved(change, reason)], clusterAfter(reason));
};

/** Each rule's incident as it opens, when it has stood for four hours, and with each way of ending; and its variants. */
const examplesOf = (rule: Rule): ReadonlyArray<readonly [string, Alert]> => {
  const { kind, texts, example } = rule;
  const reminder = [
    `${kind}.reminder`,
    givenAlert([reminded(openedOf(rule, 4 * hours))], clusterIn(rule, 4 * hours)),
  ] as const;
  if (example.isNotice) return [[`${kind}.notice`, givenAlert([noticed(openedOf(rule))], clusterIn(rule))]];
  return [
    [`${kind}.opened`, givenAlert([openedOf(rule)], clusterIn(rule))],
    ...(rule.isReminded ? [reminder] : []),
    ...Object.keys(texts.resolutions).map(
      (reason) => [`${kind}.resolved-${reason}`, resolvedOf(rule, reason)] as const,
    ),
    ...Object.entries(example.variants ?? {}).map(([name, variant]) => {
      const incident = variant(cast);
      const change = openedBy(rule, incident, example.sinceSeconds);
      const cluster = clusterIn(rule, example.sinceSeconds, incident);
      const isNotice = example.notices?.includes(name) ?? false;
      return isNotice
        ? ([`${kind}.notice-${name}`, givenAlert([noticed(change)], cluster)] as const)
        : ([`${kind}.opened-${name}`, givenAlert([change], cluster)] as const);
    }),
  ];
};

const lost = (count: number): Change[] =>
  Array.from({ length: count }, (_, index) => {
    const id = `${String(index).padStart(8, '0')}-7d4b-4f0e-9a51-0d6a1f2b3c4d`;
    const host = `10.0.${Math.floor(index / 250) + 2}.${(index % 250) + 1}`;
    const incident = disappeared.example.incident(cast, 60);
    return openedBy(
      disappeared,
      { ...incident, instances: [{ ...first, id, host, address: host, heartbeatAt: ago(84) }] },
      60,
    );
  });

const rowsOfLost = (count: number): ClusterFacts['instances'] =>
  lost(count).flatMap(({ instances }) => instances.map((instance) => rowOf(instance, 'missing')));

const placeOfSecond = { id: cast.second.id, host: cast.second.host, address: cast.second.address };

/** A call that failed first, and is refused now: one story. */
const update = (): Alert =>
  givenAlert(
    [resolved(openedOf(unreachable, 12 * 60), 'superseded'), openedOf(unauthorized)],
    clusterIn(unauthorized, 12 * 60),
  );

/** Alerts as they come, by name: the kind, the change, and what is particular. */
export const exampleAlerts: Readonly<Record<string, Alert>> = {
  ...Object.fromEntries(allRules.flatMap(examplesOf)),
  'disappeared.opened-after-silence': givenAlert(
    [heldBack(openedOf(disappeared, 2 * hours), 2 * hours - 60)],
    clusterIn(disappeared, 2 * hours),
  ),
  'disappeared.escalated': givenAlert(
    [escalated(openedOf(disappeared, 16 * 60), 15 * 60)],
    clusterIn(disappeared, 16 * 60),
  ),
  'disappeared.resolved-acknowledged': givenAlert([
    acknowledged(resolved(openedOf(disappeared, resolvedAfterSeconds), 'returned'), 7 * 60),
  ]),
  'unauthorized.opened-update': update(),
  'many.a-bad-morning': givenAlert(
    [
      resolved(
        openedBy(disappeared, { ...disappeared.example.incident(cast, 720), instances: [cast.third] }, 720),
        'returned',
      ),
      openedBy(
        lowMemory,
        { ...lowMemory.example.incident(cast, 0), instances: [{ ...cast.short, ...placeOfSecond }] },
        0,
      ),
      openedOf(tooFewInstances),
      reminded(openedOf(unresponsive, 4 * hours)),
      ...lost(2),
    ],
    clusterOf([
      ...rowsOfLost(2),
      rowOf(firstOf(unresponsive, 4 * hours), 'unresponsive'),
      rowOf({ ...cast.short, ...placeOfSecond }, 'healthy'),
      rowOf(cast.third, 'healthy'),
    ]),
  ),
  'many.1000-lost': givenAlert(lost(1000), { ...clusterOf(rowsOfLost(20)), omittedInstances: 980 }),
};

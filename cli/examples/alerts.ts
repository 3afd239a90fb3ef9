import type { Alert, ClusterFacts } from '../../core/alerts/alert.ts';
import { nameOf } from '../../core/cluster/instance-name.ts';
import type { Change, Evidence, Incident } from '../../core/incidents/incident.ts';
import { disappeared } from '../../core/rules/disappeared.ts';
import type { ExampleIncident } from '../../core/rules/example.ts';
import { lowMemory } from '../../core/rules/low-memory.ts';
import { allRules, defaultRules, settingsIn } from '../../core/rules/registry.ts';
import type { Rule } from '../../core/rules/rule.ts';
import { tooFewInstances } from '../../core/rules/too-few-instances.ts';
import { unresponsive } from '../../core/rules/unresponsive.ts';
import { ago, at, cast, first, givenAlert, givenCluster, heldBack, opened, reminded, resolved } from './given.ts';

const hours = 3600;

/** How bad incidents of a rule are by default. */
const severityOf = (rule: Rule): Incident['severity'] => {
  const { severity } = { severity: 'critical', ...settingsIn(rule, defaultRules) };
  return severity === 'warning' ? 'warning' : 'critical';
};

const openedBy = (
  rule: Rule,
  { evidence, instances = [first] }: ExampleIncident<Evidence>,
  sinceSeconds: number,
): Change => opened(evidence, { instances, severity: severityOf(rule), sinceSecondsAgo: sinceSeconds });

/** An incident of a rule as it opens. */
const openedOf = (rule: Rule, sinceSeconds = rule.example.sinceSeconds): Change =>
  openedBy(rule, rule.example.incident(cast, sinceSeconds), sinceSeconds);

const clusterIn = ({ example, isJudgedBlind }: Rule): ClusterFacts =>
  givenCluster(example.status, { isSeen: !isJudgedBlind });

/** Each rule's incident as it opens, when it has stood for four hours, and with each way of ending; and its variants. */
const examplesOf = (rule: Rule): ReadonlyArray<readonly [string, Alert]> => {
  const { kind, texts, example } = rule;
  return [
    [`${kind}.opened`, givenAlert([openedOf(rule)], clusterIn(rule))],
    [`${kind}.reminder`, givenAlert([reminded(openedOf(rule, 4 * hours))], clusterIn(rule))],
    ...Object.keys(texts.resolutions).map((reason) => {
      const sinceSeconds = reason === 'accepted' ? 24 * hours : 720;
      return [`${kind}.resolved-${reason}`, givenAlert([resolved(openedOf(rule, sinceSeconds), reason)])] as const;
    }),
    ...Object.entries(example.variants ?? {}).map(([name, variant]) => {
      const change = openedBy(rule, variant(cast), example.sinceSeconds);
      return [`${kind}.opened-${name}`, givenAlert([change], clusterIn(rule))] as const;
    }),
  ];
};

const lost = (count: number): Change[] =>
  Array.from({ length: count }, (_, index) => {
    const id = `${String(index).padStart(8, '0')}-7d4b-4f0e-9a51-0d6a1f2b3c4d`;
    const host = `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`;
    const incident = disappeared.example.incident(cast, 60);
    return openedBy(disappeared, { ...incident, instances: [{ ...first, id, host, address: host }] }, 60);
  });

const clusterFactsOfLost = (count: number): ClusterFacts['instances'] =>
  lost(count).map((change) => ({
    name: change.instances.map(nameOf).join(),
    status: 'missing',
    heartbeatAgeSeconds: null,
    heartbeatAt: ago(84),
    startedAt: first.startedAt,
  }));

const manyMissing = (count: number): ClusterFacts => ({
  seenAt: at,
  listed: 0,
  healthy: 0,
  instances: clusterFactsOfLost(20),
  omittedInstances: count - 20,
});

/** Alerts as they come, by name: the kind, the change, and what is particular. */
export const exampleAlerts: Readonly<Record<string, Alert>> = {
  ...Object.fromEntries(allRules.flatMap(examplesOf)),
  'disappeared.opened-after-silence': givenAlert(
    [heldBack(openedOf(disappeared, 2 * hours), 2 * hours - 60)],
    clusterIn(disappeared),
  ),
  'many.a-bad-morning': givenAlert(
    [
      resolved(openedOf(disappeared, 720), 'returned'),
      openedOf(lowMemory),
      openedOf(tooFewInstances),
      reminded(openedOf(unresponsive, 4 * hours)),
      ...lost(2),
    ],
    {
      ...givenCluster('unresponsive'),
      instances: [...clusterFactsOfLost(2), ...givenCluster('unresponsive').instances],
    },
  ),
  'many.1000-lost': givenAlert(lost(1000), manyMissing(1000)),
};

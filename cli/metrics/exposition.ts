import { millisecondsOf } from '../../core/base/time.ts';
import { countInstances } from '../../core/cluster/counts.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { severities } from '../../core/settings/values.ts';

/** What a watch knows of a workspace: its last check, and how many there were, by outcome. */
export interface WatchedFigures {
  readonly workspace: string;
  /** null before the first check. */
  readonly last: Snapshot | null;
  readonly checks: ReadonlyMap<string, number>;
}

type Labels = Readonly<Record<string, string>>;
type Samples = ReadonlyArray<readonly [labels: Labels, value: number]>;

interface Metric {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly samplesOf: (figures: WatchedFigures) => Samples;
}

/** Samples of the last check; none before it. */
const ofLast =
  (samplesOf: (last: Snapshot) => Samples): Metric['samplesOf'] =>
  ({ last }) =>
    last === null ? [] : samplesOf(last);

/** Of a check that saw the workspace: what is not known is left out, not zero. */
const ofSeen = (samplesOf: (last: Snapshot) => Samples): Metric['samplesOf'] =>
  ofLast((last) => (last.outcome === 'ok' ? samplesOf(last) : []));

const metrics: readonly Metric[] = [
  {
    name: 'up',
    type: 'gauge',
    help: 'Whether the last check saw the workspace: 1, or 0.',
    samplesOf: ofLast(({ outcome }) => [[{}, outcome === 'ok' ? 1 : 0]]),
  },
  {
    name: 'last_check_timestamp_seconds',
    type: 'gauge',
    help: 'When the last check was due.',
    samplesOf: ofLast(({ takenAt }) => [[{}, millisecondsOf(takenAt) / 1000]]),
  },
  {
    name: 'checks_total',
    type: 'counter',
    help: 'Checks since the watch began, by outcome.',
    samplesOf: ({ checks }) => [...checks].map(([outcome, count]) => [{ outcome }, count]),
  },
  {
    name: 'instances_listed',
    type: 'gauge',
    help: 'Instances in the last answer.',
    samplesOf: ofSeen(({ health }) => [[{}, countInstances(health.instances).listed]]),
  },
  {
    name: 'instances_healthy',
    type: 'gauge',
    help: 'Healthy instances among them.',
    samplesOf: ofSeen(({ health }) => [[{}, countInstances(health.instances).healthy]]),
  },
  {
    name: 'response_time_seconds',
    type: 'gauge',
    help: 'How long the last answer took, retries included.',
    samplesOf: ofSeen(({ latencyMilliseconds }) => [[{}, latencyMilliseconds / 1000]]),
  },
  {
    name: 'incidents_open',
    type: 'gauge',
    help: 'Open incidents, by severity.',
    samplesOf: ofLast(({ health }) =>
      severities.map((severity) => [
        { severity },
        health.incidents.filter((one) => one.state === 'open' && !one.isNotice && one.severity === severity).length,
      ]),
    ),
  },
  {
    name: 'certificate_expiry_timestamp_seconds',
    type: 'gauge',
    help: 'When the TLS certificate of the workspace expires.',
    samplesOf: ofLast(({ certificateUntil }) =>
      certificateUntil === undefined ? [] : [[{}, millisecondsOf(certificateUntil) / 1000]],
    ),
  },
];

const prefix = 'rocketchat_alerter_';

/** The figures in the text format of Prometheus, version 0.0.4. */
export const exposition = (all: readonly WatchedFigures[]): string =>
  metrics
    .flatMap(({ name, type, help, samplesOf }) => {
      const samples = all.flatMap((figures) =>
        samplesOf(figures).map(([labels, value]) => sample(name, { workspace: figures.workspace, ...labels }, value)),
      );
      return samples.length === 0
        ? []
        : [`# HELP ${prefix}${name} ${help}\n`, `# TYPE ${prefix}${name} ${type}\n`, ...samples];
    })
    .join('');

const sample = (name: string, labels: Labels, value: number): string => {
  const written = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
  return `${prefix}${name}{${written.join(',')}} ${value}\n`;
};

const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

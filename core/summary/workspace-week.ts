import { secondsBetween, type Timestamp } from '../base/time.ts';
import type { IncidentSpan, Judged, Timeline } from '../timeline/model.ts';

/** An incident of a workspace, as far as a summary shows it. */
export interface SummaryIncident {
  readonly workspace: string;
  readonly kind: string;
  /** In one line for a person. */
  readonly summary: string;
  readonly since: Timestamp;
  /** null: it goes on. */
  readonly endedAt: Timestamp | null;
  readonly seconds: number;
}

/** How much a rule sent of a workspace. */
export interface RuleNoise {
  readonly workspace: string;
  readonly kind: string;
  /** Messages that say something of it. */
  readonly alerts: number;
  readonly incidents: number;
}

/** What a summary needs of the time of one workspace: a few figures, whatever happened. */
export interface WorkspaceWeek {
  readonly workspace: string;
  /** The first check in that time, or its beginning where there were checks before; null: there was no check. */
  readonly checkedFrom: Timestamp | null;
  readonly checks: number;
  readonly failedChecks: number;
  readonly judged: Judged;
  readonly incidents: number;
  readonly criticalIncidents: number;
  /** Those that were not over at the end. */
  readonly openIncidents: number;
  readonly longest: SummaryIncident | null;
  /** By kind, the noisiest first. */
  readonly noise: readonly RuleNoise[];
}

const nothingJudged: Judged = { seenSeconds: 0, allHealthySeconds: 0, unseenSeconds: 0, uncheckedSeconds: 0 };

/** Of a workspace without a check in that time. */
export const uncheckedWeek = (workspace: string): WorkspaceWeek => ({
  workspace,
  checkedFrom: null,
  checks: 0,
  failedChecks: 0,
  judged: nothingJudged,
  incidents: 0,
  criticalIncidents: 0,
  openIncidents: 0,
  longest: null,
  noise: [],
});

export const weekOf = (timeline: Timeline): WorkspaceWeek => {
  const { workspace, from, to, checks, failedChecks, judged, incidents, omittedIncidents } = timeline;
  const lasting = incidents.map((span) => incidentOf(span, workspace, to));
  const [longest = null] = lasting.toSorted((a, b) => b.seconds - a.seconds);
  return {
    workspace,
    checkedFrom: from,
    checks,
    failedChecks,
    judged,
    incidents: incidents.length + omittedIncidents,
    criticalIncidents: incidents.filter(({ severity }) => severity === 'critical').length,
    openIncidents: incidents.filter(({ resolvedAt }) => resolvedAt === null).length,
    longest,
    noise: noiseIn(timeline),
  };
};

const incidentOf = ({ kind, summary, since, endedAt }: IncidentSpan, workspace: string, to: Timestamp) => ({
  workspace,
  kind,
  summary,
  since,
  endedAt,
  seconds: Math.round(secondsBetween(since, endedAt ?? to)),
});

const noiseIn = ({ workspace, incidents, alerts }: Timeline): readonly RuleNoise[] => {
  const kindOf = new Map(incidents.map(({ id, kind }) => [id, kind]));
  const counts = new Map<string, number>();
  for (const alert of alerts) {
    for (const kind of new Set(alert.incidents.flatMap((id) => kindOf.get(id) ?? []))) {
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([kind, count]) => ({
      workspace,
      kind,
      alerts: count,
      incidents: incidents.filter((incident) => incident.kind === kind).length,
    }))
    .toSorted(byNoise);
};

/** The noisiest first. */
export const byNoise = (a: RuleNoise, b: RuleNoise): number => b.alerts - a.alerts || b.incidents - a.incidents;

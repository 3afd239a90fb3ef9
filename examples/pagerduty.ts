/**
 * A Lambda function that turns alerts into PagerDuty incidents (Events API v2). Subscribe it to the alert topic; the
 * environment variable PAGERDUTY_ROUTING_KEY holds the key of the service's integration "Events API v2".
 */

/** What it reads of an alert: docs/alerts.md has the rest. */
interface Alert {
  readonly type: string;
  readonly workspace: string;
  readonly takenAt: string;
  readonly title: string;
  readonly changes: ReadonlyArray<{
    readonly change: 'opened' | 'reminder' | 'escalated' | 'resolved' | 'notice';
    readonly kind: string;
    readonly incident: string;
    readonly severity: 'warning' | 'critical';
    readonly summary: string;
  }>;
}

interface PagerDutyEvent {
  readonly routing_key: string;
  readonly event_action: 'trigger' | 'resolve';
  readonly dedup_key: string;
  readonly payload: {
    readonly summary: string;
    readonly source: string;
    readonly severity: 'warning' | 'critical';
    readonly timestamp: string;
    readonly component: string;
  };
}

const maxSummaryLength = 1024;

/** One event for each incident that opened, was repeated or ended. A notice has no end, so it pages nobody. */
export const eventsOf = (alert: Alert, routingKey: string): readonly PagerDutyEvent[] =>
  alert.changes
    .filter(({ change }) => change !== 'notice')
    .map(({ change, kind, incident, severity, summary }) => ({
      routing_key: routingKey,
      event_action: change === 'resolved' ? 'resolve' : 'trigger',
      // The same from opening to resolution, however often the alert is delivered.
      dedup_key: `${alert.workspace}/${incident}`,
      payload: {
        summary: `[${alert.workspace}] ${kind}: ${summary}`.slice(0, maxSummaryLength),
        source: alert.workspace,
        severity,
        timestamp: alert.takenAt,
        component: kind,
      },
    }));

interface SnsEvent {
  readonly Records: ReadonlyArray<{ readonly Sns: { readonly Message: string } }>;
}

/** Fails where PagerDuty does not accept an event, so that Lambda tries again. */
export async function handler({ Records }: SnsEvent): Promise<void> {
  const routingKey = process.env['PAGERDUTY_ROUTING_KEY'] ?? '';
  for (const { Sns } of Records) {
    for (const event of eventsOf(JSON.parse(Sns.Message) as Alert, routingKey)) {
      const { ok, status } = await fetch('https://events.pagerduty.com/v2/enqueue', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(event),
        signal: AbortSignal.timeout(5_000),
      });
      if (!ok) throw new Error(`PagerDuty answered ${status}`);
    }
  }
}

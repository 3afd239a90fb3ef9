import { fieldsOf } from '../../core/base/json.ts';
import type { AlertObject } from '../../core/alerts/alert-object.ts';
import { readJson } from '../http/answer.ts';
import { type IncidentStep, incidentSteps, linksFor } from './incidents.ts';
import { below, urlOption, urlText } from './options.ts';
import { defineService, jsonHeaders, type ServiceRequest } from './service.ts';

const publicUrl = 'https://events.pagerduty.com';

/** What PagerDuty takes. */
const max = { keyLength: 255, summaryLength: 1_024, links: 10 } as const;

/** Events API v2: https://developer.pagerduty.com/docs/events-api-v2-overview */
export const pagerduty = defineService({
  name: 'pagerduty',
  title: 'PagerDuty',
  isLifecycle: true,
  secret: {
    holds: 'the integration key of a service in PagerDuty',
    form: 'the integration key (32 letters and digits) of an integration of the type "Events API V2"',
    sample: 'R0SAMPLE0KEY0OPENS0NOTHING000000',
    read: (text) => (/^[\w-]{32}$/.test(text) ? text : null),
    hidden: (key) => [key],
  },
  options: urlOption,
  optionTexts: urlText,
  requestsOf: (alert, { secret, options: { url = publicUrl }, minimumSeverity }) =>
    incidentSteps(alert, { minimumSeverity, maxKeyLength: max.keyLength }).map((step): ServiceRequest => {
      const path = step.action === 'note' ? '/v2/change/enqueue' : '/v2/enqueue';
      const event = step.action === 'note' ? changeEvent(alert, step) : alertEvent(alert, step);
      return {
        method: 'POST',
        url: below(url, path),
        headers: jsonHeaders,
        body: JSON.stringify({ routing_key: secret, ...event }),
        ...(step.action !== 'note' && { incident: { key: step.key, action: step.action } }),
      };
    }),
  answers: {
    accepted: [202],
    // A key that it does not know is an invalid event to PagerDuty.
    read: ({ status, body }) =>
      status === 400 && /routing.?key/i.test(JSON.stringify(fieldsOf(readJson(body)))) ? 'wrong-secret' : null,
  },
});

const alertEvent = (alert: AlertObject, step: IncidentStep): object =>
  step.action === 'close'
    ? { event_action: 'resolve', dedup_key: step.key }
    : {
        event_action: 'trigger',
        dedup_key: step.key,
        client: 'Rocket.Chat instance alerter',
        payload: {
          summary: step.summary.slice(0, max.summaryLength),
          source: alert.workspace,
          severity: step.change.severity,
          timestamp: alert.takenAt,
          class: step.change.kind,
          custom_details: step.details,
        },
        links: linksFor(alert, step).slice(0, max.links),
      };

/** A change event notifies nobody and has no state: it stands beside the incidents of its service. */
const changeEvent = (alert: AlertObject, step: IncidentStep): object => ({
  payload: {
    summary: step.summary.slice(0, max.summaryLength),
    source: alert.workspace,
    timestamp: alert.takenAt,
    custom_details: step.details,
  },
  links: linksFor(alert, step).slice(0, max.links),
});

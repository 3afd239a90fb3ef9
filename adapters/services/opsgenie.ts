import type { AlertObject } from '../../core/alerts/alert-object.ts';
import { detailsText, type IncidentStep, incidentSteps, linksFor } from './incidents.ts';
import { below, urlOption, urlText } from './options.ts';
import { defineService, jsonHeaders, type ServiceRequest } from './service.ts';

const publicUrl = 'https://api.opsgenie.com';

/** What Opsgenie takes. */
const max = { aliasLength: 512, messageLength: 130, descriptionLength: 15_000, noteLength: 25_000 } as const;

/** Alert API: https://docs.opsgenie.com/docs/alert-api; the same below another address in Jira Service Management. */
export const opsgenie = defineService({
  name: 'opsgenie',
  title: 'Opsgenie',
  isLifecycle: true,
  secret: {
    holds: 'the API key of an integration of Opsgenie or Jira Service Management',
    form: 'the API key of an integration of the type "API"',
    sample: '00000000-0000-4000-8000-000000000000',
    read: (text) => (/^[\w-]{20,100}$/.test(text) ? text : null),
    hidden: (key) => [key],
  },
  options: urlOption,
  optionTexts: urlText,
  requestsOf: (alert, { secret, options: { url = publicUrl }, minimumSeverity }) => {
    const post = (path: string, body: object, incident: NonNullable<ServiceRequest['incident']>): ServiceRequest => ({
      method: 'POST',
      url: below(url, path),
      headers: { ...jsonHeaders, Authorization: `GenieKey ${secret}` },
      body: JSON.stringify(body),
      incident,
    });
    const close = (step: IncidentStep) =>
      post(`/v2/alerts/${encodeURIComponent(step.key)}/close?identifierType=alias`, closing(step), {
        key: step.key,
        action: 'close',
      });
    const open = (step: IncidentStep) => post('/v2/alerts', opening(alert, step), { key: step.key, action: 'open' });
    return incidentSteps(alert, { minimumSeverity, maxKeyLength: max.aliasLength }).flatMap((step) => {
      if (step.action === 'close') return [close(step)];
      // A notice has no end: it is closed as soon as it is there.
      return step.action === 'note' ? [open(step), close(step)] : [open(step)];
    });
  },
  answers: { accepted: [202] },
});

const source = 'Rocket.Chat instance alerter';

const opening = (alert: AlertObject, step: IncidentStep): object => ({
  message: step.summary.slice(0, max.messageLength),
  alias: step.key,
  description: [step.summary, detailsText(step), ...linksFor(alert, step).map(({ text, href }) => `${text}: ${href}`)]
    .join('\n')
    .slice(0, max.descriptionLength),
  priority: priorityOf(step),
  entity: alert.workspace,
  source,
  tags: [step.change.kind, step.change.severity],
});

const closing = (step: IncidentStep): object => ({ source, note: step.summary.slice(0, max.noteLength) });

const priorityOf = ({ action, change: { severity } }: IncidentStep): string => {
  if (action === 'note') return 'P5';
  return severity === 'critical' ? 'P1' : 'P3';
};

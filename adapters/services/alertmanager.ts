import { createHash } from 'node:crypto';
import type { AlertObject } from '../../core/alerts/alert-object.ts';
import { detailsText, type IncidentStep, incidentSteps } from './incidents.ts';
import { defineService, jsonHeaders, type ServiceRequest } from './service.ts';
import { goneUrl, urlSecret } from './urls.ts';

const maxKeyLength = 255;
/** As Prometheus writes the end of what has none. */
const noEnd = '0001-01-01T00:00:00Z';
const receiver = 'rocketchat-instance-alerter';

/** The webhook of Alertmanager, version 4: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
export const alertmanager = defineService({
  name: 'alertmanager',
  title: 'Alertmanager webhook',
  isLifecycle: true,
  secret: urlSecret({
    holds: 'the URL of a receiver of Alertmanager webhooks',
    form: 'an https URL such as that of an integration of Grafana OnCall',
    sample: 'https://oncall.example.com/integrations/v1/alertmanager/SAMPLE/',
  }),
  options: {},
  optionTexts: {},
  requestsOf: (alert, { secret, minimumSeverity }) => {
    const post = (step: IncidentStep, status: Status): ServiceRequest => ({
      method: 'POST',
      url: secret,
      headers: jsonHeaders,
      body: JSON.stringify(groupOf(alert, step, status)),
      incident: { key: step.key, action: status === 'firing' ? 'open' : 'close' },
    });
    return incidentSteps(alert, { minimumSeverity, maxKeyLength }).flatMap((step) => {
      if (step.action === 'close') return [post(step, 'resolved')];
      // A notice has no end: it is over as soon as it is there.
      return step.action === 'note' ? [post(step, 'firing'), post(step, 'resolved')] : [post(step, 'firing')];
    });
  },
  answers: { accepted: 'any 2xx', wrongSecret: goneUrl },
});

type Status = 'firing' | 'resolved';

/** A group of one alert for each incident. Its key and fingerprint stay while kind and severity may change. */
const groupOf = (alert: AlertObject, step: IncidentStep, status: Status): object => {
  const { workspace, links, takenAt } = alert;
  const { kind, severity, since } = step.change;
  const labels = { alertname: 'RocketChatAlert', workspace, kind, severity, incident: step.key };
  const annotations = { summary: step.summary, description: detailsText(step) };
  return {
    version: '4',
    groupKey: `{}:{incident="${step.key}"}`,
    truncatedAlerts: 0,
    status,
    receiver,
    groupLabels: { incident: step.key },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: links?.workspace ?? '',
    alerts: [
      {
        status,
        labels,
        annotations,
        startsAt: since,
        endsAt: status === 'firing' ? noEnd : takenAt,
        generatorURL: links?.dashboard ?? '',
        fingerprint: createHash('sha256').update(step.key).digest('hex').slice(0, 16),
      },
    ],
  };
};

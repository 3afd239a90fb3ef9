import { everySeverity } from '../../core/settings/values.ts';
import type { Service } from '../../adapters/services/service.ts';
import type { Alert } from '../../core/alerts/alert.ts';
import type { AlertOrigin } from '../../core/alerts/origin.ts';
import { alertObject } from '../../core/alerts/to-alert-object.ts';

/** What is sent to a service for an alert, with a secret that opens nothing. */
export const serviceRendering =
  (service: Service) =>
  (alert: Alert, origin: AlertOrigin): string => {
    const options = Object.entries(service.optionTexts).filter(([, { otherwise }]) => otherwise === undefined);
    const given = Object.fromEntries(options.map(([key, { example }]) => [key, example]));
    const prepared = service.prepare(service.secret.sample, given);
    if (prepared === null) throw new Error(`the sample of a secret is none of ${service.name}`);
    const requests = prepared.requestsOf(alertObject(alert, origin), {
      minimumSeverity: everySeverity,
      now: alert.takenAt,
    });
    return requests
      .map(({ method, url, headers, body }) => {
        const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
        return [`${method} ${url.href}`, ...lines, '', JSON.stringify(JSON.parse(body), null, 2)].join('\n');
      })
      .join('\n\n');
  };

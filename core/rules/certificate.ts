import * as v from 'valibot';
import { time } from '../base/stored-values.ts';
import { secondsBetween } from '../base/time.ts';
import {
  type EndedIncident,
  endIfKnown,
  type Judgement,
  type OngoingIncident,
  recoverIfKnown,
} from '../incidents/judgement.ts';
import { durationSetting, resolveAfterSetting } from '../settings/setting.ts';
import { counted } from '../text/words.ts';
import type { RuleExample } from './example.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, incidentsOf } from './rule.ts';

const daySeconds = 86_400;

const evidence = {
  expiresAt: time,
  /** At the check that last saw it. */
  secondsLeft: v.number(),
};
type Certificate = EvidenceOf<'certificate', typeof evidence>;

/**
 * The certificate that the workspace showed on the connection of this check. Without one, over http or where it is not
 * recorded, it judges nothing. What has become critical stays so until a renewed one is seen; servers behind a balancer
 * may show different ones.
 */
export function judgeCertificate(context: EvaluationContext): Judgement {
  const { at, certificateUntil } = context;
  const { warnBeforeSeconds, criticalBeforeSeconds } = context.settingsOf(certificate);
  const [previous = null, ...others] = incidentsOf(certificate, context.incidents);
  const ended: EndedIncident[] = others.flatMap((one) => endIfKnown(one, 'superseded'));
  if (certificateUntil === null) return { ongoing: [], ended: [...ended, ...endIfKnown(previous, 'rule-changed')] };
  const secondsLeft = secondsBetween(at, certificateUntil);
  const isCritical = secondsLeft <= criticalBeforeSeconds;
  if (!isCritical && secondsLeft > warnBeforeSeconds)
    return { ongoing: [], ended: [...ended, ...recoverIfKnown(previous, 'renewed')] };
  const isWorse = isCritical && previous?.severity === 'warning';
  const severity = isCritical ? 'critical' : (previous?.severity ?? 'warning');
  const ongoing: OngoingIncident<Certificate> = {
    previous: isWorse ? null : previous,
    key: `certificate/${severity}`,
    subjects: [],
    severity,
    since: isWorse ? at : (previous?.since ?? at),
    opens: true,
    evidence: { kind: 'certificate', expiresAt: certificateUntil, secondsLeft },
  };
  return { ongoing: [ongoing], ended: [...ended, ...(isWorse ? endIfKnown(previous, 'superseded') : [])] };
}

const leftText = ({ secondsLeft }: Certificate): string =>
  secondsLeft >= 2 * daySeconds
    ? counted(Math.floor(secondsLeft / daySeconds), 'day')
    : counted(Math.max(0, Math.floor(secondsLeft / 3600)), 'hour');

const beforeSetting = <const Name extends string>(name: Name, days: number, severity: string, example: string) =>
  durationSetting({
    name,
    default: days * daySeconds,
    limits: { from: '0s', to: '30d' },
    meaning: `A certificate that expires within this time is ${severity}. \`0s\`: never. Longer: earlier alerts. For certificates of a few days, set less than their renewal leaves.`,
    example,
  });

/** The certificate of the workspace expires soon. */
export const certificate = defineRule({
  kind: 'certificate',
  key: 'certificate',
  meaning: 'The TLS certificate of the workspace expires soon. Repeated once a day.',
  settings: {
    warnBefore: beforeSetting('warnBeforeSeconds', 21, 'a warning', '14d'),
    criticalBefore: beforeSetting('criticalBeforeSeconds', 7, 'critical', '3d'),
    resolveAfter: resolveAfterSetting(900),
  },
  isAboutWorkspace: true,
  minRemindSeconds: daySeconds,
  evidence,
  judge: judgeCertificate,
  texts: {
    headline: ({ incident, isReminder, time: written }) =>
      `the TLS certificate${isReminder ? ' still' : ''} expires in ${leftText(incident)} (${written(incident.expiresAt)})`,
    subject: ({ incident }) => `expires in ${leftText(incident)}`,
    advice: () =>
      'Renew the certificate where TLS ends (proxy, load balancer, ingress), and find out why that did not happen by itself. If it is renewed already, reload that server: it still sends the old one. Once it expires, no browser, app or alerter connects.',
    certainty:
      'Read from the connection of this check. Other servers behind a load balancer may send another one. The certificates of the authority are not checked.',
    resolutions: {
      superseded: {
        headline: ({ lasted }) => `the TLS certificate: superseded by a newer alert after ${lasted}`,
        subject: () => 'see newer alert',
      },
      renewed: {
        headline: ({ lasted }) => `the TLS certificate is renewed, after ${lasted}`,
        subject: ({ lasted }) => `renewed after ${lasted}`,
      },
    },
  },
  example: {
    sinceSeconds: 0,
    incident: ({ ago }) => ({
      evidence: { kind: 'certificate', expiresAt: ago(-6.5 * daySeconds), secondsLeft: 6.5 * daySeconds },
      instances: [],
    }),
  } satisfies RuleExample<Certificate>,
});

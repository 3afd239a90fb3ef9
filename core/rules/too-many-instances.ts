import * as v from 'valibot';
import { hasLasted, plusSeconds } from '../base/time.ts';
import { type Judgement, type OngoingIncident, recoverIfKnown } from '../incidents/judgement.ts';
import { forSetting, resolveAfterSetting, severitySetting } from '../settings/setting.ts';
import { defineRule, type EvaluationContext, type EvidenceOf, incidentsOf } from './rule.ts';

const evidence = { unremembered: v.number() };
type TooMany = EvidenceOf<'too-many-instances', typeof evidence>;

const instancesText = ({ unremembered }: TooMany): string =>
  unremembered === 1 ? '1 instance' : `${unremembered.toLocaleString('en')} instances`;

/** Instances that the alerter has no room to remember: it could not see that one of them is lost. */
export function judgeRoom(context: EvaluationContext): Judgement {
  const { forSeconds, severity } = context.settingsOf(tooManyInstances);
  const { unremembered, at } = context;
  const [previous = null] = incidentsOf(tooManyInstances, context.incidents);
  if (unremembered === 0) return { ongoing: [], ended: recoverIfKnown(previous, 'enough-room') };

  const since = previous?.since ?? at;
  const ongoing: OngoingIncident<TooMany> = {
    previous,
    key: 'too-many-instances',
    subjects: [],
    severity,
    since,
    opens: hasLasted(since, at, forSeconds),
    opensAt: plusSeconds(since, forSeconds),
    evidence: { kind: 'too-many-instances', unremembered },
  };
  return { ongoing: [ongoing], ended: [] };
}

/** The workspace lists more instances than can be remembered from one check to the next. */
export const tooManyInstances = defineRule({
  kind: 'too-many-instances',
  key: 'tooManyInstances',
  meaning: 'The workspace lists more instances than can be remembered, so some are not monitored.',
  settings: {
    for: forSetting(60, '5m'),
    resolveAfter: resolveAfterSetting(120),
    severity: severitySetting('warning'),
  },
  isAboutWorkspace: true,
  evidence,
  judge: judgeRoom,
  texts: {
    headline: ({ incident, isReminder, lasting }) =>
      `${instancesText(incident)}${isReminder ? ' still' : ''} not watched${lasting}: the list is too long`,
    subject: ({ incident }) => `${instancesText(incident)} not watched`,
    advice: () =>
      'The database keeps records of processes that no longer run. In its collection of instances, delete those not updated for an hour, and check that the collection has its TTL index.',
    certainty:
      'Instances with an open incident are watched first, then those with a fresh heartbeat. Records that never had a heartbeat are dropped first.',
    resolutions: {
      'enough-room': {
        headline: ({ lasted }) => `all instances are watched again, after ${lasted}`,
        subject: ({ lasted }) => `all instances watched after ${lasted}`,
      },
    },
  },
  example: {
    sinceSeconds: 60,
    status: 'healthy',
    incident: () => ({
      evidence: { kind: 'too-many-instances', unremembered: 20_003 },
      instances: [],
      omittedInstances: 4_997,
    }),
  },
});

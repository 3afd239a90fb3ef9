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
      `${instancesText(incident)}${isReminder ? ' still' : ''} not watched: the list is too long to remember${lasting}`,
    subject: ({ incident }) => `${instancesText(incident)} not watched`,
    advice: () =>
      'The database keeps records of processes that no longer run. Delete those not updated for an hour from its collection of instances, and check that the TTL index of that collection exists.',
    certainty:
      'Watched are instances with an open incident first, of these the longest known, then living ones. Records that never showed a sign of life are dropped first.',
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

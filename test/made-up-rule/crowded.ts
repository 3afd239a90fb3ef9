import * as v from 'valibot';
import { byLatest, endedOf, type Judgement, subjectsOf } from '../../core/incidents/judgement.ts';
import { gone, replaced, superseded } from '../../core/rules/resolutions.ts';
import { defineRule, type EvaluationContext, incidentsOf } from '../../core/rules/rule.ts';
import { countSetting, resolveAfterSetting, severitySetting } from '../../core/settings/setting.ts';

function judgeCrowded({ at, incidents, instances, instanceById, settingsOf }: EvaluationContext): Judgement {
  const { maxClients, severity } = settingsOf(crowded);
  const known = incidentsOf(crowded, incidents);
  const previous = byLatest(known, instanceById);
  const ongoing = instances.flatMap((instance) => {
    const { id, clientConnections: clients } = instance;
    if (clients === null || clients <= maxClients) return [];
    const before = previous.get(id) ?? null;
    return {
      previous: before,
      key: `crowded/${id}`,
      ...subjectsOf(instance, before),
      severity,
      since: before?.since ?? at,
      opens: true,
      evidence: { kind: 'crowded' as const, clients },
    };
  });
  return { ongoing, ended: endedOf(known, ongoing, instanceById, () => 'calmed') };
}

const was = ', which had too many clients,';

/** A rule of the tests: all of it is here. */
export const crowded = defineRule({
  kind: 'crowded',
  key: 'crowded',
  meaning: 'An instance has more clients than it can serve.',
  settings: {
    maxClients: countSetting({
      name: 'maxClients',
      default: 500,
      from: 1,
      to: 10_000,
      meaning: 'So many clients an instance can serve.',
      example: 800,
    }),
    resolveAfter: resolveAfterSetting(120),
    severity: severitySetting('warning'),
  },
  evidence: { clients: v.number() },
  judge: judgeCrowded,
  texts: {
    headline: ({ who, incident, lasting }) => `${who} has ${incident.clients} clients${lasting}`,
    subject: ({ who, incident }) => `${who}, ${incident.clients} clients`,
    advice: () => 'Add an instance, and let the load balancer spread the clients.',
    certainty: 'The instance counts its clients itself.',
    resolutions: {
      superseded,
      replaced: replaced(was),
      gone: gone(was),
      calmed: {
        headline: ({ who, lasted }) => `${who} has fewer clients again, after ${lasted}`,
        subject: ({ who, lasted }) => `${who} less crowded after ${lasted}`,
      },
    },
  },
  example: {
    sinceSeconds: 0,
    incident: () => ({ evidence: { kind: 'crowded', clients: 731 } }),
  },
});

import { numberOrNull } from '../base/stored-values.ts';
import { optionalDurationSetting } from '../settings/setting.ts';
import { durationText } from '../text/duration-text.ts';
import { judgeLosses, lossEvidence, lossKinds, lossSettings, waitText } from './losses.ts';
import { accepted, replaced, superseded } from './resolutions.ts';
import { defineRule } from './rule.ts';

const staleAfter = optionalDurationSetting({
  name: 'staleAfterSeconds',
  // Heartbeats come every 10 s, so that of a healthy instance is 20 s old when a single one is late.
  limits: { deployment: { from: '20s', to: '1h' }, local: { from: '1s', to: '1h' } },
  meaning: 'The age from which a heartbeat is stale. Lower: earlier alerts, but a busy database looks like a hang.',
  otherwise: '3.5 × `heartbeatEvery` (35 s)',
  example: '45s',
});

/** From which age on a heartbeat is stale. */
export const staleAfterOf = (staleAfterSeconds: number | null, heartbeatEverySeconds: number): number =>
  staleAfterSeconds ?? 3.5 * heartbeatEverySeconds;

/** An instance is listed, but its heartbeat is stale. */
export const unresponsive = defineRule({
  kind: 'unresponsive',
  key: 'unresponsive',
  meaning: 'An instance is listed, but its heartbeat is stale.',
  settings: { staleAfter, ...lossSettings },
  kinds: lossKinds,
  evidence: { heartbeatAgeSeconds: numberOrNull, ...lossEvidence },
  judge: judgeLosses,
  texts: {
    headline: ({ incident: { heartbeatAgeSeconds: age }, isReminder, who, lasting }) =>
      isReminder
        ? `heartbeat of ${who} still stale${lasting}`
        : `heartbeat of ${who} stale${age === null ? '' : ` for ${durationText(age)}`}`,
    advice: () =>
      'Check the process: CPU, log, connection to MongoDB. Restart it if it hangs. Stopped just now? It leaves the list within two minutes.',
    details: waitText,
    certainty:
      'A living process writes a heartbeat every 10 s. This one is listed but does not: it hangs, has lost its database, or has ended and is not yet off the list.',
    resolutions: {
      superseded,
      returned: {
        headline: ({ who, lasted }) => `heartbeat of ${who} is fresh again, after ${lasted}`,
        subject: ({ who, lasted }) => `${who} back after ${lasted}`,
      },
      replaced: replaced(),
      accepted,
    },
  },
  example: {
    sinceSeconds: 60,
    status: 'unresponsive',
    incident: (_cast, sinceSeconds) => ({
      evidence: { kind: 'unresponsive', heartbeatAgeSeconds: sinceSeconds + 24.2 },
    }),
  },
});

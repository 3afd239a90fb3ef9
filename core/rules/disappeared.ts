import { time } from '../base/stored-values.ts';
import { judgeLosses, lossEvidence, lossKinds, lossSettings, waitText } from './losses.ts';
import { accepted, replaced, superseded } from './resolutions.ts';
import { defineRule } from './rule.ts';

/** An instance that was healthy is no longer listed, and nothing took its place. */
export const disappeared = defineRule({
  kind: 'disappeared',
  key: 'disappeared',
  meaning: 'An instance is no longer listed, and nothing took its place.',
  settings: lossSettings,
  kinds: lossKinds,
  evidence: { lastSeenAt: time, ...lossEvidence },
  judge: judgeLosses,
  texts: {
    headline: ({ incident, isReminder, who, lasting, time }) => {
      const listed = isReminder ? 'still not' : 'no longer';
      return `${who} is ${listed} listed, last seen ${time(incident.lastSeenAt)}${lasting}`;
    },
    advice: ({ closesAt, time }) =>
      `Check the container (exit code, last log lines) and restart it. Removed on purpose? Ignore this: it closes ${closesAt === null ? 'by itself after `forgetAfter`' : time(closesAt)}.`,
    details: waitText,
    certainty:
      "Its record has left the server's list, which happens one to two minutes after the last heartbeat. The list does not show why.",
    resolutions: {
      superseded,
      returned: {
        headline: ({ who, lasted }) => `${who} is listed again, with a fresh heartbeat, after ${lasted}`,
        subject: ({ who, lasted }) => `${who} back after ${lasted}`,
      },
      replaced: replaced(),
      accepted,
    },
  },
  example: {
    sinceSeconds: 60,
    status: 'missing',
    incident: ({ ago }, sinceSeconds) => ({
      evidence: { kind: 'disappeared', lastSeenAt: ago(sinceSeconds + 60) },
    }),
    variants: {
      nameless: ({ first, ago }) => ({
        evidence: {
          kind: 'disappeared',
          lastSeenAt: ago(120),
          waits: { seconds: 180, slowestGapSeconds: null },
        },
        instances: [
          {
            ...first,
            name: 'ddp-streamer',
            address: null,
            host: null,
            port: null,
            pid: null,
            nodeVersion: null,
            startedAt: null,
          },
        ],
      }),
    },
  },
});

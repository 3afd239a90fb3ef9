import { expect } from '@jest/globals';
import { defaultProbe } from '../../adapters/probe/settings.ts';

interface LeftOut {
  /** What else is in the file. */
  readonly beside?: object;
  /** The part of the settings that shows what holds. */
  readonly settings: object;
}

const inWorkspace = (part: object): LeftOut => ({ settings: { workspaces: [part] } });
const everywhere = (rules: object): LeftOut => ({ settings: { rules, workspaces: [{ rules }] } });
const forAllWorkspaces = { workspaces: null };
const atOnce: unknown = expect.not.objectContaining({ afterSeconds: expect.anything() });

/** What holds where a key is left out for which no value says the same. */
export const whereLeftOut: Readonly<Record<string, LeftOut>> = {
  'workspaces.ca': inWorkspace({ ca: null }),
  'workspaces.credentials': inWorkspace({ name: 'production', credentials: '/rocketchat-alerter/production' }),
  'workspaces.heartbeatUrl': inWorkspace({ heartbeatUrl: null }),
  'workspaces.timeZone': { beside: { timeZone: 'Europe/Berlin' }, ...inWorkspace({ timeZone: 'Europe/Berlin' }) },
  'workspaces.expectedInstances': inWorkspace({ rules: { tooFewInstances: { expected: null } } }),
  'rules.unresponsive.staleAfter': everywhere({ unresponsive: { staleAfterSeconds: null }, heartbeatEverySeconds: 10 }),
  'workspaces.probe': inWorkspace(expect.not.objectContaining({ probe: expect.anything() })),
  'workspaces.probe.metrics': inWorkspace({ probe: { metrics: defaultProbe.metrics } }),
  'workspaces.probe.ready': inWorkspace({ probe: { ready: defaultProbe.ready } }),
  'workspaces.probe.ready.port': inWorkspace({ probe: { ready: { port: null } } }),
  'workspaces.metrics': { beside: { metrics: true }, ...inWorkspace({ metrics: true }) },
  'workspaces.rules': {
    beside: { rules: { disappeared: { for: '2m' } } },
    ...inWorkspace({ rules: { disappeared: { forSeconds: 120 } } }),
  },
  'rules.memory.limitMiB': everywhere({ memory: { limitMiB: null } }),
  'rules.memory.residentMiB': everywhere({ memory: { residentMiB: null } }),
  'rules.memory.heapLimitMiB': everywhere({ memory: { heapLimitMiB: null } }),
  'rules.slow.limitMs': everywhere({ slow: { limitMs: null } }),
  'maintenance.kinds': { settings: { maintenance: [{ kinds: null }] } },
  'alerts.email.after': { settings: { alerts: { email: [atOnce] } } },
  'alerts.email.workspaces': { settings: { alerts: { email: [forAllWorkspaces] } } },
  'alerts.slack.ca': { settings: { alerts: { slack: [{ ca: null }] } } },
  'alerts.slack.after': { settings: { alerts: { slack: [atOnce] } } },
  'alerts.slack.workspaces': { settings: { alerts: { slack: [forAllWorkspaces] } } },
  'alerts.queues.after': { settings: { alerts: { queues: [atOnce] } } },
  'alerts.queues.workspaces': { settings: { alerts: { queues: [forAllWorkspaces] } } },
  'alerts.services.ca': { settings: { alerts: { services: [{ ca: null }] } } },
  'alerts.services.after': { settings: { alerts: { services: [atOnce] } } },
  'alerts.services.workspaces': { settings: { alerts: { services: [forAllWorkspaces] } } },
  'alerts.services.url': { settings: { alerts: { services: [{ options: {} }] } } },
  'alerts.chat': { settings: { alerts: { chat: null } } },
  'alerts.chat.after': { settings: { alerts: { chat: atOnce } } },
  'alerts.chat.workspaces': { settings: { alerts: { chat: forAllWorkspaces } } },
  'alerts.teams': { settings: { alerts: { teams: null } } },
  'alerts.teams.after': { settings: { alerts: { teams: atOnce } } },
  'alerts.teams.workspaces': { settings: { alerts: { teams: forAllWorkspaces } } },
  'operations.email': {
    beside: { alerts: { email: ['ops@example.com'] } },
    settings: { operations: { email: [{ address: 'ops@example.com', minimumSeverity: 'warning' }] } },
  },
  summary: { settings: { summary: null } },
  'summary.timeZone': { beside: { timeZone: 'Europe/Berlin' }, settings: { summary: { timeZone: 'Europe/Berlin' } } },
  timeZone: inWorkspace(expect.not.objectContaining({ timeZone: expect.anything() })),
  docsUrl: { settings: { docsUrl: null } },
  vpc: { settings: { vpc: null } },
  'vpc.securityGroups': { settings: { vpc: { securityGroups: null } } },
  'operations.smtp': { settings: { operations: { smtp: null } } },
  'operations.smtp.port': { settings: { operations: { smtp: { port: 587 } } } },
  'operations.smtp.secure': { settings: { operations: { smtp: { secure: false } } } },
  'operations.smtp.user': { settings: { operations: { smtp: { user: null } } } },
  'statusPage.title': { settings: { statusPage: { title: 'Status', pages: [{ title: 'production' }] } } },
  'statusPage.workspaces': { settings: { statusPage: { pages: [{ workspace: 'production' }] } } },
  'statusPage.workspaces.title': { settings: { statusPage: { pages: [{ title: 'production' }] } } },
  'statusPage.domain': { settings: { statusPage: { domain: null } } },
  encryption: { settings: { encryption: null } },
};

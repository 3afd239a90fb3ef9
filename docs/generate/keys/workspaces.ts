import { below, type KeyTexts } from '../key-text.ts';

export const workspaceKeys: KeyTexts = {
  workspaces: { meaning: 'What is watched: a list of workspaces, each one Rocket.Chat deployment with one URL.' },
  ...below('workspaces', {
    name: {
      meaning:
        'What it is called in alerts and in the history, which is kept by this name: letters, digits, dots, hyphens, underscores.',
      example: 'production',
    },
    url: { meaning: 'Where it is reached, with its sub-path if it has one.', example: 'https://chat.example.com' },
    allowInsecure: {
      meaning: 'Allows an `http://` URL. Anyone on the way can then read the access token.',
      default: false,
      example: true,
    },
    ca: {
      meaning:
        'The certificate of your own authority (a PEM file, named relative to this one, or its text): trusted beside the public authorities, for this workspace only.',
      otherwise: 'only public authorities are trusted',
      example: 'office-ca.pem',
    },
    credentials: {
      meaning:
        'The name of the SSM parameter (a SecureString) that holds the user id and the access token. `credentials set` stores them there.',
      otherwise: '`/rocketchat-alerter/` and the name',
      example: '/chat/production',
    },
    every: { meaning: 'How often it is checked.', default: '1m', example: '5m' },
    recheckEvery: {
      meaning:
        'How soon a check looks again while something is pending that can open before the next one is due; `off` for never.',
      default: '1m',
      example: '2m',
    },
    heartbeatEvery: {
      meaning:
        'How often the servers write their heartbeat: `MULTIPLE_INSTANCES_PING_INTERVAL`, where that was changed. `disconnected.for` must be at least 3.5 times as long.',
      default: '10s',
      example: '15s',
    },
    expectedInstances: {
      meaning:
        'How many healthy instances there should be; with fewer, `too-few-instances` opens. `{ min: 2 }` where they are scaled up and down: then the loss of one of more than these is recorded and not sent.',
      otherwise: 'not checked',
      example: 3,
    },
    ...below('expectedInstances', {
      min: { meaning: 'The least number of healthy instances, however many there are at other times.', example: 2 },
    }),
    timeZone: {
      meaning: 'The time zone of those who get its alerts, beside UTC.',
      otherwise: '`timeZone` of the file',
      example: 'Europe/Berlin',
    },
    heartbeatUrl: {
      meaning:
        "A dead man's switch outside AWS, called around each check (docs/heartbeat.md): the name of the SSM parameter (a SecureString) that holds its URL, or the URL itself, which then stands in the template, too.",
      otherwise: 'nothing is called',
      example: '/rocketchat-alerter/production-heartbeat',
    },
    probe: {
      meaning:
        'Asks each instance itself for its memory and its readiness, at each check, and lets the rules `memory` and `notReady` judge that. `{}` for all defaults. The alerter must reach the instances: see docs/probe.md.',
      otherwise: 'instances are not asked',
    },
    ...below('probe', {
      metrics: {
        meaning: 'Where each exposes its Prometheus metrics, or that it is not asked for them.',
        otherwise: 'at the port and path below',
        example: false,
      },
      ...below('metrics', {
        port: { meaning: 'The port of the metrics.', default: 9458, example: 9100 },
        path: { meaning: 'The path of the metrics.', default: '/metrics', example: '/prometheus' },
      }),
      ready: {
        meaning: 'Where each tells whether it is ready (Rocket.Chat 7.11 and later), or that it is not asked.',
        otherwise: 'at the port and path below',
        example: false,
      },
      ...below('ready', {
        port: {
          meaning: 'The port that answers.',
          otherwise: 'the port that each instance has registered',
          example: 3000,
        },
        path: { meaning: 'The path that answers.', default: '/readyz', example: '/health' },
      }),
      addresses: {
        meaning:
          'Where the instances are: `list` for the address that each has registered, or a mapping of their `host:port`, host or name to a host, or to `{ host, metricsPort, readyPort }`.',
        default: 'list',
        example: { '10.0.0.6:3000': '192.168.4.6' },
      },
    }),
    rules: {
      meaning: 'Rules for this workspace: any of the keys of `rules`. What is left out is as it is for all workspaces.',
      otherwise: 'as for all workspaces',
      example: { lowMemory: { freePercent: 5 } },
    },
    maintenance: {
      meaning: 'Maintenance windows of this workspace, beside those of all: as under `maintenance`.',
      default: [],
      example: [{ weekly: 'sunday 03:00', timeZone: 'Europe/Berlin', for: '2h' }],
    },
  }),
};

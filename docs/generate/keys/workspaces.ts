import { below, type KeyTexts } from '../key-text.ts';

export const workspaceKeys: KeyTexts = {
  workspaces: { meaning: 'The workspaces to monitor. Each is one Rocket.Chat deployment with one URL.' },
  ...below('workspaces', {
    name: {
      meaning: 'Its name in alerts and in the history. A renamed workspace starts a new history.',
      example: 'production',
    },
    url: { meaning: 'Its URL, with the sub-path if it has one.', example: 'https://chat.example.com' },
    allowInsecure: {
      meaning: 'Allows an `http://` URL. Anyone on the network path can then read the access token.',
      default: false,
      example: true,
    },
    ca: {
      meaning:
        'The certificate of your own authority (a PEM file, relative to this file, or its text), trusted in addition to the public ones, for this workspace only.',
      otherwise: 'only public authorities are trusted',
      example: 'office-ca.pem',
    },
    credentials: {
      meaning:
        'The name of the SSM parameter (a SecureString) that holds the user id and the access token. `credentials set` stores them there.',
      otherwise: '`/rocketchat-alerter/` and the name',
      example: '/chat/production',
    },
    every: {
      meaning: 'How often it is checked. Longer: cheaper, later alerts; `5m` costs a fifth.',
      default: '1m',
      example: '5m',
    },
    recheckEvery: {
      meaning:
        'How soon a check repeats while an incident is pending that can open before the next check. Has an effect only if `every` is longer. `off` disables it: later alerts.',
      default: '1m',
      example: '2m',
    },
    heartbeatEvery: {
      meaning:
        'How often the servers write their heartbeat. Set it if you changed `MULTIPLE_INSTANCES_PING_INTERVAL`: a value that is too low causes false alerts. `disconnected.for` must be at least 3.5 times as long.',
      default: '10s',
      example: '15s',
    },
    expectedInstances: {
      meaning:
        'The expected number of healthy instances. With fewer, `too-few-instances` fires. Use `{ min: 2 }` if instances scale up and down: a loss that leaves two healthy ones is then recorded and not sent.',
      otherwise: 'not checked',
      example: 3,
    },
    ...below('expectedInstances', {
      min: { meaning: 'The minimum number of healthy instances.', example: 2 },
    }),
    metrics: {
      meaning: 'Whether its checks write CloudWatch metrics, at $1.20 a month.',
      otherwise: '`metrics` of the file',
      example: true,
    },
    timeZone: {
      meaning: 'The time zone of the recipients of its alerts, in addition to UTC.',
      otherwise: '`timeZone` of the file',
      example: 'Europe/Berlin',
    },
    heartbeatUrl: {
      meaning:
        "A dead man's switch outside AWS, called before and after each check (`docs/heartbeat.md`): the name of the SSM parameter (a SecureString) with its URL, or the URL itself, which is then visible in the template.",
      otherwise: 'none',
      example: '/rocketchat-alerter/production-heartbeat',
    },
    probe: {
      meaning:
        'Probes each instance for its memory and readiness at each check, for the rules `memory` and `notReady`. `{}` for all defaults. The alerter must reach the instances: see `docs/probe.md`.',
      otherwise: 'instances are not probed',
    },
    ...below('probe', {
      metrics: {
        meaning: 'Where each instance exposes its Prometheus metrics; `false` to skip them.',
        otherwise: 'at the port and path below',
        example: false,
      },
      ...below('metrics', {
        port: { meaning: 'The port of the metrics. The Helm chart uses 9100.', default: 9458, example: 9100 },
        path: { meaning: 'The path of the metrics.', default: '/metrics', example: '/prometheus' },
      }),
      ready: {
        meaning: 'Where each instance reports whether it is ready (Rocket.Chat 7.11 and later); `false` to skip it.',
        otherwise: 'at the port and path below',
        example: false,
      },
      ...below('ready', {
        port: {
          meaning: 'The port of the readiness endpoint.',
          otherwise: 'the port that each instance has registered',
          example: 3000,
        },
        path: { meaning: 'The path of the readiness endpoint.', default: '/readyz', example: '/health' },
      }),
      addresses: {
        meaning:
          'The addresses of the instances: `list` for the registered ones, or a mapping of `host:port`, host or name to a host, or to `{ host, metricsPort, readyPort }`.',
        default: 'list',
        example: { '10.0.0.6:3000': '192.168.4.6' },
      },
    }),
    rules: {
      meaning: 'Rules for this workspace, with the keys of `rules`. They override the rules of the file key by key.',
      otherwise: 'as for all workspaces',
      example: { lowMemory: { freePercent: 5 } },
    },
    maintenance: {
      meaning: 'Maintenance windows of this workspace, in addition to those under `maintenance`.',
      default: [],
      example: [{ weekly: 'sunday 03:00', timeZone: 'Europe/Berlin', for: '2h' }],
    },
  }),
};

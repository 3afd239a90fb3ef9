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
    expectedInstances: {
      meaning: 'How many healthy instances there should be. With fewer, `too-few-instances` is told.',
      otherwise: 'nobody is told that there are too few',
      example: 3,
    },
    heartbeatUrl: {
      meaning:
        "A dead man's switch outside AWS, called around each check (docs/heartbeat.md): the name of the SSM parameter (a SecureString) that holds its URL, or the URL itself, which then stands in the template, too.",
      otherwise: 'nothing is called',
      example: '/rocketchat-alerter/production-heartbeat',
    },
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

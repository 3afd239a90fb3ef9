import { below, type KeyText, type KeyTexts } from '../key-text.ts';

const lasting = (severity: 'warning' | 'critical'): KeyTexts => ({
  for: { meaning: 'How long that must last before anyone is told.', default: '1m', example: '3m' },
  severity: severityText(severity),
});

const severityText = (severity: 'warning' | 'critical'): KeyText => ({
  meaning: 'How bad it is.',
  default: severity,
  example: severity === 'warning' ? 'critical' : 'warning',
});

export const ruleKeys: KeyTexts = {
  rules: { meaning: 'What counts as a problem, how long it must last before anyone is told, and how bad it is.' },
  ...below('rules', {
    disappeared: { meaning: 'An instance is no longer listed, and nothing took its place.' },
    ...below('disappeared', lasting('critical')),
    unresponsive: { meaning: 'An instance is listed, but its heartbeat is stale.' },
    ...below('unresponsive', {
      staleAfter: {
        meaning: 'How old the heartbeat of an unresponsive instance is. A healthy one is refreshed every 10 s.',
        default: '35s',
        example: '45s',
      },
      ...lasting('critical'),
    }),
    disconnected: { meaning: 'Two instances run but are not connected to each other.' },
    ...below('disconnected', lasting('warning')),
    lowMemory: { meaning: 'An instance started with little free memory on its host.' },
    ...below('lowMemory', {
      freePercent: {
        meaning: 'Less free memory than this share of the total is little; 0 switches the rule off.',
        default: 10,
        example: 5,
      },
      severity: severityText('warning'),
    }),
    tooFewInstances: { meaning: 'There are fewer healthy instances than `expectedInstances`.' },
    ...below('tooFewInstances', lasting('critical')),
    restarting: { meaning: 'Processes are replaced again and again.' },
    ...below('restarting', {
      times: { meaning: 'So many replacements are too many.', default: 3, example: 5 },
      within: { meaning: 'In so much time.', default: '15m', example: '1h' },
      severity: severityText('critical'),
    }),
    unreachable: { meaning: 'The workspace does not answer, or not as it should.' },
    ...below('unreachable', lasting('critical')),
    unauthorized: {
      meaning: 'The workspace refuses the credentials, or their user lacks the permission `view-statistics`.',
    },
    ...below('unauthorized', { severity: severityText('critical') }),
    replacementWindow: {
      meaning: 'An instance that goes and one that comes within this time of each other are one replacing the other.',
      default: '5m',
      example: '10m',
    },
    forgetAfter: {
      meaning:
        'An instance that nothing replaced is taken as removed on purpose after this time, which must be longer than `disappeared.for` and `unresponsive.for`.',
      default: '24h',
      example: '3d',
    },
  }),
};

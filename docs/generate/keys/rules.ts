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
    memory: {
      meaning:
        'An instance uses too much memory now, or grows so that it soon will, as it tells itself. Only of workspaces with `probe`.',
    },
    ...below('memory', {
      limitMiB: {
        meaning: 'The resident memory at which a process is killed: the limit of its container.',
        otherwise: 'the memory of the host, as the process told it at its start',
        example: 2048,
      },
      residentMiB: {
        meaning: 'Resident memory from which on it is too much; at most `limitMiB`.',
        otherwise: 'only the share counts',
        example: 1700,
      },
      residentPercent: {
        meaning: 'Resident memory of this share of the limit is too much; 0 switches this off.',
        default: 90,
        example: 80,
      },
      heapLimitMiB: {
        meaning: 'What the heap may grow to: `--max-old-space-size`. No process tells it.',
        otherwise: 'the heap is not judged',
        example: 4096,
      },
      heapPercent: {
        meaning: 'A used heap of this share of its limit is too much; 0 switches this off.',
        default: 90,
        example: 80,
      },
      within: {
        meaning:
          'It is too much, too, when it grows so that the limit is reached within this time; `0s` for no forecast. It needs checks at least every 24th part of this, and to have watched a process for four times as long.',
        default: '6h',
        example: '12h',
      },
      for: { meaning: 'How long that must last before anyone is told.', default: '5m', example: '10m' },
      severity: severityText('warning'),
    }),
    notReady: {
      meaning:
        'An instance with a fresh heartbeat says that it is not ready (HTTP 503), or no longer answers. Only of workspaces with `probe`.',
    },
    ...below('notReady', {
      for: { meaning: 'How long that must last before anyone is told.', default: '2m', example: '5m' },
      severity: severityText('critical'),
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

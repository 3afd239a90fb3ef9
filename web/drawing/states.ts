import type { CallState, LaneState } from '../../core/timeline/model.ts';

/** How a state is named, and the letter that marks it where there is room. */
interface StateText {
  readonly label: string;
  readonly letter: string | null;
}

export const laneSaid: Readonly<Record<LaneState, StateText>> = {
  healthy: { label: 'healthy', letter: null },
  replaced: { label: 'replaced', letter: 'R' },
  unseen: { label: 'not seen', letter: '–' },
  disconnected: { label: 'disconnected', letter: 'D' },
  unknown: { label: 'unknown', letter: '?' },
  unresponsive: { label: 'unresponsive', letter: 'U' },
  missing: { label: 'missing', letter: 'M' },
};

const callLabels: Readonly<Record<CallState, string>> = {
  answered: 'answered',
  unchecked: 'no check was made',
  unjudged: 'answered, but not with a list to go by',
  unauthorized: 'token refused (unauthorized)',
  forbidden: 'permission missing (forbidden)',
  blocked: 'refused in front of Rocket.Chat (blocked)',
  'rate-limited': 'asked too often (rate-limited)',
  degraded: 'the process that answered had lost its broker (degraded)',
  'server-error': 'server error',
  'bad-response': 'not an answer of Rocket.Chat (bad-response)',
  'too-large': 'answer too large',
  timeout: 'timeout',
  network: 'network failure',
};

export const callTexts = (state: CallState): string => callLabels[state];

export const countedProcesses = (count: number): string => (count === 1 ? '1 process' : `${count} processes`);

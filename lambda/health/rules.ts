export const severities = ['warning', 'critical'] as const;
/** How bad an incident is, mildest first. */
export type Severity = (typeof severities)[number];

/** What counts as a problem, how long it must last before it counts (`forSeconds`), and how severe it is. */
export interface Rules {
  readonly disappeared: { readonly forSeconds: number; readonly severity: Severity };
  /** `staleAfterSeconds`: the heartbeat's age from which a listed instance is unresponsive. */
  readonly unresponsive: {
    readonly staleAfterSeconds: number;
    readonly forSeconds: number;
    readonly severity: Severity;
  };
  readonly disconnected: { readonly forSeconds: number; readonly severity: Severity };
  /** `freePercent`: free memory at process start below this share of the total; 0 switches the rule off. */
  readonly lowMemory: { readonly freePercent: number; readonly severity: Severity };
  /** `expected`: how many healthy instances there should be; null switches the rule off. */
  readonly tooFewInstances: {
    readonly expected: number | null;
    readonly forSeconds: number;
    readonly severity: Severity;
  };
  /** As many replacements of one process by the next (`times`) within `withinSeconds`. */
  readonly restarting: { readonly times: number; readonly withinSeconds: number; readonly severity: Severity };
  readonly unreachable: { readonly forSeconds: number; readonly severity: Severity };
  readonly unauthorized: { readonly severity: Severity };
  /** A loss and a newcomer this close to each other are one process replacing another. */
  readonly replacementWindowSeconds: number;
  /** A loss that nothing replaced is accepted after this long. */
  readonly forgetAfterSeconds: number;
  /** How often an open incident is told again. */
  readonly remindEverySeconds: number;
}

const minute = 60;
const hour = 60 * minute;

export const defaultRules: Rules = {
  disappeared: { forSeconds: minute, severity: 'critical' },
  unresponsive: { staleAfterSeconds: 35, forSeconds: minute, severity: 'critical' },
  disconnected: { forSeconds: minute, severity: 'warning' },
  lowMemory: { freePercent: 10, severity: 'warning' },
  tooFewInstances: { expected: null, forSeconds: minute, severity: 'critical' },
  restarting: { times: 3, withinSeconds: 15 * minute, severity: 'critical' },
  unreachable: { forSeconds: minute, severity: 'critical' },
  unauthorized: { severity: 'critical' },
  replacementWindowSeconds: 5 * minute,
  forgetAfterSeconds: 24 * hour,
  remindEverySeconds: 4 * hour,
};

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
  readonly memory: MemoryRule;
  /** An instance says that it is not ready, or no longer answers, though its heartbeat is fresh. */
  readonly notReady: { readonly forSeconds: number; readonly severity: Severity };
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

/** When the memory that a process uses, as it tells itself, counts as too much. */
export interface MemoryRule {
  /** At what resident memory a process is killed; null: it is the host's memory that ends. */
  readonly limitMiB: number | null;
  /** Resident memory from which on it is too much; null: no such bound. */
  readonly residentMiB: number | null;
  /** The same as a share of the limit; 0 switches it off. */
  readonly residentPercent: number;
  /** What the heap may grow to (`--max-old-space-size`), which no metric tells; null: not known, and not judged. */
  readonly heapLimitMiB: number | null;
  /** The used heap from which on it is too much, as a share of its limit; 0 switches it off. */
  readonly heapPercent: number;
  /** It is too much, too, when it grows so that the limit is reached within this; 0 switches it off. */
  readonly withinSeconds: number;
  readonly forSeconds: number;
  readonly severity: Severity;
}

const minute = 60;
const hour = 60 * minute;

export const defaultRules: Rules = {
  disappeared: { forSeconds: minute, severity: 'critical' },
  unresponsive: { staleAfterSeconds: 35, forSeconds: minute, severity: 'critical' },
  disconnected: { forSeconds: minute, severity: 'warning' },
  lowMemory: { freePercent: 10, severity: 'warning' },
  memory: {
    limitMiB: null,
    residentMiB: null,
    residentPercent: 90,
    heapLimitMiB: null,
    heapPercent: 90,
    withinSeconds: 6 * hour,
    forSeconds: 5 * minute,
    severity: 'warning',
  },
  notReady: { forSeconds: 2 * minute, severity: 'critical' },
  tooFewInstances: { expected: null, forSeconds: minute, severity: 'critical' },
  restarting: { times: 3, withinSeconds: 15 * minute, severity: 'critical' },
  unreachable: { forSeconds: minute, severity: 'critical' },
  unauthorized: { severity: 'critical' },
  replacementWindowSeconds: 5 * minute,
  forgetAfterSeconds: 24 * hour,
  remindEverySeconds: 4 * hour,
};

import type { Rules, Severity } from '../core/rules/rules.ts';
import type { RulesInFile } from './schema.ts';

interface Lasting {
  readonly forSeconds: number;
  readonly severity: Severity;
}

const lasting = (base: Lasting, own: { readonly for?: number; readonly severity?: Severity } = {}): Lasting => ({
  forSeconds: own.for ?? base.forSeconds,
  severity: own.severity ?? base.severity,
});

/** The rules with whatever is said of them in a file laid over them, key by key. */
export const overrideRules = (base: Rules, own: RulesInFile): Rules => ({
  disappeared: lasting(base.disappeared, own.disappeared),
  unresponsive: {
    ...lasting(base.unresponsive, own.unresponsive),
    staleAfterSeconds: own.unresponsive?.staleAfter ?? base.unresponsive.staleAfterSeconds,
  },
  disconnected: lasting(base.disconnected, own.disconnected),
  lowMemory: {
    freePercent: own.lowMemory?.freePercent ?? base.lowMemory.freePercent,
    severity: own.lowMemory?.severity ?? base.lowMemory.severity,
  },
  memory: {
    ...lasting(base.memory, own.memory),
    limitMiB: own.memory?.limitMiB ?? base.memory.limitMiB,
    residentMiB: own.memory?.residentMiB ?? base.memory.residentMiB,
    residentPercent: own.memory?.residentPercent ?? base.memory.residentPercent,
    heapLimitMiB: own.memory?.heapLimitMiB ?? base.memory.heapLimitMiB,
    heapPercent: own.memory?.heapPercent ?? base.memory.heapPercent,
    withinSeconds: own.memory?.within ?? base.memory.withinSeconds,
  },
  notReady: lasting(base.notReady, own.notReady),
  tooFewInstances: { ...lasting(base.tooFewInstances, own.tooFewInstances), expected: base.tooFewInstances.expected },
  restarting: {
    times: own.restarting?.times ?? base.restarting.times,
    withinSeconds: own.restarting?.within ?? base.restarting.withinSeconds,
    severity: own.restarting?.severity ?? base.restarting.severity,
  },
  unreachable: lasting(base.unreachable, own.unreachable),
  unauthorized: { severity: own.unauthorized?.severity ?? base.unauthorized.severity },
  replacementWindowSeconds: own.replacementWindow ?? base.replacementWindowSeconds,
  forgetAfterSeconds: own.forgetAfter ?? base.forgetAfterSeconds,
  remindEverySeconds: base.remindEverySeconds,
});

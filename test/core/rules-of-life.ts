import fc from 'fast-check';
import { defaultRules, type Rules } from '../../core/rules/registry.ts';

/** Rules that the configuration allows. */
export const rulesWith = (forSeconds: fc.Arbitrary<number>): fc.Arbitrary<Rules> => {
  // Null: `auto`.
  const lossSeconds = fc.option(forSeconds, { nil: null, freq: 3 });
  return fc
    .record({
      disappeared: lossSeconds,
      unresponsive: lossSeconds,
      disconnected: forSeconds,
      tooFew: forSeconds,
      unreachable: forSeconds,
      memory: forSeconds,
      expected: fc.constantFrom(null, null, 1, 2, 3),
      freePercent: fc.constantFrom(0, 5, 10),
      times: fc.constantFrom(2, 3),
      withinSeconds: fc.constantFrom(300, 900),
      replacementWindowSeconds: fc.constantFrom(60, 300, 900),
      forgetAfterSeconds: fc.constantFrom(1_200, 86_400),
      remindEverySeconds: fc.constantFrom(300, 14_400),
      minInstances: fc.constantFrom(null, null, null, 1, 2),
      slowMilliseconds: fc.constantFrom(null, 800),
      certificateResolveAfterSeconds: fc.constantFrom(0, 900),
      versionForSeconds: fc.constantFrom(0, 3_600),
    })
    .map((some) => ({
      disappeared: { ...defaultRules.disappeared, forSeconds: some.disappeared },
      unresponsive: { ...defaultRules.unresponsive, forSeconds: some.unresponsive },
      disconnected: { ...defaultRules.disconnected, forSeconds: some.disconnected },
      lowMemory: { ...defaultRules.lowMemory, freePercent: some.freePercent },
      tooFewInstances: { ...defaultRules.tooFewInstances, forSeconds: some.tooFew, expected: some.expected },
      restarting: { ...defaultRules.restarting, times: some.times, withinSeconds: some.withinSeconds },
      unreachable: { ...defaultRules.unreachable, forSeconds: some.unreachable },
      unauthorized: defaultRules.unauthorized,
      degraded: defaultRules.degraded,
      tooManyInstances: defaultRules.tooManyInstances,
      version: { ...defaultRules.version, forSeconds: some.versionForSeconds },
      certificate: { ...defaultRules.certificate, resolveAfterSeconds: some.certificateResolveAfterSeconds },
      slow: { ...defaultRules.slow, limitMs: some.slowMilliseconds },
      memory: { ...defaultRules.memory, forSeconds: some.memory },
      notReady: { ...defaultRules.notReady, forSeconds: some.memory },
      replacementWindowSeconds: some.replacementWindowSeconds,
      forgetAfterSeconds: some.forgetAfterSeconds,
      remindEverySeconds: some.remindEverySeconds,
      minInstances: some.minInstances,
      heartbeatEverySeconds: 10,
    }));
};

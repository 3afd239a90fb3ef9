import * as v from 'valibot';
import type { Rules } from '../core/rules/registry.ts';
import { refusalOf } from '../adapters/probe/address-guard.ts';
import { minForecastChecks } from '../core/memory/growth.ts';
import type { Conflict } from './conflict.ts';
import { duration, durationText } from '../core/settings/duration.ts';
import { isMapping } from './mapping.ts';
import type { Path } from './mistakes.ts';
import { resolveProbe } from './probe.ts';
import { type ProbeInFile, probeSchema } from './probe-schema.ts';
import type { Use } from '../core/settings/values.ts';

/** What a probe cannot be: one that asks nothing, or asks where nothing may be asked, or too seldom. */
export function probeConflicts(workspace: unknown, rules: Rules, use: Use, path: Path): readonly Conflict[] {
  const result = v.safeParse(probeSchema, isMapping(workspace) ? workspace['probe'] : undefined);
  if (!result.success || !isMapping(workspace)) return [];
  const here = [...path, 'probe'];
  return [
    ...nothingAsked(result.output, here),
    ...forbiddenAddresses(result.output, use, here),
    ...(result.output.metrics === false ? [] : tooSeldom(workspace['every'] ?? '1m', rules, path)),
  ];
}

const nothingAsked = ({ metrics, ready }: ProbeInFile, path: Path): readonly Conflict[] =>
  metrics === false && ready === false
    ? [{ path, problem: 'asks neither for metrics nor for readiness: leave it out' }]
    : [];

const forbiddenAddresses = (probe: ProbeInFile, use: Use, path: Path): readonly Conflict[] =>
  Object.entries(resolveProbe(probe).addresses ?? {}).flatMap(([key, { host }]): readonly Conflict[] => {
    const why = forbidden(host, use);
    return why === null ? [] : [{ path: [...path, 'addresses', key], problem: why }];
  });

/** As a URL has it: any notation of an address is that address. */
function forbidden(host: string, use: Use): string | null {
  const url = `http://${host.includes(':') ? `[${host}]` : host}/`;
  if (!URL.canParse(url)) return 'is no host';
  const refusal = refusalOf(new URL(url).hostname);
  if (refusal === 'link-local')
    return 'is link-local, where clouds keep their metadata service: nothing is asked there';
  return refusal === 'loopback' && use === 'deployment'
    ? 'is the machine that asks, which in a deployment is the check function itself'
    : null;
}

/** A forecast needs as many checks as can show a line. */
function tooSeldom(every: unknown, { memory }: Rules, path: Path): readonly Conflict[] {
  const parsed = v.safeParse(duration({ from: '1s', to: '12h' }), every);
  const { withinSeconds } = memory;
  if (!parsed.success || withinSeconds === 0 || parsed.output * minForecastChecks <= withinSeconds) return [];
  const max = durationText(Math.floor(withinSeconds / minForecastChecks));
  const allowed = `at most ${max}, so that growth can be forecast ${durationText(withinSeconds)} ahead (rules.memory.within; 0s for no forecast)`;
  return [{ path: [...path, 'every'], allowed }];
}

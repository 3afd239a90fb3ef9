import * as v from 'valibot';
import { maxAutoForSeconds } from '../core/rules/losses.ts';
import { defaultRules, type Rules } from '../core/rules/registry.ts';
import { fieldsOf } from '../core/base/json.ts';
import { staleAfterOf } from '../core/rules/unresponsive.ts';
import type { Authorities } from './authority.ts';
import { authorityConflicts } from './authority-conflicts.ts';
import type { Mistake } from './configuration-error.ts';
import { type Conflict, repeated } from './conflict.ts';
import { durationText } from '../core/settings/duration.ts';
import { isMapping, type Mapping } from './mapping.ts';
import { mistakeAt, problemAt, type Origin, type Path } from './mistakes.ts';
import { probeConflicts } from './probe-conflicts.ts';
import { operationsConflicts, routeConflicts } from './route-conflicts.ts';
import { isReservedName } from './reserved-names.ts';
import { overrideRules, type RulesInFile, rulesSchemas } from './rules.ts';
import { heartbeatEvery, urlSchema } from './schema.ts';
import { secretConflicts } from './secret-conflicts.ts';
import { statusPageConflicts } from './status-page-conflicts.ts';
import { summaryConflicts } from './summary-conflicts.ts';
import { readWorkspaceAddress } from './workspace-address.ts';
import type { Use } from '../core/settings/values.ts';

const listAt = (content: Mapping, key: string): readonly unknown[] => {
  const value = content[key];
  return Array.isArray(value) ? value : [];
};

const nameOf = (workspace: unknown): unknown => (isMapping(workspace) ? workspace['name'] : undefined);

const nameConflicts = (workspaces: readonly unknown[]): readonly Conflict[] => {
  const names = workspaces.map(nameOf);
  const reserved = names.flatMap((name, index) => (typeof name === 'string' && isReservedName(name) ? [index] : []));
  const at = (index: number): Path => ['workspaces', index, 'name'];
  return [
    ...repeated(names).map((index) => ({
      path: at(index),
      allowed: 'a name that no other workspace has, because the history is kept by name',
    })),
    ...reserved.map((index) => ({
      path: at(index),
      allowed: 'another name: this one is taken inside the stack',
    })),
  ];
};

/** What is no address at all is a mistake of its own. */
const urlConflicts = (workspaces: readonly unknown[]): readonly Conflict[] =>
  workspaces.flatMap((workspace, index) => {
    const { url = null, allowInsecure = false } = isMapping(workspace) ? workspace : {};
    if (!v.is(urlSchema, url)) return [];
    const address = readWorkspaceAddress(url, { allowInsecure: allowInsecure === true });
    return 'problem' in address ? [{ path: ['workspaces', index, 'url'], problem: address.problem }] : [];
  });

/** How long a rule waits, the most where that changes. */
const waitOf = (key: string, forSeconds: number | null): { readonly text: string; readonly seconds: number } =>
  forSeconds === null
    ? { text: `${key}, which is up to ${durationText(maxAutoForSeconds)} where it is auto`, seconds: maxAutoForSeconds }
    : { text: `${key}, which is ${durationText(forSeconds)}`, seconds: forSeconds };

/** A loss is accepted only after it could have been sent. */
const forgetConflict = (rules: Rules, path: Path): readonly Conflict[] => {
  const [slowest] = [
    waitOf('disappeared.for', rules.disappeared.forSeconds),
    waitOf('unresponsive.for', rules.unresponsive.forSeconds),
  ].toSorted((a, b) => b.seconds - a.seconds);
  if (slowest === undefined || rules.forgetAfterSeconds > slowest.seconds) return [];
  const byDefault = durationText(defaultRules.forgetAfterSeconds);
  const allowed = `more than ${slowest.text}; by default it is ${byDefault}`;
  return [{ path: [...path, 'forgetAfter'], allowed }];
};

/** A process that has ended is called disconnected until its heartbeat is stale. What is left out is long enough. */
function disconnectedConflict(rules: Rules, inFile: readonly RulesInFile[], path: Path): readonly Conflict[] {
  if (!inFile.some((own) => 'for' in fieldsOf(fieldsOf(own)['disconnected']))) return [];
  const staleAfterSeconds = staleAfterOf(rules.unresponsive.staleAfterSeconds, rules.heartbeatEverySeconds);
  if (rules.disconnected.off || rules.disconnected.forSeconds >= staleAfterSeconds) return [];
  const allowed = `at least unresponsive.staleAfter, which is ${durationText(staleAfterSeconds)}`;
  return [{ path: [...path, 'disconnected', 'for'], allowed }];
}

/** A healthy instance whose heartbeat is late once must not seem to have stopped. */
function staleConflict({ unresponsive, heartbeatEverySeconds }: Rules, path: Path): readonly Conflict[] {
  const { staleAfterSeconds, off } = unresponsive;
  const minSeconds = 2 * heartbeatEverySeconds;
  if (off || staleAfterSeconds === null || staleAfterSeconds >= minSeconds) return [];
  const allowed = `at least twice heartbeatEvery, so ${durationText(minSeconds)}`;
  return [{ path: [...path, 'unresponsive', 'staleAfter'], allowed }];
}

/** What is too much is less than what ends a process. */
const memoryConflict = ({ memory: { limitMiB, residentMiB } }: Rules, path: Path): readonly Conflict[] =>
  limitMiB === null || residentMiB === null || residentMiB <= limitMiB
    ? []
    : [{ path: [...path, 'memory', 'residentMiB'], allowed: `at most limitMiB, which is ${limitMiB}` }];

/** What is critical was a warning before. */
const certificateConflict = ({ certificate }: Rules, path: Path): readonly Conflict[] => {
  const { warnBeforeSeconds, criticalBeforeSeconds } = certificate;
  if (warnBeforeSeconds === 0 || criticalBeforeSeconds <= warnBeforeSeconds) return [];
  const allowed = `at most certificate.warnBefore, which is ${durationText(warnBeforeSeconds)}`;
  return [{ path: [...path, 'certificate', 'criticalBefore'], allowed }];
};

/** @param inFile what the file says of them, for all workspaces and for one */
const conflictsWithin = (rules: Rules, inFile: readonly RulesInFile[], path: Path): readonly Conflict[] => [
  ...forgetConflict(rules, path),
  ...disconnectedConflict(rules, inFile, path),
  ...memoryConflict(rules, path),
  ...certificateConflict(rules, path),
];

/** Rules that cannot be read are a mistake of their own, and not judged together with others. */
const readRules = (within: unknown, use: Use): RulesInFile | null => {
  const rules = isMapping(within) ? (within['rules'] ?? {}) : {};
  const result = v.safeParse(rulesSchemas[use], rules);
  return result.success ? result.output : null;
};

/** How often a workspace's processes write their heartbeats stands beside its name. */
const withHeartbeat = (rules: Rules, workspace: unknown): Rules => {
  const given = v.safeParse(heartbeatEvery, isMapping(workspace) ? workspace['heartbeatEvery'] : undefined);
  return given.success ? { ...rules, heartbeatEverySeconds: given.output } : rules;
};

const ruleConflicts = (content: Mapping, workspaces: readonly unknown[], use: Use): readonly Conflict[] => {
  const ofFile = readRules(content, use);
  if (ofFile === null) return [];
  const common = overrideRules(defaultRules, ofFile);
  const conflicts = conflictsWithin(common, [ofFile], ['rules']);
  // What is wrong for the whole file is not reported again for each workspace.
  if (conflicts.length > 0) return conflicts;
  return workspaces.flatMap((workspace, index) => {
    const own = readRules(workspace, use);
    if (own === null) return [];
    const rules = withHeartbeat(overrideRules(common, own), workspace);
    const path = ['workspaces', index];
    return [
      ...conflictsWithin(rules, [ofFile, own], [...path, 'rules']),
      // Trying things out may take less time than heartbeats do.
      ...(use === 'deployment' ? staleConflict(rules, [...path, 'rules']) : []),
      ...probeConflicts(workspace, rules, use, path),
    ];
  });
};

/** What does not go together, also in content of which other parts cannot be used. */
export const impossibleCombinations = (
  origin: Origin,
  content: unknown,
  { use, authorities }: { readonly use: Use; readonly authorities: Authorities },
): readonly Mistake[] => {
  if (!isMapping(content)) return [];
  const workspaces = listAt(content, 'workspaces');
  return [
    ...nameConflicts(workspaces),
    ...urlConflicts(workspaces),
    ...authorityConflicts(workspaces, content['alerts'], authorities),
    ...routeConflicts(content['alerts'], workspaces.map(nameOf)),
    ...operationsConflicts(content['operations']),
    ...summaryConflicts(content),
    ...secretConflicts(workspaces, content['alerts']),
    ...statusPageConflicts(content['statusPage'], workspaces.map(nameOf)),
    ...ruleConflicts(content, workspaces, use),
  ].map((conflict) =>
    'allowed' in conflict
      ? mistakeAt(origin, content, conflict.path, conflict.allowed)
      : problemAt(origin, conflict.path, conflict.problem),
  );
};

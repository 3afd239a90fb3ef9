import { type Conflict, repeated } from './conflict.ts';
import { isMapping } from './mapping.ts';
import { nearest } from './nearest.ts';
import { maxStatusPages } from './status-page-schema.ts';

/**
 * Pages of workspaces that there are not, or of one twice; and more of them than one function writes.
 *
 * @param statusPage that part of the file, whatever it holds
 * @param workspaces the names of all workspaces, as far as they are there
 */
export const statusPageConflicts = (statusPage: unknown, workspaces: readonly unknown[]): readonly Conflict[] => {
  const names = workspaces.filter((name) => typeof name === 'string');
  const listed: unknown = isMapping(statusPage) ? statusPage['workspaces'] : undefined;
  if (!Array.isArray(listed)) return tooMany(statusPage, names);
  const chosen = listed.map((item: unknown) => (isMapping(item) ? item['name'] : item));
  const at = (index: number) => ['statusPage', 'workspaces', index, ...(isMapping(listed[index]) ? ['name'] : [])];
  return [
    ...repeated(chosen).map((index) => ({ path: at(index), allowed: 'each workspace once' })),
    // Without workspaces, rules are all that a file for a watch on this machine is about.
    ...(names.length === 0 ? [] : unknownNames(chosen, names, at)),
  ];
};

const tooMany = (statusPage: unknown, { length }: readonly string[]): readonly Conflict[] => {
  const isWanted = statusPage === true || isMapping(statusPage);
  if (!isWanted || length <= maxStatusPages) return [];
  const problem = `there are ${length} workspaces, and a status page shows ${maxStatusPages}: name those in statusPage.workspaces`;
  return [{ path: ['statusPage'], problem }];
};

const unknownNames = (
  chosen: readonly unknown[],
  names: readonly string[],
  at: (index: number) => Conflict['path'],
): readonly Conflict[] =>
  chosen.flatMap((name, index): readonly Conflict[] => {
    if (typeof name !== 'string' || names.includes(name)) return [];
    const meant = nearest(name, names);
    const hint = meant === null ? `there are ${names.join(', ')}` : `did you mean ${meant}?`;
    return [{ path: at(index), problem: `no workspace has this name; ${hint}` }];
  });

import type { Change } from '../incidents/incident.ts';

/**
 * What an alert says of one incident that another one of it goes on as: the opening (or reminder) by the end that it
 * supersedes. They are one story, and are written as one.
 */
export const updatesOf = (changes: readonly Change[]): ReadonlyMap<Change, readonly Change[]> => {
  const updates = new Map<Change, readonly Change[]>();
  const ongoing = changes.filter(({ reason }) => reason === null);
  for (const former of changes) {
    if (former.reason !== 'superseded') continue;
    const next = ongoing.find((one) => isAbout(one, former));
    if (next !== undefined) updates.set(next, [...(updates.get(next) ?? []), former]);
  }
  return updates;
};

/** Whether two changes have an instance in common, or both are about the workspace. */
const isAbout = (one: Change, other: Change): boolean => {
  const [own, others] = [idsOf(one), idsOf(other)];
  return own.size === 0 ? others.size === 0 : [...own].some((id) => others.has(id));
};

const idsOf = ({ incident, instances }: Change): ReadonlySet<string> =>
  new Set([...incident.subjects, ...instances.map(({ id }) => id)]);

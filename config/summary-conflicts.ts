import { services } from '../adapters/services/list.ts';
import type { Conflict } from './conflict.ts';
import { isMapping, type Mapping } from './mapping.ts';
import { type Place, placesAt } from './route-places.ts';

/** An SNS filter policy takes so many combinations of values. */
const maxCombinations = 150;

const readKeys = ['email', 'slack', 'services', 'chat', 'teams'];

const isRead = (recipient: Mapping): boolean =>
  !('service' in recipient) || services.some(({ name, takesSummary }) => name === recipient['service'] && takesSummary);

/** A filter policy that lets a summary through has one value more for the workspace, and one for the severity. */
const tooManyWorkspaces = ({ path, value }: Place): readonly Conflict[] => {
  if (!isMapping(value) || !Array.isArray(value['workspaces']) || !isRead(value)) return [];
  if (value['summary'] === false || value['after'] !== undefined) return [];
  const max = maxCombinations / (value['minimumSeverity'] === 'critical' ? 2 : 1) - 1;
  if (value['workspaces'].length <= max) return [];
  const problem = `at most ${max} names for a recipient that gets the summary; leave it out for all workspaces, or set its \`summary\` to false`;
  return [{ path: [...path, 'workspaces'], problem }];
};

/** @param content the whole file, whatever it holds */
export const summaryConflicts = ({ summary, alerts }: Mapping): readonly Conflict[] =>
  summary === undefined || !isMapping(alerts)
    ? []
    : readKeys.flatMap((key) => placesAt('alerts', alerts, key)).flatMap(tooManyWorkspaces);

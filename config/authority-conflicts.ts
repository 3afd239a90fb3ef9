import type { Authorities } from './authority.ts';
import type { Conflict } from './conflict.ts';
import { isMapping } from './mapping.ts';
import { type Place, placesAt } from './route-places.ts';

/** A function takes 4 KB in all its variables, of which this is one. */
const maxWebhookPem = 3_000;
/** Beside what else the file says of a service. */
const maxServicePem = 2_400;

/** Authorities that cannot be read, or are too large for where they go. */
export const authorityConflicts = (
  workspaces: readonly unknown[],
  alerts: unknown,
  authorities: Authorities,
): readonly Conflict[] => [
  ...workspaces.flatMap((value, index) => conflicts({ path: ['workspaces', index], value }, authorities, Infinity)),
  ...placesAt('alerts', alerts, 'slack').flatMap((place) => conflicts(place, authorities, maxWebhookPem)),
  ...placesAt('alerts', alerts, 'services').flatMap((place) => conflicts(place, authorities, maxServicePem)),
];

const conflicts = ({ path, value }: Place, authorities: Authorities, max: number): readonly Conflict[] => {
  const ca = isMapping(value) ? value['ca'] : undefined;
  const authority = typeof ca === 'string' ? authorities.get(ca) : undefined;
  if (authority === undefined) return [];
  const at = [...path, 'ca'];
  if ('problem' in authority) return [{ path: at, problem: authority.problem }];
  if (authority.pem.length <= max) return [];
  const wayOut = 'give the root alone, and have the server send what is between';
  return [
    {
      path: at,
      problem: `holds ${authority.pem.length} characters, and the function that posts there takes ${max}: ${wayOut}`,
    },
  ];
};

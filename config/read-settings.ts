import * as v from 'valibot';
import { readAuthorities } from './authority.ts';
import { impossibleCombinations } from './combinations.ts';
import { cannotBeUsed } from './configuration-error.ts';
import { mistakesOf, type Origin } from './mistakes.ts';
import { deploymentSchema, localSchema } from './schema.ts';
import type { Use } from '../core/settings/values.ts';
import { type AlerterSettings, resolveSettings } from './settings.ts';

/**
 * Settings from what a file or a command line holds.
 *
 * @throws ConfigurationError naming every mistake at once.
 */
export const readSettings = (content: unknown, origin: Origin, use: Use): AlerterSettings => {
  const schema = use === 'deployment' ? deploymentSchema : localSchema;
  const result = v.safeParse(schema, content);
  const authorities = readAuthorities(content, origin.directory);
  const mistakes = [
    ...mistakesOf(origin, content, schema, result.issues ?? []),
    ...impossibleCombinations(origin, content, { use, authorities }),
  ];
  if (!result.success || mistakes.length > 0) {
    throw cannotBeUsed(
      origin.source,
      mistakes.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    );
  }
  return resolveSettings(result.output, authorities);
};

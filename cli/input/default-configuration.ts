import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What a configuration is called unless said otherwise. */
export const configurationFile = 'alerter.yaml';

/**
 * The configuration that is meant where none is named: `alerter.yaml` where the user stands, or, in a folder below that
 * of the project, the project's own.
 */
export function defaultConfiguration(): string {
  const inProject = join(import.meta.dirname, '../..', configurationFile);
  return !existsSync(configurationFile) && existsSync(inProject) ? relative('.', inProject) : configurationFile;
}

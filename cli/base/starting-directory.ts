import { existsSync } from 'node:fs';

/** The scripts of package.json that start the command line. */
const scripts: readonly string[] = ['alerter', 'demo'];

/**
 * Where the user stands, from which relative names are meant: npm runs a script in the folder of the project. Null
 * where that is where the process is.
 */
export const startingDirectory = ({
  INIT_CWD: directory,
  npm_lifecycle_event: script = '',
}: NodeJS.ProcessEnv): string | null =>
  directory !== undefined && scripts.includes(script) && existsSync(directory) ? directory : null;

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defaultRules, type Rules } from '../../core/rules/registry.ts';
import { loadConfiguration } from '../../config/load.ts';
import { defaultConfiguration } from './default-configuration.ts';

/** The rules that hold for a workspace, and where they come from. */
export interface ChosenRules {
  readonly rules: Rules;
  /** How often it is checked; null where no file says it. */
  readonly everySeconds: number | null;
  /** For a person: `alerter.yaml, production`. */
  readonly source: string;
  /** Whether `expectedInstances` may be missing: it belongs to a workspace, not of rules. */
  readonly isOfWorkspace: boolean;
}

/**
 * The rules of a workspace in a file such as `alerter.yaml`, or in one that holds nothing but `rules`.
 *
 * @throws ConfigurationError
 */
export function rulesIn(file: string, workspace: string): ChosenRules {
  const { workspaces, rules } = loadConfiguration(file, { use: 'local' });
  const own = workspaces.find(({ name }) => name === workspace);
  return own === undefined
    ? { rules, everySeconds: null, source: `${file}, those for all workspaces`, isOfWorkspace: false }
    : { rules: own.rules, everySeconds: own.everySeconds, source: `${file}, ${workspace}`, isOfWorkspace: true };
}

/**
 * The rules by which a workspace is watched, as far as can be known here: those of the file, or of `alerter.yaml`
 * in the store of the history or here, or else the defaults.
 *
 * @throws ConfigurationError
 */
export function rulesInForce(file: string | undefined, workspace: string, store?: string): ChosenRules {
  const stored = store === undefined ? [] : [join(store, 'alerter.yaml')];
  const found = file ?? [...stored, defaultConfiguration()].find((one) => existsSync(one));
  if (found !== undefined) return rulesIn(found, workspace);
  return { rules: defaultRules, everySeconds: null, source: 'the defaults', isOfWorkspace: false };
}

import type { WatchedWorkspace } from '../../config/check-event.ts';
import { workspaceAmong, type WorkspaceOptions } from './workspace-among.ts';

export type { WorkspaceOptions } from './workspace-among.ts';

/**
 * The workspace that a command line means, of the file that it names. What reads a file is loaded only where there is
 * one: it takes as long to load as the rest of a `check`.
 *
 * Rejects with a `Problem`, or a `ConfigurationError`.
 */
export async function chooseWorkspace(options: WorkspaceOptions): Promise<WatchedWorkspace> {
  const { config } = options;
  if (config === undefined) return workspaceAmong(null, options);
  const { loadConfiguration } = await import('../../config/load.ts');
  return workspaceAmong(loadConfiguration(config, { use: 'local' }), options);
}

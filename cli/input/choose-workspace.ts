import type { WatchedWorkspace } from '../../config/check-event.ts';
import { loadConfiguration } from '../../config/load.ts';
import { workspaceAmong, type WorkspaceOptions } from './workspace-among.ts';

export type { WorkspaceOptions } from './workspace-among.ts';

/** The workspace that a command line means, of the file that it names. @throws Problem or ConfigurationError */
export function chooseWorkspace(options: WorkspaceOptions): WatchedWorkspace {
  const { config } = options;
  return workspaceAmong(config === undefined ? null : loadConfiguration(config, { use: 'local' }), options);
}

import { basename } from 'node:path';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { loadConfiguration } from '../../config/load.ts';
import { unnamedWorkspace } from '../input/workspace-among.ts';
import { Problem } from '../base/problem.ts';

interface RecordedOptions {
  readonly config?: string | undefined;
  readonly workspace?: string | undefined;
}

/**
 * The workspace that a recording is played as: the one of the file that is named, or its only one, or else one that is
 * called after the recording and has the rules of the file.
 *
 * @throws Problem or ConfigurationError
 */
export function chooseRecorded(recording: string, { config, workspace }: RecordedOptions): WatchedWorkspace {
  const settings = config === undefined ? null : loadConfiguration(config, { use: 'local' });
  const workspaces = settings?.workspaces ?? [];
  if (workspaces.length === 0) return unnamedWorkspace(unreachable, settings, workspace ?? nameAfter(recording));
  const names = workspaces.map(({ name }) => name).join(', ');
  if (workspace === undefined && workspaces.length > 1) {
    throw new Problem(`${config} holds several workspaces: name one with --workspace. There are ${names}`);
  }
  const chosen = workspaces.find(({ name }) => workspace === undefined || name === workspace);
  if (chosen === undefined) throw new Problem(`there is no workspace ${workspace} in ${config}. There are ${names}`);
  return chosen;
}

/** Nothing is called: it only stands where a failure names the host. */
const unreachable = 'https://recorded';

/** `production` for `recordings/production.jsonl.gz`. */
const nameAfter = (recording: string): string =>
  basename(recording)
    .replace(/\.jsonl(\.gz)?$/, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'recorded';

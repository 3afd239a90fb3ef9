import { existsSync } from 'node:fs';
import { hasSlots, nextSlot } from '../../config/check-slots.ts';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { loadConfiguration } from '../../config/load.ts';
import type { AlerterSettings } from '../../config/settings.ts';
import type { Timestamp } from '../../core/base/time.ts';
import { workspaceAmong, type WorkspaceOptions } from '../input/workspace-among.ts';
import { defaultConfiguration } from '../input/default-configuration.ts';
import { Problem } from '../base/problem.ts';
import { nextTime } from '../time/beat.ts';

export interface WatchedOptions extends Omit<WorkspaceOptions, 'url'> {
  readonly url?: string | undefined;
  readonly every?: number | undefined;
}

/** What a command line has a watch do. */
export interface Watched {
  readonly workspaces: readonly WatchedWorkspace[];
  /** What the file says; null where there is none. */
  readonly settings: AlerterSettings | null;
  /** When a workspace is due next, after it was due and by the time that it is now. */
  readonly nextDue: (workspace: WatchedWorkspace, dueAt: Timestamp, now: Timestamp) => Timestamp;
}

/**
 * The workspace at a URL, checked at its interval from now on; or all those of a file, each on the schedule that it
 * would have in AWS.
 *
 * @throws Problem or ConfigurationError
 */
export function watchedBy(options: WatchedOptions): Watched {
  const { url, every } = options;
  if (url !== undefined) {
    const settings = options.config === undefined ? null : loadConfiguration(options.config, { use: 'local' });
    return {
      workspaces: [withInterval(workspaceAmong(settings, { ...options, url }), every)],
      settings,
      nextDue: ({ everySeconds }, dueAt, now) => nextTime(dueAt, everySeconds, now),
    };
  }
  if (options.ca !== undefined || options.allowInsecure !== undefined) {
    throw new Problem('--ca and --allow-insecure go with --url: otherwise the file says them');
  }
  const file = options.config ?? defaultConfiguration();
  if (options.config === undefined && !existsSync(file)) {
    throw new Problem(`there is no ${file} here: make one with init, name another with --config FILE, or pass --url`);
  }
  const settings = loadConfiguration(file, { use: 'local' });
  if (settings.workspaces.length === 0) throw new Problem(`${file} names no workspace: add one, or pass --url`);
  return {
    workspaces: settings.workspaces.map((workspace) => withInterval(workspace, every)),
    settings,
    nextDue: ({ name, everySeconds }, dueAt, now) =>
      every === undefined && hasSlots(everySeconds)
        ? nextSlot(name, everySeconds, now)
        : nextTime(dueAt, everySeconds, now),
  };
}

const withInterval = (workspace: WatchedWorkspace, every: number | undefined): WatchedWorkspace =>
  every === undefined ? workspace : { ...workspace, everySeconds: every };

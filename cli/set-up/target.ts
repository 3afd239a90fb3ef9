import { existsSync } from 'node:fs';
import * as v from 'valibot';
import type { WatchedWorkspace } from '../../config/check-event.ts';
import { loadConfiguration } from '../../config/load.ts';
import { nearest } from '../../config/nearest.ts';
import { nameFromUrl } from '../../config/short-form.ts';
import { credentialsParameter, resolveSettings } from '../../config/settings.ts';
import { parameterName } from '../../config/values.ts';
import { Problem } from '../base/problem.ts';
import { authorityFromOption, urlFromOption } from '../base/url-option.ts';
import { defaultConfiguration } from '../input/default-configuration.ts';

/** What a command line may say about a workspace. */
export interface TargetOptions {
  readonly workspace?: string;
  readonly config?: string;
  readonly url?: string;
  readonly parameter?: string;
  readonly allowInsecure?: true;
  /** A PEM file. */
  readonly ca?: string;
}

/**
 * The workspaces that a command line means: those of the file, or the one it names, or the one at a URL, as
 * `cdk deploy -c url=…` would have it.
 *
 * @throws Problem or ConfigurationError
 */
export const chooseTargets = (options: TargetOptions): readonly WatchedWorkspace[] => targetsOf(options).workspaces;

interface Targets {
  readonly workspaces: readonly WatchedWorkspace[];
  /** Whether they are checked from a network of their own, as far as the command line says it. */
  readonly hasNetwork: boolean;
}

function targetsOf(options: TargetOptions): Targets {
  const { url, workspace, config, parameter, allowInsecure, ca } = options;
  if (url !== undefined) {
    if (workspace !== undefined || config !== undefined)
      throw new Problem('--url stands for a file: leave out --workspace and --config, or --url');
    return { workspaces: [targetAt(url, options)], hasNetwork: false };
  }
  if (parameter !== undefined || allowInsecure !== undefined || ca !== undefined)
    throw new Problem('--parameter, --ca and --allow-insecure go with --url: otherwise the file says them');
  const file = config ?? defaultConfiguration();
  if (config === undefined && !existsSync(file))
    throw new Problem(`there is no ${file} here: make one with init, name another with --config FILE, or pass --url`);
  const { workspaces, vpc } = loadConfiguration(file);
  return {
    workspaces: workspace === undefined ? workspaces : [named(workspace, workspaces, file)],
    hasNetwork: vpc !== null,
  };
}

/** The one workspace that is meant. @throws Problem or ConfigurationError */
export function chooseTarget(options: TargetOptions): {
  readonly workspace: WatchedWorkspace;
  readonly hasNetwork: boolean;
} {
  const { workspaces, hasNetwork } = targetsOf(options);
  const [only, ...others] = workspaces;
  if (only !== undefined && others.length === 0) return { workspace: only, hasNetwork };
  throw new Problem(`which workspace? Pass --workspace and one of ${listed([only, ...others])}`);
}

const listed = (workspaces: ReadonlyArray<WatchedWorkspace | undefined>): string => {
  const names = workspaces.map((workspace) => workspace?.name ?? '');
  return names.length <= maxListed ? names.join(', ') : `${names.slice(0, maxListed).join(', ')}, …`;
};

const maxListed = 10;

function named(name: string, workspaces: readonly WatchedWorkspace[], file: string): WatchedWorkspace {
  const found = workspaces.find((workspace) => workspace.name === name);
  if (found !== undefined) return found;
  const names = workspaces.map((workspace) => workspace.name);
  const meant = nearest(name, names);
  const hint = meant === null ? `there are ${listed(workspaces)}` : `did you mean ${meant}?`;
  throw new Problem(`${file} has no workspace of that name; ${hint}`);
}

function targetAt(text: string, { parameter, ca, ...options }: TargetOptions): WatchedWorkspace {
  const allowInsecure = options.allowInsecure ?? false;
  const url = urlFromOption(text, { allowInsecure });
  const name = nameFromUrl(url);
  const credentials = parameter ?? credentialsParameter(name);
  const checked = v.safeParse(parameterName('/rocketchat-alerter/production'), credentials);
  if (!checked.success) throw new Problem(`--parameter: write ${checked.issues[0].message}`);
  const [workspace] = resolveSettings({ workspaces: [{ name, url, allowInsecure, credentials }] }).workspaces;
  if (workspace === undefined) throw new Error('settings of one workspace resolve to one workspace');
  return ca === undefined ? workspace : { ...workspace, ca: authorityFromOption(ca) };
}

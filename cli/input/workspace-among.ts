import type { WatchedWorkspace } from '../../config/check-event.ts';
import { readWorkspaceUrl } from '../../adapters/rocketchat/workspace-url.ts';
import { type AlerterSettings, resolveSettings } from '../../config/settings.ts';
import { authorityFromOption, urlFromOption } from '../base/url-option.ts';

export interface WorkspaceOptions {
  readonly url: string;
  readonly config?: string | undefined;
  readonly allowInsecure?: boolean | undefined;
  /** A PEM file. */
  readonly ca?: string | undefined;
}

/**
 * The workspace that a command line means: the one of the settings that has this URL, or their only one reached
 * at this URL, or else one that is called after where it is reached and has their rules.
 *
 * @param settings what the file of `config` holds; null where there is none
 * @throws Problem
 */
export function workspaceAmong(
  settings: AlerterSettings | null,
  { url, allowInsecure = false, ca }: WorkspaceOptions,
): WatchedWorkspace {
  const inFile = settings === null ? null : workspaceInFile(settings, url);
  const insecure = allowInsecure || (inFile?.allowInsecure ?? false);
  const address = urlFromOption(url, { allowInsecure: insecure });
  const chosen = inFile ?? unnamedWorkspace(address, settings);
  const authority = ca === undefined ? chosen.ca : authorityFromOption(ca);
  return { ...chosen, url: address, allowInsecure: insecure, ca: authority };
}

function workspaceInFile({ workspaces }: AlerterSettings, url: string): WatchedWorkspace | null {
  const address = readWorkspaceUrl(url, { allowInsecure: true });
  if ('problem' in address) return null;
  const same = workspaces.find((workspace) => workspace.url === address.url);
  const [only, ...others] = workspaces;
  if (same !== undefined || only === undefined || others.length > 0) return same ?? null;
  // What the file trusts is the server it names, and no other that a command line leads to.
  return originOf(only.url) === originOf(address.url) ? only : { ...only, allowInsecure: false, ca: null };
}

const originOf = (url: string): string => new URL(url).origin;

/** As if it stood alone in the file. */
export function unnamedWorkspace(
  url: string,
  settings: AlerterSettings | null,
  name = nameAfter(new URL(url)),
): WatchedWorkspace {
  const alone = resolveSettings({ workspaces: [{ name, url }] });
  const [workspace] = alone.workspaces;
  if (workspace === undefined) throw new Error('settings of one workspace resolve to one workspace');
  const { rules, maintenance, history } = settings ?? alone;
  return { ...workspace, rules, maintenance, keepSeconds: history.keepSeconds };
}

/** Host, port and path, so that two workspaces of one host do not share a history. */
const nameAfter = ({ host, pathname }: URL): string =>
  `${host}${pathname}`.replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '');

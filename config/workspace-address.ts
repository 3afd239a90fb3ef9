import { oneLine } from '../core/text/one-line.ts';
import { readWorkspaceUrl, type WorkspaceUrl } from '../adapters/rocketchat/workspace-url.ts';

/** What a browser shows behind the URL of a workspace, and is copied with it. */
const pages =
  /\/(home|login|directory|(channel|group|direct|admin|account|marketplace|omnichannel|livechat|setup-wizard)(\/.*)?)$/;

/**
 * Reads the URL of a workspace as a person wrote it, who may have copied that of a page. A slash at its end says that
 * it is meant as it is: Rocket.Chat may live below `/home`, too.
 */
export const readWorkspaceAddress = (text: string, how: { readonly allowInsecure: boolean }): WorkspaceUrl => {
  const address = readWorkspaceUrl(text, how);
  if ('problem' in address || text.trim().endsWith('/')) return address;
  const { origin, pathname } = new URL(address.url);
  const page = pathname.search(pages);
  if (page === -1) return address;
  const [shown, root] = [oneLine(pathname.slice(page), 40), oneLine(`${origin}${pathname.slice(0, page)}`, 200)];
  return {
    problem: `${shown} is a page of Rocket.Chat and no part of its URL: write ${root}, or end it with a slash if Rocket.Chat is below that path`,
  };
};

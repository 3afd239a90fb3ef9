import { isLoopbackHost } from '../../core/cluster/place.ts';
import { oneLine } from '../../core/text/one-line.ts';

/** The URL of a workspace, without a trailing slash; or one line on what is wrong with it and what to do. */
export type WorkspaceUrl = { readonly url: string } | { readonly problem: string };

/** Reads the URL of a workspace as a person wrote it. A path below the host is kept: Rocket.Chat may live there. */
export const readWorkspaceUrl = (
  text: string,
  { allowInsecure }: { readonly allowInsecure: boolean },
): WorkspaceUrl => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return { problem: `${quoted(text)} is not the URL of a workspace: write one like https://chat.example.com` };
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: 'the URL of a workspace must not hold a user name or password: leave out all before the @' };
  }
  const path = url.pathname.replace(/\/+$/, '');
  const bare = `${url.origin}${path}`;
  if (url.search !== '' || url.hash !== '') {
    return { problem: `the URL of a workspace must not hold a query or a fragment: write ${oneLine(bare, 200)}` };
  }
  const endpoint = path.indexOf('/api/v1');
  if (endpoint !== -1) {
    const root = `${url.origin}${path.slice(0, endpoint)}`;
    return { problem: `the URL of a workspace is that of its pages, not of its API: write ${oneLine(root, 200)}` };
  }
  if (url.protocol === 'http:' && !allowInsecure && !isLoopbackHost(url.hostname)) {
    const secure = oneLine(bare.replace(/^http:/, 'https:'), 200);
    return {
      problem: `over http:// anyone on the way can read the access token: write ${secure}, or set allowInsecure: true`,
    };
  }
  return { url: bare };
};

/** What is called of a workspace. @param url one that `readWorkspaceUrl` gave */
export const instancesEndpoint = (url: string): URL => new URL(`${url}/api/v1/instances.get`);

/** What stands before an @ may be a password. */
const quoted = (text: string): string => (text.includes('@') ? 'this' : `"${oneLine(text, 80)}"`);

import type { FailureKind } from './failure.ts';

/** How a token is made, without the end of the sentence. */
export const newToken =
  'Create a token as the same user (in Rocket.Chat: Profile, Personal Access Tokens, with "Ignore Two Factor Authentication")';

const advice: Readonly<Record<FailureKind, string>> = {
  unauthorized: `${newToken}, then store it with \`credentials set\`; where the alerter runs without AWS, set ROCKETCHAT_AUTH_TOKEN.`,
  forbidden:
    "Give a role of the token's user the permission `view-statistics` (in Rocket.Chat: Workspace, Permissions), or use the token of a user who has it.",
  blocked:
    'Something in front of Rocket.Chat refuses the call: a firewall, Cloudflare, basic authentication, an IP list or a limit on the number of calls. Let calls of `/api/v1/instances.get` from the alerter pass there, once per check; neither token nor role is at fault.',
  'rate-limited':
    "Check less often, or give the token's user the role `bot` or the permission `api-bypass-rate-limit`, and see whether something else calls this endpoint from the same address.",
  degraded:
    'Find the process whose log says that it has lost its broker, and restart it: until then its users may miss messages from the others.',
  'server-error': 'Check that Rocket.Chat, MongoDB and the proxy in front of it are running; their logs say why.',
  'bad-response':
    'Check that the configured URL is that of the Rocket.Chat server itself, with its sub-path if it has one, and that no login page or firewall answers in its place; if it is Rocket.Chat that refuses, do what it says.',
  'too-large':
    'Open `/api/v1/instances.get` by hand: either the URL is not that of a Rocket.Chat server, or records of instances have piled up in its database.',
  timeout:
    'Check MongoDB first: without it, Rocket.Chat hangs in this way. Then check whether the server is overloaded, and whether a firewall drops connections from the alerter.',
  network:
    'Check the host name, port and certificate in the configured URL, and that the server can be reached from where the alerter runs.',
};

/** One sentence on what to do about a failure of this kind. */
export const adviceFor = (kind: FailureKind): string => advice[kind];

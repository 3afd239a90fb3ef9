import { readAuthority } from '../../config/authority.ts';
import { readWorkspaceAddress } from '../../config/workspace-address.ts';
import { Problem } from './problem.ts';

/** The URL of a workspace from a command line. @throws Problem */
export function urlFromOption(url: string, how: { readonly allowInsecure: boolean }): string {
  const address = readWorkspaceAddress(url, how);
  if ('url' in address) return address.url;
  throw new Problem(`--url: ${address.problem.replace('set allowInsecure: true', 'pass --allow-insecure')}`);
}

/** The certificate authority in a file that a command line names, as PEM. @throws Problem */
export function authorityFromOption(file: string): string {
  const authority = readAuthority(file, '.');
  if ('pem' in authority) return authority.pem;
  throw new Problem(`--ca: ${authority.problem}`);
}

import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { Agent } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { lazily } from '../../core/lazily.ts';

/** What kinds of addresses nothing is asked at, and the code of the error that says so. */
export const forbidden = { 'link-local': 'EFORBIDDENLINKLOCAL', loopback: 'EFORBIDDENLOOPBACK' } as const;
export type Forbidden = keyof typeof forbidden;

type Subnet = readonly [network: string, prefix: number];

/**
 * Link-local addresses, where clouds keep their metadata services, and those of no single machine. An IPv4 address
 * within an IPv6 one (`::ffff:…`) is looked at as what it is by Node; other notations that lead to one are listed.
 */
const neverAsked: readonly Subnet[] = [
  ['169.254.0.0', 16],
  ['fe80::', 10],
  ['fd00:ec2::', 32],
  ['64:ff9b::a9fe:0', 112],
  ['64:ff9b:1::', 48],
  ['2002:a9fe::', 32],
  ['::169.254.0.0', 112],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['ff00::', 8],
  // Alibaba Cloud's and Oracle Cloud's metadata services.
  ['100.100.100.200', 32],
  ['192.0.0.192', 32],
];

/** The machine that asks: in a function, what runs it listens there. */
const itself: readonly Subnet[] = [
  ['127.0.0.0', 8],
  ['::1', 128],
  ['0.0.0.0', 8],
  ['::', 128],
  ['64:ff9b::7f00:0', 104],
];

const blockListOf = (subnets: readonly Subnet[]): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, familyOf(network));
  return list;
};

const familyOf = (address: string): 'ipv6' | 'ipv4' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** What tells IPv6 from IPv4 takes a twentieth of a cold start to get ready. */
const blockLists = lazily(() => ({ 'link-local': blockListOf(neverAsked), loopback: blockListOf(itself) }));

/** Why nothing is asked at an IP address, in whatever notation; null where it may be. */
export function refusalOf(address: string): Forbidden | null {
  const [bare = ''] = address.replace(/^\[|\]$/g, '').split('%');
  const family = familyOf(bare);
  const lists = blockLists();
  if (lists['link-local'].check(bare, family)) return 'link-local';
  return lists.loopback.check(bare, family) ? 'loopback' : null;
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

type Resolve = (
  name: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Looks a name up and refuses what it may not lead to: the address that is checked is the one that is connected to. */
export function guardedLookup(mayAskItself: boolean, resolve: Resolve = lookup) {
  return (name: string, options: LookupOptions, callback: LookupCallback): void => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      for (const { address } of addresses) {
        const why = refusalOf(address);
        if (why === 'link-local' || (why === 'loopback' && !mayAskItself)) {
          callback(Object.assign(new Error(`${name} leads to ${address}`), { code: forbidden[why] }), []);
          return;
        }
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
    });
  };
}

// Nothing is kept open: the next check is a minute away, and Lambda freezes the process in between.
const agentFor = (mayAskItself: boolean): Agent => new Agent({ keepAlive: false, lookup: guardedLookup(mayAskItself) });

/** Connects to what `refusalOf` does not refuse, whatever a name leads to at that moment. */
export const guardedAgents = {
  /** For addresses that came from a workspace. */
  listed: agentFor(false),
  /** For those of the file, which may name the machine it is on. */
  configured: agentFor(true),
} as const;

/** A host written in a URL is an IP address once it is normalised, or a name that is looked up. */
export const isAddress = (hostname: string): boolean => isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;

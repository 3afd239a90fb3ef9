import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { Agent } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { isLoopbackHost } from '../../core/cluster/place.ts';

/** Why nothing is asked at a host, and the code of the error where a name leads there. */
export const refusalCodes = { 'link-local': 'EFORBIDDENLINKLOCAL', loopback: 'EFORBIDDENLOOPBACK' } as const;
type Refusal = keyof typeof refusalCodes;

/**
 * Link-local addresses, where clouds keep their metadata services, and those of no single machine. Node takes an IPv4
 * address within an IPv6 one (`::ffff:…`) as what it is; other notations that lead to one are listed.
 */
const neverAsked: ReadonlyArray<readonly [network: string, prefix: number]> = [
  ['169.254.0.0', 16],
  ['fe80::', 10],
  ['fd00:ec2::', 32],
  ['64:ff9b::a9fe:0', 112],
  ['64:ff9b::7f00:0', 104],
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

/** Made when it is first needed: that takes a twentieth of a cold start, and most checks ask no instance. */
let blockList: BlockList | null = null;

const makeBlockList = (): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of neverAsked) list.addSubnet(network, prefix, familyOf(network));
  return list;
};

const familyOf = (address: string): 'ipv6' | 'ipv4' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/**
 * Why nothing is asked at a host: it is link-local or no single machine, or it is this machine, where Lambda's own
 * services listen. Null where it may be asked, and for a name, whose addresses are judged when they are looked up.
 *
 * @param host as a URL writes it, or an IP address as it was looked up
 */
export function refusalOf(host: string): Refusal | null {
  if (isLoopbackHost(host)) return 'loopback';
  const [address = ''] = host.replace(/^\[|\]$/g, '').split('%');
  if (isIP(address) === 0) return null;
  blockList ??= makeBlockList();
  return blockList.check(address, familyOf(address)) ? 'link-local' : null;
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

type Resolve = (
  name: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Looks a name up, and fails where it leads to a refused address: the address that is judged is the one connected to. */
export function guardedLookup(mayAskItself: boolean, resolve: Resolve = lookup) {
  return (name: string, options: LookupOptions, callback: LookupCallback): void => {
    resolve(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      for (const { address } of addresses) {
        const refusal = refusalOf(address);
        if (refusal === 'link-local' || (refusal === 'loopback' && !mayAskItself)) {
          callback(Object.assign(new Error(`${name} leads to ${address}`), { code: refusalCodes[refusal] }), []);
          return;
        }
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
    });
  };
}

// Nothing is kept open: the next check is a minute away, and Lambda freezes the process in between.
const makeAgent = (mayAskItself: boolean): Agent =>
  new Agent({ keepAlive: false, lookup: guardedLookup(mayAskItself) });

/** Agents that connect to no refused address, also where a name leads to one. */
export const guardedAgents = {
  /** For addresses from the list of instances. */
  listed: makeAgent(false),
  /** For addresses from alerter.yaml, which may name the machine that the alerter runs on. */
  configured: makeAgent(true),
} as const;

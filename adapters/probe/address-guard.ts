import { lookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { Agent } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { isLoopbackHost } from '../../core/cluster/place.ts';
import { embeddedIpv4 } from './embedded-ipv4.ts';

/** Why nothing is asked at a host, and the code of the error where a name leads there. */
export const refusalCodes = { 'link-local': 'EFORBIDDENLINKLOCAL', loopback: 'EFORBIDDENLOOPBACK' } as const;
type Refusal = keyof typeof refusalCodes;

type Subnet = readonly [network: string, prefix: number];

/** Link-local addresses and others at which clouds keep their metadata services. */
const metadata: readonly Subnet[] = [
  ['169.254.0.0', 16],
  ['fe80::', 10],
  // AWS, Google Cloud.
  ['fd00:ec2::', 32],
  ['fd20:ce::254', 128],
  // Azure, Alibaba Cloud, Oracle Cloud.
  ['168.63.129.16', 32],
  ['100.100.100.200', 32],
  ['192.0.0.192', 32],
  // Oracle Cloud, Scaleway, Akamai, over IPv6.
  ['fd00:c1::', 32],
  ['fd00:42::42', 128],
  ['fd00:a9fe:a9fe::', 48],
];

/** Of no single machine, or for a translator of the network alone to know. */
const ofNoMachine: readonly Subnet[] = [
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['ff00::', 8],
  ['64:ff9b:1::', 48],
];

const makeBlockList = (subnets: readonly Subnet[]): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, familyOf(network));
  return list;
};

const makeBlockLists = () => ({
  metadata: makeBlockList(metadata),
  all: makeBlockList([...metadata, ...ofNoMachine]),
});

/** Made when they are first needed: that takes a twentieth of a cold start, and most checks ask no instance. */
let blockLists: ReturnType<typeof makeBlockLists> | null = null;

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
  const lists = (blockLists ??= makeBlockLists());
  const isIn = (list: BlockList, one: string): boolean => list.check(one, familyOf(one));
  const { known, possible } = isIPv6(address) ? embeddedIpv4(address) : { known: [], possible: [] };
  if ([address, ...known].some((one) => isIn(lists.all, one))) return 'link-local';
  if (possible.some((one) => isIn(lists.metadata, one))) return 'link-local';
  return known.some(isLoopbackHost) ? 'loopback' : null;
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

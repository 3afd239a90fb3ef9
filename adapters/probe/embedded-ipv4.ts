/** The IPv4 addresses that may be meant by an IPv6 one. */
export interface EmbeddedAddresses {
  /** Those that a notation or a way of translation in use says are within it. */
  readonly known: readonly string[];
  /** Those that a translator of the network may take it for, under a prefix that nobody else knows (RFC 6052). */
  readonly possible: readonly string[];
}

const dotted = (high = 0, low = 0): string => bytesOf([high, low]).join('.');

const bytesOf = (groups: readonly number[]): readonly number[] => groups.flatMap((group) => [group >> 8, group & 0xff]);

/** The first six groups of an address that ends with an IPv4 one: compatible, mapped, translated (SIIT), NAT64. */
const prefixes = new Set(['0:0:0:0:0:0', '0:0:0:0:0:ffff', '0:0:0:0:ffff:0', '64:ff9b:0:0:0:0']);

/** An interface identifier of ISATAP, with the bit for global addresses or without it. */
const isIsatap = ([, , , , fifth, sixth]: readonly number[]): boolean =>
  (fifth === 0 || fifth === 0x200) && sixth === 0x5efe;

/** @param address an IPv6 address without brackets and zone */
export const embeddedIpv4 = (address: string): EmbeddedAddresses => {
  const groups = groupsOf(address);
  const [first, second, third, fourth, , , seventh = 0, eighth = 0] = groups;
  const last = dotted(seventh, eighth);
  const endsWithIt = prefixes.has(groups.slice(0, 6).map(hex).join(':')) || isIsatap(groups);
  const isTeredo = first === 0x2001 && second === 0;
  return {
    known: [
      ...(endsWithIt ? [last] : []),
      ...(first === 0x2002 ? [dotted(second, third)] : []),
      // Teredo: its server, and the client with every bit turned over.
      ...(isTeredo ? [dotted(third, fourth), dotted(seventh ^ 0xffff, eighth ^ 0xffff)] : []),
    ],
    possible: [last, ...translated(bytesOf(groups))],
  };
};

/** Where a translator's prefix is shorter than 96 bits: the address follows it, around a byte that is 0. */
const translated = (bytes: readonly number[]): readonly string[] => {
  const others = bytes.filter((_, index) => index !== 8);
  return bytes[8] === 0 ? [4, 5, 6, 7, 8].map((at) => others.slice(at, at + 4).join('.')) : [];
};

const hex = (group: number): string => group.toString(16);

/** As eight numbers. */
const groupsOf = (address: string): readonly number[] => {
  const [head = '', tail] = withoutDots(address).split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, 8 - (before?.length ?? 0) - (after?.length ?? 0))).fill('0');
  return [...(before ?? []), ...(tail === undefined ? [] : zeros), ...(after ?? [])].map((group) =>
    Number.parseInt(group, 16),
  );
};

/** `::ffff:1.2.3.4` as `::ffff:102:304`. */
const withoutDots = (address: string): string =>
  address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${hex(a * 256 + b)}:${hex(c * 256 + d)}`;
  });

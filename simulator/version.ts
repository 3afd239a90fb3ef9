type VersionNumbers = readonly [major: number, minor: number, patch: number];

const readVersion = (version: string): VersionNumbers => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
};

const isBefore = (version: VersionNumbers, other: VersionNumbers): boolean => {
  const index = version.findIndex((number, position) => number !== other[position]);
  return index !== -1 && (version[index] ?? 0) < (other[index] ?? 0);
};

/** In what versions of Rocket.Chat differ, as far as the list of instances shows it. */
export interface VersionBehaviour {
  /** Up to 5.x each server holds a connection of its own to each other one; from 6.0 on a broker knows who is there. */
  readonly linksDirectly: boolean;
  /** From 6.0 on only `ddp-streamer` registers in microservices mode. */
  readonly registersServersInMicroservices: boolean;
  /** 6.0 to 7.2, over TCP: a process that sees its own record removed removes itself from its own broker. */
  readonly removesItself: boolean;
  /** 7.3 to 7.7.4, over TCP: processes that register in the same second never look for each other. */
  readonly missesSameSecond: boolean;
  /** Before 7.3 `address` is `INSTANCE_IP` or `localhost`; from then on it is the first address of the machine. */
  readonly addressIsHost: boolean;
}

/** @param version as in `7.7.4` */
export function behaviourOf(version: string): VersionBehaviour {
  const numbers = readVersion(version);
  const isBefore6 = isBefore(numbers, [6, 0, 0]);
  const isBefore7dot3 = isBefore(numbers, [7, 3, 0]);
  return {
    linksDirectly: isBefore6,
    registersServersInMicroservices: isBefore6,
    removesItself: !isBefore6 && isBefore7dot3,
    missesSameSecond: !isBefore7dot3 && isBefore(numbers, [7, 7, 5]),
    addressIsHost: isBefore7dot3,
  };
}

/** Before 17.4 `os.freemem()` counts the page cache, which the kernel would give back, as used. */
export const countsPageCacheAsUsed = (nodeVersion: string): boolean =>
  isBefore(readVersion(nodeVersion.replace(/^v/, '')), [17, 4, 0]);

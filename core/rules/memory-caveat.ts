/**
 * How far the free memory that a process saw at its start can be believed. Node before 17.4 (Rocket.Chat up to 6.x)
 * reads the kernel's MemFree, which leaves out what the page cache could give back; later ones read MemAvailable.
 */
export const memoryCaveat = (nodeVersion: string | null): string | null => {
  const [major, minor] =
    /^v?(\d+)\.(\d+)/
      .exec(nodeVersion ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  if (major === undefined || minor === undefined) return 'page cache may be counted as used';
  return major > 17 || (major === 17 && minor >= 4) ? null : `page cache counted as used, Node ${major}.${minor}`;
};

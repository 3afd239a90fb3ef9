import { readFileSync } from 'node:fs';

/**
 * The most memory that this process has held so far, in MiB, as Linux counts it (`VmHWM`). What `process.resourceUsage`
 * says begins with what the process held that started this one.
 */
export function peakMebibytes(): number {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  if (kibibytes === undefined) throw new Error('/proc/self/status says nothing of VmHWM: this bench needs Linux');
  return Number(kibibytes) / 1024;
}

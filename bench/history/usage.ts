import { writeFileSync } from 'node:fs';
import { peakMebibytes } from '../peak-memory.ts';

/** Loaded into a measured process, it writes to file descriptor 3 what that took: MiB at most, microseconds in all. */
process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(3, JSON.stringify({ mebibytes: peakMebibytes(), microseconds: userCPUTime + systemCPUTime }));
});

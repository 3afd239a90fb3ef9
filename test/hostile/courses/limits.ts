import { checkMemoryMebibytes } from '../../../lib/check-function.ts';

/** What a check may take, whatever the workspace answers. */
export interface Limits {
  /** Of a whole core: 30 s of the seventh that a function of this memory has. */
  readonly cpuMilliseconds: number;
  /** Of a whole core, once the workspace answers as it should: twice what it takes, since others may use the core. */
  readonly goodCpuMilliseconds: number;
  readonly mebibytes: number;
  readonly logBytes: number;
  readonly messagesADay: number;
  readonly messageBytes: number;
  /** So many good checks after a course, all is seen as it is. */
  readonly checksToRecover: number;
  /** So many checks after a real instance has gone, its loss is an open incident. */
  readonly checksToNotice: number;
}

export const limits: Limits = {
  cpuMilliseconds: 4_300,
  goodCpuMilliseconds: 2_000,
  mebibytes: checkMemoryMebibytes,
  logBytes: 8 * 1_024,
  messagesADay: 40,
  messageBytes: 256 * 1_024,
  checksToRecover: 2,
  checksToNotice: 8,
};

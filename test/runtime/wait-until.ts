import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again whether it is so; rejects after so many seconds. */
export async function waitUntil(what: string, seconds: number, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`waited ${seconds} s in vain until ${what}`);
    await sleep(20);
  }
}

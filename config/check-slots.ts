import { createHash } from 'node:crypto';
import { millisecondsOf, plusSeconds, type Timestamp } from '../core/base/time.ts';

/** One of so many, always the same for a name, and as likely as any other. */
export const slotOf = (name: string, slots: number): number =>
  createHash('sha256').update(name).digest().readUInt32BE() % slots;

const minutesInHour = 60;
const hoursInDay = 24;

/** Whether an interval falls on slots of the clock: whole minutes that divide an hour, or whole hours that divide a day. */
export function hasSlots(everySeconds: number): boolean {
  const minutes = everySeconds / 60;
  const hours = minutes / minutesInHour;
  return Number.isInteger(hours)
    ? hoursInDay % hours === 0
    : Number.isInteger(minutes) && minutesInHour % minutes === 0;
}

/**
 * When a workspace is to be checked next, on the slots on which its schedule in AWS would start it, so that a watch
 * begun anew goes on in step.
 *
 * @param everySeconds an interval that has slots
 */
export function nextSlot(workspace: string, everySeconds: number, after: Timestamp): Timestamp {
  const offsetSeconds = 60 * slotOf(workspace, everySeconds / 60);
  const seconds = millisecondsOf(after) / 1000;
  const passed = Math.floor((seconds - offsetSeconds) / everySeconds);
  return plusSeconds(after, offsetSeconds + (passed + 1) * everySeconds - seconds);
}

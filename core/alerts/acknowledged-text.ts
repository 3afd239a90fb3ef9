import type { Acknowledgement } from '../incidents/incident.ts';
import { foreignText } from '../text/foreign-text.ts';
import type { TimeText } from '../text/time-text.ts';

const maxNameLength = 60;
const maxNoteLength = 200;

/** `acknowledged by Ada at 19:25 UTC: disk is full` */
export const acknowledgedText = ({ by, at, note }: Acknowledgement, time: TimeText): string => {
  const words = note === '' ? '' : `: ${foreignText(note, maxNoteLength)}`;
  return `acknowledged by ${foreignText(by, maxNameLength)} at ${time(at)}${words}`;
};

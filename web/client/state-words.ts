import { callTexts, laneSaid } from '../drawing/states.ts';
import { callStates, laneStates } from '../../core/timeline/model.ts';

/** What a state of an instance is called. */
export function laneText(state: string): string {
  const known = laneStates.find((one) => one === state);
  return known === undefined ? state : laneSaid[known].label;
}

/** What came of a call. */
export function callText(state: string): string {
  const known = callStates.find((one) => one === state);
  return known === undefined ? state : callTexts(known);
}

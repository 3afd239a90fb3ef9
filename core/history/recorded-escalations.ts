import type { Snapshot } from './snapshot.ts';

/** After how many seconds somebody got at a check what was still open, so that it can be judged anew. */
export const recordedEscalations = ({ alert }: Pick<Snapshot, 'alert'>): readonly number[] => [
  ...new Set((alert?.changes ?? []).filter(({ change }) => change === 'escalated').flatMap(({ after = [] }) => after)),
];

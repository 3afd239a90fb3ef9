import type { Snapshot } from '../../core/history/snapshot.ts';
import type { Lived, Played } from './play.ts';

/** What is not as it should be, a line for a person each: that one workspace has anything of another, or lacks its own. */
export const complaintsAbout = ({ checkTimes, workspaces, messages }: Played): readonly string[] => [
  ...workspaces.flatMap((lived) => complaintsOf(lived, checkTimes)),
  ...differences('sent to subscribers', messages, workspaces.flatMap(expectedMessages)),
];

const complaintsOf = (lived: Lived, checkTimes: readonly string[]): readonly string[] => {
  const { name, fate, snapshots, instances, failures } = lived;
  const isChecked = fate.credentials !== null;
  const ids = snapshots.flatMap(({ health }) => health.instances.map(({ id }) => id));
  return [
    ...differences(
      `${name}: snapshots`,
      snapshots.map(({ takenAt }) => takenAt),
      isChecked ? checkTimes : [],
    ),
    ...differences(`${name}: instances`, [...new Set(ids)], isChecked ? instances : []),
    ...differences(`${name}: alerts`, snapshots.flatMap(openingsOf), fate.kinds.map(opened)),
    ...differences(
      `${name}: failures`,
      failures.map((failure) => /SSM parameter (\S+),.* no such parameter/.exec(failure)?.[1] ?? failure),
      isChecked ? [] : checkTimes.map(() => `/rocketchat-alerter/${name}`),
    ),
  ];
};

const opened = (kind: string): string => `opened ${kind}`;
const openingsOf = ({ alert }: Snapshot): readonly string[] =>
  (alert?.changes ?? []).map(({ change, incident }) => `${change} ${incident.kind}`);
const expectedMessages = ({ name, fate }: Lived): readonly string[] =>
  fate.kinds.map((kind) => `${name} ${opened(kind)}`);

const differences = (what: string, found: readonly string[], expected: readonly string[]): readonly string[] => {
  const [is, should] = [found, expected].map((list) => (list.length === 0 ? 'nothing' : list.toSorted().join(', ')));
  return is === should ? [] : [`${what}: ${String(is)}, instead of ${String(should)}`];
};

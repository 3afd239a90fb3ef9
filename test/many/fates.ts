import { simulatedCredentials } from '../../simulator/options.ts';
import type { SimulatedWorkspace } from '../../simulator/workspace.ts';

/** What befalls a workspace after its first check. */
export interface Fate {
  readonly what: string;
  /** The kinds of the alerts it then gets. */
  readonly kinds: readonly string[];
  readonly befall: (cluster: SimulatedWorkspace) => void;
  /** What SSM holds as its credentials; null: there is no such parameter. */
  readonly credentials: string | null;
}

const stored = JSON.stringify(simulatedCredentials);
const nothing: Fate = { what: 'nothing', kinds: [], befall: () => undefined, credentials: stored };

/** A third of the workspaces is in trouble, of four kinds. */
const fates: readonly Fate[] = [
  {
    ...nothing,
    what: 'an instance is added on a host that is short of memory',
    kinds: ['low-memory'],
    befall: (cluster) => {
      cluster.start({ memory: { totalBytes: 8e9, freeBytes: 2e8 } });
    },
  },
  {
    ...nothing,
    what: 'the token is revoked',
    kinds: ['unauthorized'],
    befall: (cluster) => {
      cluster.cutOff('unauthorized');
    },
  },
  {
    ...nothing,
    what: 'a login page answers in its place',
    kinds: ['unreachable'],
    befall: (cluster) => {
      cluster.cutOff('html');
    },
  },
  { ...nothing, what: 'its credentials were never stored', credentials: null },
  ...Array<Fate>(8).fill(nothing),
];

export const fateOf = (index: number): Fate => fates[index % fates.length] ?? nothing;

import { minSpan } from './view.ts';

/** What of a page is in its address, so that it can be shared. */
export interface Address {
  readonly workspace: string | null;
  /** Milliseconds since 1970; null: as the page begins. */
  readonly from: number | null;
  readonly to: number | null;
  readonly zone: 'utc' | 'local';
  /** Part of the name of an instance. */
  readonly instance: string;
  /** Those that are shown; empty: all. */
  readonly statuses: readonly string[];
  readonly kinds: readonly string[];
  /** The id of the incident that is open. */
  readonly incident: string | null;
}

export const plainAddress: Address = {
  workspace: null,
  from: null,
  to: null,
  zone: 'utc',
  instance: '',
  statuses: [],
  kinds: [],
  incident: null,
};

/** What an address says, as far as it can be read. */
export function readAddress(hash: string): Address {
  const read = new URLSearchParams(hash.replace(/^#/, ''));
  const [from, to] = [timeIn(read.get('from')), timeIn(read.get('to'))];
  const isSpan = from !== null && to !== null && to - from >= minSpan;
  return {
    workspace: read.get('workspace'),
    from: isSpan ? from : null,
    to: isSpan ? to : null,
    zone: read.get('zone') === 'local' ? 'local' : 'utc',
    instance: read.get('instance') ?? '',
    statuses: wordsIn(read.get('status')),
    kinds: wordsIn(read.get('kind')),
    incident: read.get('incident'),
  };
}

/** The same as text; what is as it is by itself is left out. */
export function addressText({ workspace, from, to, zone, instance, statuses, kinds, incident }: Address): string {
  const written = new URLSearchParams();
  if (workspace !== null) written.set('workspace', workspace);
  if (from !== null && to !== null) {
    written.set('from', timeText(from));
    written.set('to', timeText(to));
  }
  if (zone === 'local') written.set('zone', zone);
  if (instance !== '') written.set('instance', instance);
  if (statuses.length > 0) written.set('status', statuses.join(','));
  if (kinds.length > 0) written.set('kind', kinds.join(','));
  if (incident !== null) written.set('incident', incident);
  const text = written.toString();
  return text === '' ? '' : `#${text}`;
}

/** To the second: nobody shares less. */
const timeText = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

function timeIn(text: string | null): number | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : at;
}

const wordsIn = (text: string | null): readonly string[] => (text ?? '').split(',').filter((word) => word !== '');

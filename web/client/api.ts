import type { WorkspaceStatus } from '../console/status.ts';
import type { TimelineData } from './data.ts';
import type { Span } from './view.ts';

/** A silence as the console lists it. */
export interface ListedSilence {
  readonly workspace: string;
  readonly silence: {
    readonly id: string;
    readonly kinds: readonly string[] | null;
    readonly instance: string | null;
    readonly from: string;
    readonly until: string;
    readonly reason: string;
  };
}

export interface WantedSilence {
  readonly workspace: string;
  readonly kinds: readonly string[] | null;
  readonly instance: string | null;
  readonly for: string;
  readonly reason: string;
}

interface MeantIncident {
  readonly workspace: string;
  readonly id: string;
}

export interface WantedAcknowledgement extends MeantIncident {
  readonly by: string;
  readonly note: string;
}

/** What the console's server answers, by what is asked for. */
interface Answers {
  /** Null: there are no checks in that time. */
  readonly timeline: TimelineData | null;
  readonly explain: readonly string[];
  readonly silences: readonly ListedSilence[];
}

/** What the console's server does. Each rejects with a reason for a person. */
export const api = {
  /** Measurements of whole hours are there at once; those of each check take longer. */
  timeline: (workspace: string, { from, to }: Span, detail: 'hours' | 'checks') =>
    read('timeline', { workspace, from: timeText(from), to: timeText(to), detail }),
  explain: (workspace: string, at: number) => read('explain', { workspace, at: timeText(at) }),
  silences: (workspace: string) => read('silences', { workspace }),
  /** Resolves to what is odd about it; null where nothing is. */
  addSilence: async (silence: WantedSilence): Promise<string | null> => {
    const made = await ask('api/silences', sending(silence));
    return typeof made === 'object' && made !== null && 'remark' in made && typeof made.remark === 'string'
      ? made.remark
      : null;
  },
  endSilence: async (id: string): Promise<void> => {
    await ask('api/silences/end', sending({ id }));
  },
  acknowledge: async (wanted: WantedAcknowledgement): Promise<void> => {
    await ask('api/incidents/ack', sending(wanted));
  },
  withdrawAcknowledgement: async (meant: MeantIncident): Promise<void> => {
    await ask('api/incidents/unack', sending(meant));
  },
};

const timeText = (at: number): string => new Date(at).toISOString();

/** The server is of the same version as this script: what it answers is as it says. */
const read = async <Path extends keyof Answers>(
  path: Path,
  query: Readonly<Record<string, string>>,
): Promise<Answers[Path]> => (await ask(`api/${path}?${new URLSearchParams(query).toString()}`, {})) as Answers[Path];

const sending = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

async function ask(path: string, options: RequestInit): Promise<unknown> {
  const response = await fetch(path, options).catch(() => {
    throw new Error('The console has ended. Start it again, and open the address that it prints.');
  });
  if (response.headers.get('content-type') !== 'application/json') throw new Error((await response.text()).trim());
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(problemIn(answer));
  return answer;
}

const problemIn = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'problem' in answer ? String(answer.problem) : 'It did not work.';

/** What is heard of statuses as they change. */
interface Listener {
  /** Gets those that have changed; `isComplete` once all have been read. */
  readonly onStatuses: (statuses: readonly WorkspaceStatus[], isComplete: boolean) => void;
  /** Null: all is well again. */
  readonly onTrouble: (reason: string | null) => void;
}

/** Listens to one workspace, or to all; returns what ends that. */
export function listen(workspace: string | null, { onStatuses, onTrouble }: Listener): () => void {
  const source = new EventSource(
    workspace === null ? 'events' : `events?${new URLSearchParams({ workspace }).toString()}`,
  );
  source.addEventListener('statuses', ({ data }: MessageEvent<string>) => {
    onTrouble(null);
    const part = JSON.parse(data) as { readonly statuses: readonly WorkspaceStatus[]; readonly isComplete: boolean };
    onStatuses(part.statuses, part.isComplete);
  });
  source.addEventListener('trouble', ({ data }: MessageEvent<string>) => {
    onTrouble((JSON.parse(data) as { readonly reason: string }).reason);
  });
  source.addEventListener('error', () => {
    onTrouble('The console does not answer: is it still running?');
  });
  return () => {
    source.close();
  };
}

import type { WorkspaceStatus } from '../console/status.ts';

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

/** What the console's server does. Each rejects with a reason for a person. */
export const api = {
  status: (workspace: string) => read<WorkspaceStatus>('status', { workspace }),
  explain: (workspace: string, at: number) =>
    read<readonly string[]>('explain', { workspace, at: new Date(at).toISOString() }),
  silences: (workspace: string) => read<readonly ListedSilence[]>('silences', { workspace }),
  addSilence: (silence: WantedSilence) => send<ListedSilence & { readonly remark: string | null }>('silences', silence),
  endSilence: (id: string) => send<ListedSilence>('silences/end', { id }),
};

const read = <T>(path: string, query: Readonly<Record<string, string>>): Promise<T> =>
  ask(`api/${path}?${new URLSearchParams(query).toString()}`, {});

const send = <T>(path: string, body: unknown): Promise<T> =>
  ask(`api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function ask<T>(path: string, options: RequestInit): Promise<T> {
  const response = await fetch(path, options).catch(() => {
    throw new Error('The console has ended. Start it again, and open the address that it prints.');
  });
  if (response.headers.get('content-type') !== 'application/json') throw new Error((await response.text()).trim());
  // The answer is one of this version's own server.
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(problemIn(answer));
  return answer as T;
}

const problemIn = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'problem' in answer ? String(answer.problem) : 'It did not work.';

/** What is heard of statuses as they change. */
interface Listener {
  readonly onStatuses: (statuses: readonly WorkspaceStatus[]) => void;
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
    onStatuses(JSON.parse(data) as readonly WorkspaceStatus[]);
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

import { createPlayer } from '../../cli/evaluate/play.ts';
import type { RecordedCall } from '../../adapters/rocketchat/recording/recorded-call.ts';
import { emailOf } from '../../core/alerts/renderings/email.ts';
import { subjectOf } from '../../core/alerts/subject.ts';
import { alertObject } from '../../core/alerts/to-alert-object.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import { secondsAt } from './answers.ts';
import { type CourseSettings, workspaceWith } from './settings.ts';

/** What a message says of one incident. Kinds, changes and reasons are text: these courses do not follow the code. */
export interface Said {
  /** When it was sent: when the answer came that gave reason to it. */
  readonly at: number;
  readonly change: string;
  readonly kind: string;
  readonly subjects: readonly string[];
  readonly reason: string | null;
  readonly summary: string;
}

export interface Message {
  readonly at: number;
  readonly severity: string;
  readonly said: readonly Said[];
  /** Subject and body, as a person gets them. */
  readonly text: string;
}

export interface Played {
  readonly messages: readonly Message[];
  readonly snapshots: readonly Snapshot[];
}

interface PlayingOptions {
  readonly settings?: CourseSettings;
  /** How often a check is due; null: each answer is one. @default null */
  readonly everySeconds?: number | null;
  /** Whether the snapshots are kept, too. @default true */
  readonly keepsSnapshots?: boolean;
}

/** Plays answers through what `evaluate` plays recordings with. */
export function play(calls: Iterable<RecordedCall>, options: PlayingOptions = {}): Played {
  const { settings = {}, everySeconds = null, keepsSnapshots = true } = options;
  const player = createPlayer({ workspace: workspaceWith(settings), everySeconds });
  const messages: Message[] = [];
  const snapshots: Snapshot[] = [];
  for (const call of calls) {
    const decision = player.play(call);
    if (decision === null) continue;
    const { snapshot } = decision;
    if (keepsSnapshots) snapshots.push(snapshot);
    if (snapshot.alert !== null) messages.push(messageOf(snapshot.alert, secondsAt(call.at)));
  }
  return { messages, snapshots };
}

function messageOf(alert: NonNullable<Snapshot['alert']>, at: number): Message {
  const { severity, changes } = alertObject(alert);
  return {
    at,
    severity,
    said: changes.map(({ change, kind, subjects, reason, summary }) => ({
      at,
      change,
      kind,
      subjects,
      reason,
      summary,
    })),
    text: `${subjectOf(alert)}\n${emailOf(alert)}`,
  };
}

export const saidIn = ({ messages }: Played): readonly Said[] => messages.flatMap(({ said }) => said);

/** `opened disappeared b` and the like, in order. Kinds of a loss are one: which is true changes with time. */
export const outlineOf = (played: Played): readonly string[] =>
  saidIn(played).map(({ change, kind, subjects }) =>
    [change, isLoss(kind) ? 'loss' : kind, subjects.toSorted().join()].join(' ').trim(),
  );

export const isLoss = (kind: string): boolean => kind === 'disappeared' || kind === 'unresponsive';

export const openedIn = (played: Played): readonly Said[] => saidIn(played).filter(({ change }) => change === 'opened');

const day = 86_400;

/** The most messages within any 24 hours. */
export const maxMessagesADay = ({ messages }: Played): number =>
  Math.max(0, ...messages.map(({ at }, first) => messages.slice(first).filter((later) => later.at < at + day).length));

/** The status of an instance at the last check; null where it is not known. */
export const lastStatusOf = ({ snapshots }: Played, id: string): string | null =>
  snapshots.at(-1)?.health.instances.find((instance) => instance.id === id)?.status ?? null;

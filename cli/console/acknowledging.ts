import * as v from 'valibot';
import { Problem } from '../base/problem.ts';
import { acknowledge, nameAsKept, noteAsKept, withdrawAcknowledgement } from '../incidents/acknowledge.ts';
import type { ConsoleSource } from './sources.ts';

const meant = { workspace: v.string(), id: v.string() };
const wanted = v.object({ ...meant, by: v.string(), note: v.string() });
const unwanted = v.object(meant);

/** What a console hears back. */
interface Acknowledged {
  readonly incident: string;
  readonly isAcknowledged: boolean;
}

/** @throws Problem where there is no such incident, or nobody is named */
export async function acknowledgeIncident(source: ConsoleSource, asked: unknown): Promise<Acknowledged> {
  const read = v.safeParse(wanted, asked);
  if (!read.success) throw new Problem('name the workspace, the incident and yourself');
  const { workspace, id, ...texts } = read.output;
  const by = nameAsKept(texts.by);
  if (by === '') throw new Problem('say who you are');
  const { incident } = await acknowledge(source, {
    workspace,
    id,
    now: source.now(),
    by,
    note: noteAsKept(texts.note),
  });
  return { incident: incident.id, isAcknowledged: true };
}

/** @throws Problem where there is no such incident, or it is not acknowledged */
export async function takeAcknowledgementBack(source: ConsoleSource, asked: unknown): Promise<Acknowledged> {
  const read = v.safeParse(unwanted, asked);
  if (!read.success) throw new Problem('name the workspace and the incident');
  const { incident } = await withdrawAcknowledgement(source, { ...read.output, now: source.now() });
  return { incident: incident.id, isAcknowledged: false };
}

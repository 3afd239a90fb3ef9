import * as v from 'valibot';
import { Silences, type WorkspaceSilence } from '../../adapters/dynamodb/silences.ts';
import { incidentKinds } from '../../core/rules/registry.ts';
import { Problem } from '../base/problem.ts';
import {
  newSilence,
  remarkOnInstance,
  silenceLengths,
  silenceReasonOf,
  silenceSecondsOf,
} from '../silences/new-silence.ts';
import type { ConsoleSource } from './sources.ts';

const wanted = v.object({
  workspace: v.string(),
  /** Null: all kinds. */
  kinds: v.nullable(v.pipe(v.array(v.picklist(incidentKinds)), v.minLength(1))),
  instance: v.nullable(v.string()),
  for: v.string(),
  reason: v.string(),
});

const ended = v.object({ id: v.string() });

/** A silence that was made, and what is odd about it. */
interface MadeSilence extends WorkspaceSilence {
  readonly remark: string | null;
}

/** The silences in force of one workspace, or of all. */
export async function listSilences({ client, table, now }: ConsoleSource, workspace: string | null) {
  const found = await new Silences(client, table).all(now());
  return workspace === null ? found.silences : found.silences.filter((one) => one.workspace === workspace);
}

/** @throws Problem where it would mute nothing, or cannot be read */
export async function addSilence(source: ConsoleSource, asked: unknown): Promise<MadeSilence> {
  const read = v.safeParse(wanted, asked);
  if (!read.success) throw new Problem('a silence has a workspace, kinds, an instance, a length and a reason');
  const { workspace, kinds, instance, ...texts } = read.output;
  const seconds = silenceSecondsOf(texts.for);
  if (seconds === null) throw new Problem(`write ${silenceLengths}`);
  const reason = silenceReasonOf(texts.reason);
  if (reason === '') throw new Problem('say in a few words why');
  const at = source.now();
  const latest = await source.history.latest(workspace, at);
  if (latest === null) throw new Problem(`there is no workspace ${workspace}`);
  const of = instance === null ? {} : { instance };
  const silence = newSilence({ ...of, ...(kinds !== null && { kind: kinds }), for: seconds, reason }, at);
  await new Silences(source.client, source.table).add(workspace, silence);
  const remark = silence.instance === null ? null : remarkOnInstance(silence.instance, latest.health.instances);
  return { workspace, silence, remark };
}

/** @throws Problem where there is none of that id */
export async function endSilence(source: ConsoleSource, asked: unknown): Promise<WorkspaceSilence> {
  const read = v.safeParse(ended, asked);
  if (!read.success) throw new Problem('name the silence by its id');
  const silences = new Silences(source.client, source.table);
  const found = await silences.find(read.output.id, source.now());
  if (found === null) throw new Problem('there is no such silence any more');
  await silences.remove(found.workspace, found.silence);
  return found;
}

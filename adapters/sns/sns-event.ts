import * as v from 'valibot';

/** A message as a topic delivers it to a function. */
export interface SnsMessage {
  /** The same at each attempt to deliver it. */
  readonly id: string;
  readonly text: string;
}

const snsEventSchema = v.object({
  Records: v.array(v.object({ Sns: v.object({ MessageId: v.string(), Message: v.string() }) })),
});

/** Reads the messages of an event. Throws one line that names what is wrong, and repeats nothing of a message. */
export function readSnsEvent(input: unknown): readonly SnsMessage[] {
  const result = v.safeParse(snsEventSchema, input);
  if (result.success) return result.output.Records.map(({ Sns }) => ({ id: Sns.MessageId, text: Sns.Message }));
  const [issue] = result.issues;
  throw new Error(`the event is not one that a topic sends: ${v.getDotPath(issue) ?? 'event'}: ${issue.message}`);
}

import * as v from 'valibot';

/** What a status page shows. */
export interface StatusPageContent {
  /** Of the page that lists all workspaces, where there is more than one. */
  readonly title: string;
  /** The workspaces, each of which has a page. */
  readonly pages: ReadonlyArray<{
    /** Its name in the history. */
    readonly workspace: string;
    /** What it is called there. */
    readonly title: string;
    /** How often it is checked. */
    readonly everySeconds: number;
  }>;
  /** How much time the lines of the instances, and the incidents, are of. */
  readonly sinceSeconds: number;
}

const text = v.pipe(v.string(), v.nonEmpty());
const seconds = v.pipe(v.number(), v.minValue(1));

const statusPageEventSchema = v.object({
  title: text,
  pages: v.pipe(
    v.array(v.object({ workspace: text, title: text, everySeconds: seconds })),
    v.nonEmpty('a workspace at least'),
  ),
  sinceSeconds: seconds,
}) satisfies v.GenericSchema<unknown, StatusPageContent>;

/** What EventBridge Scheduler sends every minute to the function that writes the page; null where it is another event. */
export const asStatusPageEvent = (input: unknown): StatusPageContent | null => {
  const result = v.safeParse(statusPageEventSchema, input);
  return result.success ? result.output : null;
};

/** Throws one line that names what cannot be used, and where it stands in the event. */
export function readStatusPageEvent(input: unknown): StatusPageContent {
  const result = v.safeParse(statusPageEventSchema, input);
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'event'}: ${issue.message}`);
  throw new Error(`the event is not one that the schedule of the status page sends: ${problems.join('; ')}`);
}

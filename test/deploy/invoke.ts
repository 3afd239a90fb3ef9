import * as v from 'valibot';
import { credentials, region } from './cloud.ts';

/** `Event`: handed over to be run later, as EventBridge Scheduler does it, and kept where it fails. */
export type InvocationType = 'Event' | 'RequestResponse';

/** Invokes a function. No client of Lambda is needed for this one call. */
export const invoke = async (
  endpoint: string,
  functionName: string,
  type: InvocationType,
  event: unknown,
): Promise<void> => {
  const response = await fetch(`${endpoint}/2015-03-31/functions/${functionName}/invocations`, {
    method: 'POST',
    headers: {
      'x-amz-invocation-type': type,
      // The emulator looks at the name of the service, not at the signature.
      authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20260101/${region}/lambda/aws4_request`,
    },
    body: JSON.stringify(event),
  });
  if (!response.ok) throw new Error(`the function was not invoked: ${response.status} ${await response.text()}`);
};

const templateSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ Resources: v.record(v.string(), v.looseObject({ Type: v.string() })) }),
);
const scheduleSchema = v.object({
  Type: v.literal('AWS::Scheduler::Schedule'),
  Properties: v.object({ Name: v.string(), Target: v.object({ Input: v.pipe(v.string(), v.parseJson()) }) }),
});

/** What the schedule of a workspace hands to the check function. */
export const eventOf = (template: string, workspace: string): unknown => {
  const schedules = Object.values(v.parse(templateSchema, template).Resources).flatMap((resource) =>
    v.is(scheduleSchema, resource) ? [v.parse(scheduleSchema, resource).Properties] : [],
  );
  const found = schedules.find(({ Name: name }) => name === workspace);
  if (found === undefined) throw new Error(`there is no schedule of the workspace ${workspace}`);
  return found.Target.Input;
};

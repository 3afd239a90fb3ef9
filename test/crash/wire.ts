import { errorOf, type Fate, lateSeconds, patienceSeconds } from './fate.ts';
import type { Machine } from './machine.ts';

/** Told of each call that a process makes, with its name (`PutItem`, `Publish`) and what became of it. */
export type OnCall = (name: string, fate: Fate) => void;

/**
 * Makes a call, as its fate has it.
 *
 * @param send makes it in truth
 */
export async function attempt<Answer>(machine: Machine, fate: Fate, send: () => Promise<Answer>): Promise<Answer> {
  const { before, after, mishap } = fate;
  await machine.wait(before);
  switch (mishap) {
    case 'killed-before':
      return machine.die();
    case 'killed-after':
      await send();
      return machine.die();
    case 'throttled':
    case 'broken':
      throw errorOf(mishap);
    case 'lost':
      await machine.wait(patienceSeconds - before);
      throw errorOf(mishap);
    case 'unanswered':
      await send();
      await machine.wait(patienceSeconds - before);
      throw errorOf(mishap);
    case 'late':
      machine.leaveBehind(patienceSeconds - before + lateSeconds, send);
      await machine.wait(patienceSeconds - before);
      throw errorOf(mishap);
    case null: {
      const answer = await send();
      await machine.wait(after);
      return answer;
    }
  }
}

/** As much of a request as tells what it asks for. */
export interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What a client of AWS sends its requests with. */
export interface Sender {
  handle(request: Asked, options?: object): Promise<object>;
}

/** Sends as `sender` does, but for what is to become of the calls. */
export const fateful = (machine: Machine, onCall: OnCall, sender: Sender): Sender => ({
  handle: (request, options) =>
    machine.oneByOne(async () => {
      await machine.wait(0);
      const fate = machine.nextFate();
      onCall(nameOf(request), fate);
      return attempt(machine, fate, () => sender.handle(request, options));
    }),
});

const nameOf = ({ headers, body }: Asked): string =>
  headers['x-amz-target']?.split('.')[1] ?? new URLSearchParams(String(body)).get('Action') ?? 'unknown';

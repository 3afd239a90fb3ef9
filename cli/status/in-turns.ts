const atATime = 8;

/** Does the same with each, some at a time; where one fails, all that were begun have ended before it is thrown. */
export async function inTurns<From, To>(items: readonly From[], work: (item: From) => Promise<To>): Promise<To[]> {
  const done: To[] = [];
  for (let start = 0; start < items.length; start += atATime) {
    for (const result of await Promise.allSettled(items.slice(start, start + atATime).map(work))) {
      if (result.status === 'rejected') throw result.reason;
      done.push(result.value);
    }
  }
  return done;
}

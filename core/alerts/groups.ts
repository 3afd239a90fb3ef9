type Group<One> = readonly [One, ...One[]];

/** What says the same of different subjects, put together, in the order of the first of each. */
export const groupsOf = <One>(ones: readonly One[], whatOneSays: (one: One) => string): ReadonlyArray<Group<One>> => {
  const groups = new Map<string, [One, ...One[]]>();
  for (const one of ones) {
    const says = whatOneSays(one);
    const group = groups.get(says);
    if (group === undefined) groups.set(says, [one]);
    else group.push(one);
  }
  return [...groups.values()];
};

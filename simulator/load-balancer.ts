import type { SeededRandom } from './random.ts';

/** Which of the candidates, given by id and oldest first, answers the next call; a function returns one of them. */
export type LoadBalancer = 'round-robin' | 'random' | 'sticky' | ((candidates: readonly string[]) => string);

type Choice = (candidates: readonly string[]) => string | undefined;

const roundRobin = (): Choice => {
  let calls = 0;
  return (candidates) => candidates[calls++ % candidates.length];
};

const sticky = (): Choice => {
  let last: string | undefined;
  return (candidates) => (last = last !== undefined && candidates.includes(last) ? last : candidates[0]);
};

/** The policy as a function that remembers what it needs from call to call; undefined where there is no candidate. */
export const chooserFor = (policy: LoadBalancer, random: SeededRandom): Choice => {
  switch (policy) {
    case 'round-robin':
      return roundRobin();
    case 'sticky':
      return sticky();
    case 'random':
      return (candidates) => candidates[random.between(0, candidates.length - 1)];
    default:
      return (candidates) => (candidates.length === 0 ? undefined : policy(candidates));
  }
};

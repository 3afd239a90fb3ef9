import type { Evidence } from '../incidents/incident.ts';
import type { Resolution, ResolutionFacts } from './texts.ts';

/* Ways of ending that several kinds have in common. */

/** @param was what was wrong with the process, where that was not its absence: `, which was not ready,` */
export const replaced = (was = ''): Resolution => ({
  headline: ({ who, replaced: how, by, lasted }) => `${who}${was} was ${how}${by}, after ${lasted}`,
  subject: (instances) => `${instances} replaced`,
});

/** @param loss what is taken as meant */
export const accepted = (loss: (facts: ResolutionFacts<Evidence>) => string): Resolution => ({
  headline: (facts) => `${loss(facts)} and nothing took its place: accepted as intended`,
  subject: (instances) => `loss of ${instances} accepted`,
});

export const superseded: Resolution = {
  headline: ({ who, lasted }) => `what was wrong with ${who} for ${lasted} is told by another alert now`,
  subject: () => 'told by another alert now',
};

/** @param former what is no longer a problem */
export const ruleChanged = (former: (facts: ResolutionFacts<Evidence>) => string): Resolution => ({
  headline: (facts) => `${former(facts)} under the changed rules, after ${facts.lasted}`,
  subject: () => 'no longer a problem under the changed rules',
});

/** Of any rule that is switched off while something is open. */
export const switchedOff: Resolution = ruleChanged(({ who }) =>
  who === '' ? 'no longer watched' : `${who} is no longer watched`,
);

/** @param was what was wrong with the process */
export const gone = (was: string): Resolution => ({
  headline: ({ who, lasted }) => `${who}${was} is gone, after ${lasted}`,
  subject: (instances) => `${instances} gone`,
});

/** Reasons after which the duration says nothing: that something else says what is wrong now, or nothing is. */
export const uneventfulReasons: ReadonlySet<string> = new Set(['superseded', 'rule-changed']);

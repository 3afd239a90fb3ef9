import type { Evidence } from '../incidents/incident.ts';
import type { Resolution, ResolutionFacts } from './texts.ts';

/* Ways of ending that several kinds have in common. */

/** @param was what was wrong with the process, where that was not its absence: `, which was not ready,` */
export const replaced = (was = ''): Resolution => ({
  headline: ({ who, replaced: how, by, lasted }) => `${who}${was} was ${how}${by}, after ${lasted}`,
  subject: ({ who, replaced: how, lasted }) => `${who} ${how} after ${lasted}`,
});

/** What nothing took the place of for as long as `forgetAfter` says. */
export const accepted: Resolution = {
  headline: ({ who, lasted }) => `${who} is not back after ${lasted}, and is treated as removed`,
  subject: ({ who, lasted }) => `${who} not back after ${lasted}, treated as removed`,
};

export const superseded: Resolution = {
  headline: ({ who, lasted }) => `${who}: superseded by a newer alert after ${lasted}`,
  subject: ({ who }) => `${who}, see newer alert`,
};

/** @param former what is no longer a problem */
export const ruleChanged = (former: (facts: ResolutionFacts<Evidence>) => string): Resolution => ({
  headline: (facts) => `${former(facts)} under the changed rules, after ${facts.lasted}`,
  subject: ({ who }) => (who === '' ? 'rule changed' : `${who}, rule changed`),
});

/** Of any rule that is switched off while something is open. */
export const switchedOff: Resolution = ruleChanged(({ who }) =>
  who === '' ? 'no longer watched' : `${who} is no longer watched`,
);

/** @param was what was wrong with the process */
export const gone = (was: string): Resolution => ({
  headline: ({ who, lasted }) => `${who}${was} is gone, after ${lasted}`,
  subject: ({ who, lasted }) => `${who} gone after ${lasted}`,
});

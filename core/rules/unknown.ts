import { defineRule, type Rule } from './rule.ts';

/**
 * What stands in for the rule of a kind that this version does not know: a newer one may have written the history
 * before a rollback. Its incidents stay as they are, and are shown by the name of their kind.
 */
export const unknownRule = (kind: string): Rule =>
  defineRule({
    kind,
    key: kind,
    meaning: 'A kind of incident that this version does not know.',
    settings: {},
    isReminded: false,
    evidence: {},
    judge: () => ({ ongoing: [], ended: [] }),
    texts: {
      headline: ({ who, lasting }) => `${who === '' ? kind : `${who}: ${kind}`}${lasting}`,
      subject: ({ who }) => (who === '' ? 'found by a newer version' : who),
      advice: () => 'A newer version of the alerter found this. Deploy that version again to see what it means.',
      certainty: 'This version of the alerter does not know this kind of incident.',
      resolutions: {},
    },
    example: { sinceSeconds: 0, incident: () => ({ evidence: { kind } }) },
  });

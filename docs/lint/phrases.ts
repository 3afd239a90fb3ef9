/** A way of putting things that readers stumble over, and a better one. */
export interface Phrase {
  readonly pattern: RegExp;
  readonly advice: string;
}

/**
 * The words of this project: an alert fires or is sent, the alerter notifies, an incident opens and resolves, a
 * recipient gets alerts, a silence mutes.
 */
export const phrases: readonly Phrase[] = [
  { pattern: /\b(un)?told\b/i, advice: 'sent, notified, reported or shown' },
  { pattern: /\btells?\b/i, advice: 'sends, notifies, reports, shows or says' },
  { pattern: /\btelling\b/i, advice: 'sending, notifying, reporting or showing' },
  { pattern: /\bwhoever\b/i, advice: 'everyone who, or the person named' },
  { pattern: /\bwhatever\b/i, advice: 'any, all, or the thing named' },
  { pattern: /\b(is|are|was|be) said\b/i, advice: 'the thing that says it, in active voice' },
  { pattern: /\bh[eo]lds? back\b|\bheld back\b/i, advice: 'mutes, is muted' },
  { pattern: /\bhand(s|ed|ing)? (over|on)\b/i, advice: 'deliver, forward' },
  { pattern: /\bmend(s|ed|ing)?\b/i, advice: 'fix, repair' },
  { pattern: /\banew\b/i, advice: 'again, new' },
  { pattern: /\bstill stands?\b|\bstands? in the\b|\bstood\b/i, advice: 'is still open, is in the' },
  { pattern: /\b(in|for) so (many|much)\b|\bso many (more|are)\b/i, advice: 'the number, or the setting by its name' },
  { pattern: /\blet(s)? (\w+ )?(alerter )?in\b/i, advice: 'accepts, allows' },
  { pattern: /\b(gets?|with) (its|their) ends?\b/i, advice: 'is followed by a resolution' },
  { pattern: /\bis over\b/i, advice: 'resolves, ends' },
  { pattern: /\bneeds? no such\b|\bno such leave\b/i, advice: 'exempt' },
  { pattern: /\bgoes? by\b/i, advice: 'uses' },
  { pattern: /\bwhere (it|there) is none\b/i, advice: 'without one, otherwise' },
  { pattern: /\bin the words of\b/i, advice: 'say it directly' },
  { pattern: /\bis no (failure|mistake|file|alert)\b/i, advice: 'is not a' },
  { pattern: /\bwould have told\b|\bwakes? nobody\b/i, advice: 'would have sent, pages nobody' },
  { pattern: /^Of (?!course\b)/, advice: 'put the subject first' },
  { pattern: /\bstand(s)? in\b(?! for)/i, advice: 'is in' },
  { pattern: /\bnot as it should\b/i, advice: 'say what is wrong' },
  { pattern: /\bby the clocks\b/i, advice: 'at local time' },
];

/** A sentence with more words is read twice. */
export const maxWords = 40;

import { defaultRules } from '../../core/rules/registry.ts';

/** Losses open after a minute: most tests are not about how slow replacements are. */
export const aMinute = {
  disappeared: { ...defaultRules.disappeared, forSeconds: 60 },
  unresponsive: { ...defaultRules.unresponsive, forSeconds: 60 },
} as const;

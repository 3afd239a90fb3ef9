import { generalSettings } from '../../../core/rules/general-settings.ts';
import { allRules } from '../../../core/rules/registry.ts';
import type { Settings } from '../../../core/settings/setting.ts';
import { below, type KeyTexts } from '../key-text.ts';

const textsOf = (settings: Settings): KeyTexts =>
  Object.fromEntries(Object.entries(settings).flatMap(([key, { docs }]) => (docs === null ? [] : [[key, docs]])));

/** What the rules themselves document, in the order of the file. */
export const ruleKeys: KeyTexts = {
  rules: {
    meaning:
      'What counts as a problem, how long before an alert is sent, how long until it resolves, and its severity. `off` disables a rule. See `docs/recommended-values.md` for advice.',
  },
  ...below('rules', {
    ...Object.fromEntries(
      allRules.flatMap(({ key, meaning, settings }) => [
        [key, { meaning }],
        ...Object.entries(below(key, textsOf(settings))),
      ]),
    ),
    ...textsOf(generalSettings),
  }),
};

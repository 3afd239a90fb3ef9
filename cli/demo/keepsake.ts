import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Timestamp } from '../../core/base/time.ts';
import { defaultRules, type Rules } from '../../core/rules/registry.ts';
import { durationText } from '../../core/settings/duration.ts';
import { yamlText } from '../../config/yaml-text.ts';

const { limitMiB, withinSeconds, forSeconds } = {
  /** What a container of the demo may use. */
  limitMiB: 1024,
  /** A quicker forecast than by default: a leak of a bad day is a matter of hours. */
  withinSeconds: 24 * 60,
  forSeconds: 60,
};

export const demoRules = {
  memory: { ...defaultRules.memory, limitMiB, withinSeconds, forSeconds },
} satisfies Partial<Rules>;

/** The rules of the day, for `explain` and `replay`. */
const configuration = [
  '# The rules of the day that is kept here: `explain` goes by them, and `replay` where it is given this file.',
  'rules:',
  `  memory: { limitMiB: ${limitMiB}, within: ${durationText(withinSeconds)}, for: ${durationText(forSeconds)} }`,
  '',
].join('\n');

const fileIn = (directory: string): string => join(directory, 'alerter.yaml');

/** Puts the rules of the day beside its history. */
export const keepRules = (directory: string): Promise<void> =>
  writeFile(fileIn(directory), configuration, { flag: 'wx' });

const command = 'npm run -s alerter --';

/** What to try after a day. @param kept where its history is; null: nowhere @param alertAt when its first alert was sent */
export const nextCommands = (kept: string | null, alertAt: Timestamp | null): readonly string[] => {
  if (kept === null) {
    return [
      `${command} demo --store demo-day    keep the day, to look into it`,
      `${command} demo --report day.html   draw it`,
      `${command} alerts preview           what every alert says`,
      `${command} init                     write your configuration`,
    ];
  }
  const store = `--store ${yamlText(kept)}`;
  return [
    `${command} alerts list ${store}`,
    ...(alertAt === null ? [] : [`${command} explain ${store} --at ${alertAt.slice(0, 16)}`]),
    `${command} replay ${store} --rules ${yamlText(fileIn(kept))}`,
    `${command} report ${store} --out day.html`,
    `${command} init`,
  ];
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { phrases } from '../../docs/lint/phrases.ts';
import { proseFiles, proseFindings } from '../../docs/lint/prose.ts';

const root = join(import.meta.dirname, '../..');
const found = (text: string): readonly string[] => proseFindings(text).map(({ text: phrase }) => phrase);

/** Sentences that once were in README.md and docs/, and that had to be read twice. */
const stumbledOver = [
  'Until then nobody is told.',
  'It raises nothing, and every alert gets its end.',
  '`--help` tells the rest.',
  'Whatever cannot be used is told at once, each mistake with its place in the file.',
  'Under `alerts`, the file names who else is told',
  'Each is told once, again every four hours while it lasts',
  'What opens meanwhile is held back, and told afterwards if it still stands',
  'Alerts that could not be handed on',
  'Whoever looks needs `lambda:InvokeFunction` on the function of the widget',
  'Time in which nobody could see the workspace counts neither as good nor as bad, and is said.',
  'something opens, and ends before the silence does | nobody is told, of neither',
  'A window begins by the clocks of its time zone',
  'Of broken connections, those are held back of which one end is silenced.',
  'who has not seen the morning before takes one that gets busy for a leak: as it tells itself',
  'Addresses of the own machine need no such leave.',
  'what one has of its own is said with it and counts more, key by key',
  'A workspace that cannot be reached is no failure of the check',
  'It is over when the alarm is OK',
  'Then mend the way: a webhook that was revoked is made anew',
  'So many replacements are too many. In so much time.',
  'Maintenance windows are not in it: they stand in the file.',
];

describe('the prose linter', () => {
  test.each(stumbledOver)('stumbles over: %s', (sentence) => {
    expect(found(sentence)).not.toEqual([]);
  });

  test('gives the line of a finding, and a better word', () => {
    expect(proseFindings('# Title\n\nAll is well.\nThe reader is told.')).toEqual([
      { line: 4, text: 'told', advice: phrases[0]?.advice },
    ]);
  });

  test('finds sentences that are too long, in items and cells, too', () => {
    const long = Array(41).fill('word').join(' ');
    expect(found(`${long}.`)).toHaveLength(1);
    expect(found(`1. ${long}.`)).toHaveLength(1);
    expect(found(`| a | ${long} |`)).toHaveLength(1);
    expect(found(`${Array(40).fill('word').join(' ')}. ${Array(40).fill('word').join(' ')}.`)).toEqual([]);
  });

  test('leaves code, targets of links and generated sections alone', () => {
    expect(found('```sh\ntold\n```\n`told` [here](told.md)\n<!-- x:begin -->\ntold\n<!-- x:end -->')).toEqual([]);
  });

  test('checks the keys of alerter.yaml, though they are generated', () => {
    expect(found('<!-- keys:begin -->\ntold\n<!-- keys:end -->')).toEqual(['told']);
  });
});

test.each(proseFiles(root))('%s can be read once and understood', (file) => {
  expect(proseFindings(readFileSync(join(root, file), 'utf8'))).toEqual([]);
});

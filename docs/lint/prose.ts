import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { maxWords, phrases } from './phrases.ts';

/** The pages that are checked, below the root of the repository. */
export const proseFiles = (root: string): readonly string[] => [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`)
    .sort(),
];

/** A place where a text is hard to read. */
export interface Finding {
  /** From 1 on. */
  readonly line: number;
  readonly text: string;
  readonly advice: string;
}

/** Sections that are generated from other texts, which have checks of their own; `keys` is checked as well. */
const generated = /<!-- (?!keys:)(\w+):begin -->[\s\S]*?<!-- \1:end -->/g;
const fenced = /^ *(```+)[\s\S]*?^ *\1$/gm;

const blank = (text: string): string => text.replace(/[^\n]/g, '');

/** The same lines without code, addresses and generated sections. */
const proseOf = (markdown: string): string =>
  markdown
    .replace(generated, blank)
    .replace(fenced, blank)
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/`[^`\n]*`/g, 'X')
    .replace(/\]\([^)\n]*\)/g, ']');

/** Sentences, items and cells of a line. */
const sentencesOf = (line: string): readonly string[] =>
  line
    .split(/\||(?<=[.!?:;])\s+/)
    .map((part) => part.replace(/^[\s>#*-]*(\d+\.\s)?/, '').trim())
    .filter((part) => part !== '');

const wordsIn = (sentence: string): number => sentence.split(/\s+/).length;

function findingsIn(sentence: string, line: number): readonly Finding[] {
  const found = phrases.flatMap(({ pattern, advice }) => {
    const [text] = pattern.exec(sentence) ?? [];
    return text === undefined ? [] : [{ line, text, advice }];
  });
  const words = wordsIn(sentence);
  const isLong = words > maxWords;
  return isLong ? [...found, { line, text: `${sentence.slice(0, 60)}…`, advice: `${words} words: split it` }] : found;
}

/** What is hard to read in a page, from its first line to its last. */
export const proseFindings = (markdown: string): readonly Finding[] =>
  proseOf(markdown)
    .split('\n')
    .flatMap((text, index) => sentencesOf(text).flatMap((sentence) => findingsIn(sentence, index + 1)));

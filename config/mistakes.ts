import * as v from 'valibot';
import type { Mistake } from './configuration-error.ts';
import { isMapping } from './mapping.ts';

/** Keys and indexes from the top of the file: `['workspaces', 1, 'every']`. */
export type Path = ReadonlyArray<string | number>;

/** Where what was read came from, so that a mistake can be shown there. */
export interface Origin {
  /** The file, or what stood in for it. */
  readonly source: string;
  /** Where the names of files in it start. */
  readonly directory: string;
  /** What a person calls the place. */
  readonly nameOf: (path: Path) => string;
  readonly lineOf: (path: Path) => number | null;
  /** A single value as it is written there; null where it is none. @default as it is read */
  readonly writtenAt?: (path: Path) => string | null;
}

/** `workspaces[1].rules.lowMemory`, as the path is written in the file's own terms. */
export const pathText = (path: Path): string =>
  path
    .map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      return /^[\w-]{1,40}$/.test(key) ? `.${key}` : `.(a key of ${key.length} characters)`;
    })
    .join('')
    .replace(/^\./, '');

/** Where credentials, a webhook or a token are most easily pasted by mistake. */
const unspoken = new Set<string | number>(['url', 'heartbeatUrl', 'credentials', 'ca', 'email', 'slack', 'services']);

export const valueAt = (content: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
    return isMapping(value) ? value[key] : undefined;
  }, content);

const describe = (value: unknown, path: Path): string => {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') {
    const plain = /^[\x20-\x7e]{0,20}$/.test(value) && !path.some((key) => unspoken.has(key));
    return plain ? JSON.stringify(value) : `a text of ${value.length} characters`;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'a mapping';
};

/** A mistake whose text says all there is to say. */
export const problemAt = (origin: Origin, path: Path, text: string): Mistake => ({
  path: origin.nameOf(path),
  line: origin.lineOf(path),
  text,
});

/** What was found and what is allowed, for a person. */
export const mistakeAt = (origin: Origin, content: unknown, path: Path, allowed: string): Mistake =>
  problemAt(origin, path, `found ${describe(valueAt(content, path), path)}; allowed: ${allowed}`);

const pathOf = (issue: v.BaseIssue<unknown>): Path =>
  (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));

/** `content`: what was read, of which each issue with its `schema` names a part. */
export const mistakesOf = (
  origin: Origin,
  content: unknown,
  schema: v.GenericSchema,
  issues: ReadonlyArray<v.BaseIssue<unknown>>,
): readonly Mistake[] =>
  issues.map((issue) => {
    const path = pathOf(issue);
    // Only an unknown key says all there is to say by itself: its value is nobody's business.
    if (issue.type === 'raw_check') return problemAt(origin, path, issue.message);
    const quoted = quotedAt(origin, content, schema, path);
    return mistakeAt(
      origin,
      content,
      path,
      quoted === null ? issue.message : `${issue.message}; write it in quotes: ${quoted}`,
    );
  });

/** A number or a flag that would do as text, in the quotes that make it one; null where it would not. */
const quotedAt = (origin: Origin, content: unknown, schema: v.GenericSchema, path: Path): string | null => {
  const value = valueAt(content, path);
  if (typeof value !== 'number' && typeof value !== 'boolean') return null;
  const text = origin.writtenAt?.(path) ?? String(value);
  const { issues = [] } = v.safeParse(schema, withValueAt(content, path, text));
  return issues.some((issue) => pathText(pathOf(issue)) === pathText(path)) ? null : JSON.stringify(text);
};

const withValueAt = (content: unknown, [key, ...rest]: Path, value: string): unknown => {
  if (key === undefined) return value;
  if (Array.isArray(content)) {
    return content.map((item: unknown, index) => (index === key ? withValueAt(item, rest, value) : item));
  }
  return isMapping(content) ? { ...content, [key]: withValueAt(content[key], rest, value) } : content;
};

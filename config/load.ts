import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Document, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { cannotBeUsed, cannotBeUsedBecause } from './configuration-error.ts';
import { fileText } from './file-text.ts';
import { type Path, pathText } from './mistakes.ts';
import { readSettings } from './read-settings.ts';
import type { Use } from '../core/settings/values.ts';
import type { AlerterSettings } from './settings.ts';
import { unreadable } from './unreadable.ts';

/** How a configuration is read. */
export interface ReadOptions {
  /** A local watch needs no workspaces in the file, and may check as often as every second. @default 'deployment' */
  readonly use?: Use;
}

/** Where the nearest part of the path that is there stands: a missing key is to be added to what surrounds it. */
const offsetOf = (document: Document, path: Path): number | null => {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return null;
};

/** A single value as it is written, where that may be another than what it is read as: `007`. */
const writtenAt = (document: Document, path: Path): string | null => {
  const node = document.getIn(path, true);
  return isScalar(node) ? (node.source ?? null) : null;
};

/** What the YAML parser says, without the part of the file it quotes after a colon: that may be a secret. */
const withoutQuotation = (message: string): string => message.replace(/(?<=\S): .*$/s, '');

const parse = (text: string, file: string, lines: LineCounter): Document => {
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  if (document.errors.length === 0) return document;
  throw cannotBeUsed(
    file,
    document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { path: '', line, text: `column ${col}: not YAML: ${withoutQuotation(error.message)}` };
    }),
  );
};

/** Aliases that stand for more than a person can have meant are refused by the parser, as is `<<` with no mapping. */
const contentOf = (document: Document, file: string): unknown => {
  try {
    return document.toJS();
  } catch (cause) {
    const isMerge = cause instanceof Error && cause.message.startsWith('Merge sources');
    const text = isMerge
      ? '<< stands before what is no mapping; write the alias of a mapping there, such as <<: *name'
      : 'aliases that cannot be followed; write out what they stand for';
    throw cannotBeUsedBecause(file, text, { cause });
  }
};

/**
 * Settings from the text of a file such as `alerter.yaml`.
 *
 * @param file what to call it in an error.
 * @throws ConfigurationError naming every mistake at once.
 */
export const readConfiguration = (text: string, file: string, { use = 'deployment' }: ReadOptions = {}) => {
  const lines = new LineCounter();
  const document = parse(text, file, lines);
  const lineOf = (path: Path): number | null => {
    const offset = offsetOf(document, path);
    return offset === null ? null : lines.linePos(offset).line;
  };
  return readSettings(
    contentOf(document, file),
    {
      source: file,
      directory: dirname(file),
      nameOf: pathText,
      lineOf,
      writtenAt: (path) => writtenAt(document, path),
    },
    use,
  );
};

/**
 * Settings from a file.
 *
 * @throws ConfigurationError naming every mistake at once, also where the file cannot be read.
 */
export const loadConfiguration = (file: string, options: ReadOptions = {}): AlerterSettings => {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw cannotBeUsedBecause(file, unreadable(cause), { cause });
  }
  const decoded = fileText(bytes);
  if ('problem' in decoded) throw cannotBeUsedBecause(file, decoded.problem);
  return readConfiguration(decoded.text, file, options);
};

import { markdownTable } from '../../bench/proof-section.ts';
import type { Key } from './key-list.ts';
import { sharedPath, textOf } from './keys.ts';
import { yamlText } from '../../config/yaml-text.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => `\`${text}\``;

const defaultOf = ({ path, isRequired }: Key): string => {
  const { default: value, otherwise = isRequired ? 'required' : '' } = textOf(path);
  return value === undefined ? otherwise : code(yamlText(value));
};

const rowOf = (key: Key): readonly string[] => {
  const { meaning, example } = textOf(key.path);
  return [
    code(key.shown),
    key.allowed,
    defaultOf(key),
    example === undefined ? '' : code(yamlText(example)),
    meaning,
  ].map(cell);
};

const heading = ['Key', 'Allowed', 'Default', 'Example', 'Meaning'];

const sectionOf = (top: Key, keys: readonly Key[]): readonly string[] => {
  const below = keys.filter(({ path }) => path.startsWith(`${top.path}.`) && path === sharedPath(path));
  const rows = (below.length === 0 ? [top] : below).map(rowOf);
  const { meaning, otherwise } = textOf(top.path);
  const unless = below.length === 0 || otherwise === undefined ? '' : ` Without it: ${otherwise}.`;
  return ['', `### ${top.path}`, '', `${meaning}${unless}`, '', ...markdownTable([heading, ...rows])];
};

/** A section for each key at the top of the file, with a table of the keys below it, or of itself. */
export const reference = (keys: readonly Key[]): readonly string[] =>
  keys
    .filter(({ path }) => !path.includes('.'))
    .flatMap((top) => sectionOf(top, keys))
    .slice(1);

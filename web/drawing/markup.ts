/** Text that is HTML or SVG already, made by `markup` and by nothing else. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | null | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The one way by which text from outside becomes part of a page: as text, also within an attribute's quotes. */
const escape = (text: string): string =>
  special.test(text) ? text.replace(/[&<>"']/g, (character) => entities[character] ?? '') : text;
const special = /[&<>"']/;

const textOf = (part: Part): string => {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  return typeof part === 'object' ? part.map(textOf).join('') : escape(String(part));
};

/** A template of HTML or SVG: whatever is put in is escaped, unless it was made by this itself. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = '';
  for (const [index, string] of strings.entries()) text += string + textOf(parts[index] ?? null);
  return new Markup(text);
}

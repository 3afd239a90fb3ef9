/** What an element holds: text, elements, or nothing. */
export type Content = Node | string | null | readonly Content[];

type Attributes = Readonly<Record<string, string | number | boolean | null>>;

/** An element with attributes and content. Text is never taken for markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) made.setAttribute(key, value === true ? '' : String(value));
  }
  fill(made, ...content);
  return made;
}

/** Puts content in the place of what an element holds. */
export function fill(target: Element, ...content: readonly Content[]): void {
  target.replaceChildren(...flat(content));
}

const flat = (content: readonly Content[]): Array<Node | string> =>
  content.flatMap((one) => (one === null ? [] : one instanceof Node || typeof one === 'string' ? [one] : flat(one)));

/** A button that does something. */
export function button(label: Content, onPress: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', onPress);
  return made;
}

/** Names an element for those who do not see it. */
export const unseen = (text: string): HTMLElement => element('span', { class: 'unseen' }, text);

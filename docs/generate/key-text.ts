import type { JsonSchema } from '@valibot/to-json-schema';

export type Value = NonNullable<JsonSchema['default']>;

/** The documentation of a key of `alerter.yaml`, beyond what its schema knows. */
export interface KeyText {
  /** For its writer, in a sentence or two. */
  readonly meaning: string;
  /** A value other than the default. Of every key that is not itself a mapping. */
  readonly example?: Value;
  /** The value that means the same as leaving it out. */
  readonly default?: Value;
  /** What holds where it is left out, of a key that has no such value. */
  readonly otherwise?: string;
}

/** By path, without the indexes of lists: `workspaces.name`. */
export type KeyTexts = Readonly<Record<string, KeyText>>;

/** The keys below one key. */
export const below = (key: string, texts: KeyTexts): KeyTexts =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${key}.${name}`, text]));

import type { Path } from './mistakes.ts';

/** A value that may be fine by itself but not beside another. */
export type Conflict = { readonly path: Path } & ({ readonly allowed: string } | { readonly problem: string });

/** The indexes of all items but the first of each. */
export const repeated = (items: readonly unknown[]): readonly number[] =>
  items.flatMap((item, index) => (typeof item === 'string' && items.indexOf(item) < index ? [index] : []));

import * as v from 'valibot';

/* Parts of what is read back from the table: what an item leaves out where it is null or an empty list. */

export const text = v.string();
export const time = v.string();
export const textOrNull = v.nullish(v.string(), null);
export const timeOrNull = textOrNull;
export const numberOrNull = v.nullish(v.number(), null);
export const booleanOrNull = v.nullish(v.boolean(), null);

/** A list that is left out where it is empty. */
export const list = <Item extends v.GenericSchema>(item: Item): v.OptionalSchema<v.ArraySchema<Item, undefined>, []> =>
  v.optional(v.array(item), []);

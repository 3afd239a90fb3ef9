import * as v from 'valibot';
import { timestampSchema } from './time.ts';

/* Parts of what is read back from the table: what an item leaves out where it is null or an empty list. */

export const text = v.string();
export const time = timestampSchema;
export const textOrNull = v.nullish(v.string(), null);
export const timeOrNull = v.nullish(time, null);
export const numberOrNull = v.nullish(v.number(), null);
export const booleanOrNull = v.nullish(v.boolean(), null);

/** A list that is left out where it is empty. */
export const list = <Item extends v.GenericSchema>(item: Item): v.OptionalSchema<v.ArraySchema<Item, undefined>, []> =>
  v.optional(v.array(item), []);

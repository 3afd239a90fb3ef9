import * as v from 'valibot';

/* Parts of what is read back from the table: what an item leaves out where it is null stands here as null. */

export const text = v.string();
export const time = v.string();
export const textOrNull = v.nullish(v.string(), null);
export const timeOrNull = textOrNull;
export const numberOrNull = v.nullish(v.number(), null);
export const booleanOrNull = v.nullish(v.boolean(), null);

import { test } from '@jest/globals';

/*
 * `npm test` plays a short form of what takes long: fewer lives, or only some of many cases. A file that imports this
 * is played in its long form by `npm run test:long`.
 */

const isLong = process.env['TEST_LENGTH'] === 'long';

/** How many are to be generated. */
export const times = ({ short, long }: { readonly short: number; readonly long: number }): number =>
  isLong ? long : short;

/** All cases in the long form; in the short one every so-manieth. */
export const oneIn = <Case>(count: number, cases: readonly Case[]): readonly Case[] =>
  isLong ? cases : cases.filter((_, index) => index % count === 0);

/** A test that is part of the long form alone: beside it, in the short one, stands one of the same kind. */
export const longTest = (name: string, play: Parameters<typeof test>[1], timeout?: number): void => {
  if (isLong) test(name, play, timeout);
};

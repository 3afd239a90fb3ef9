import { expect, test } from '@jest/globals';
import { observing } from '../adapters/rocketchat/observing.ts';
import { seed } from '../property.ts';
import { times } from '../length.ts';
import { explore } from './explore.ts';

/* A few of the bodies that `npm run test:hostile` generates by the thousand. */

test('whatever a server sends is an observation or a typed failure, in time and in bounded memory', async () => {
  const { harm } = await explore({ bodies: times({ short: 60, long: 200 }), seed });
  expect(harm).toBeNull();
});

test('a reader of bodies that knows no bound is found out', async () => {
  const unbounded = (url: string, { callMilliseconds }: { callMilliseconds: number }) =>
    observing(url, { callMilliseconds, bodyBytes: Infinity });
  const { harm } = await explore({ bodies: 3_000, seed, look: unbounded });
  expect(harm).toMatch(/it took in \d+ bytes|the process has grown/);
});

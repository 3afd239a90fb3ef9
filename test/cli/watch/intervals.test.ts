import { expect, test } from '@jest/globals';
import { secondsBetween, timestampFrom } from '../../../core/base/time.ts';
import { withServer } from '../../servers.ts';
import { listing } from '../answers.ts';
import { checksOf, linesOf } from '../contract.ts';
import { running } from '../running.ts';

test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('ten checks are made, one every %i s', (everySeconds) =>
  withServer(listing('a'), async (url) => {
    const args = ['watch', '--url', url, '--every', `${everySeconds}s`, '--checks', '10', '--json'];
    const { code, stdout, stderr } = await running(args);
    expect([code, stderr]).toEqual([0, '']);
    const times = checksOf(linesOf(stdout)).map(({ takenAt }) => timestampFrom(takenAt));
    const [first] = times;
    expect(times.map((at) => at && first && secondsBetween(first, at))).toEqual(
      Array.from({ length: 10 }, (_, index) => index * everySeconds),
    );
  }),
);

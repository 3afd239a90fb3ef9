import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { whileWaiting } from '../../cli/output/waiting.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('who looks on sees for how long an answer has been waited for, and then nothing of it', async () => {
  const lines: Array<string | null> = [];
  const passing = (line: string | null): void => void lines.push(line);
  const work = new Promise<string>((resolve) => {
    setTimeout(resolve, 2_500, 'answer');
  });
  const result = whileWaiting('an answer', { passing }, work);
  jest.advanceTimersByTime(2_500);
  expect(await result).toBe('answer');
  expect(lines).toEqual(['waiting for an answer, 1 s', 'waiting for an answer, 2 s', null]);
  jest.advanceTimersByTime(5_000);
  expect(lines).toHaveLength(3);
});

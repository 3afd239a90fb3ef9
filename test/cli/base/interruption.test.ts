import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { interruptedBy } from '../../../cli/base/interruption.ts';

// One that nothing else in this process listens to.
const signal = 'SIGUSR2';
const press = (): void => void process.emit(signal);
const isHeld = (): boolean => process.listenerCount(signal) > 0;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

test('a signal interrupts', () => {
  const interruption = interruptedBy([signal]);
  expect(interruption.signal.aborted).toBe(false);
  press();
  expect(interruption.signal.aborted).toBe(true);
  interruption.release();
});

test('what comes twice at once is one press; a second press ends the process', () => {
  interruptedBy([signal]);
  press();
  press();
  expect(isHeld()).toBe(true);
  jest.advanceTimersByTime(500);
  expect(isHeld()).toBe(false);
});

test('released, signals are left alone', () => {
  interruptedBy([signal]).release();
  expect(isHeld()).toBe(false);
});

import { PassThrough } from 'node:stream';
import { expect, test } from '@jest/globals';
import { Problem } from '../../cli/base/problem.ts';
import type { Questions } from '../../cli/base/questions.ts';
import { terminalQuestions } from '../../cli/questions/terminal-questions.ts';

/** A terminal at which somebody types the next of these as soon as the screen says the text before it. */
const typing = async <T>(
  script: ReadonlyArray<readonly [after: string, keys: string]>,
  ask: (questions: Questions) => Promise<T>,
): Promise<{ readonly answer: T; readonly screen: string }> => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const left = [...script];
  let [screen, sinceTyped] = ['', ''];
  output.on('data', (chunk: Buffer) => {
    screen += chunk.toString();
    sinceTyped += chunk.toString();
    const [next] = left;
    if (next === undefined || !sinceTyped.includes(next[0])) return;
    left.shift();
    sinceTyped = '';
    setImmediate(() => input.write(next[1]));
  });
  const answer = await ask(terminalQuestions({ input, output }));
  return { answer, screen };
};

test('a secret is never shown, not even with the key that would show it', async () => {
  const { answer, screen } = await typing([['Key', '\x14sesame\r']], ({ secret }) => secret({ message: 'Key' }));
  expect(answer).toBe('sesame');
  expect(screen).not.toContain('se');
});

test('a question is asked until its answer will do', async () => {
  const problemOf = (answer: string) => (answer === 'right' ? null : 'Not that one.');
  const { answer, screen } = await typing(
    [
      ['Which', '\r'],
      ['Something has to stand here', 'wrong\r'],
      ['Not that one', '\x15right\r'],
    ],
    ({ text }) => text({ message: 'Which', problemOf }),
  );
  expect(answer).toBe('right');
  expect(screen).toContain('Not that one.');
});

test('a question with a default is answered by the enter key', async () => {
  const { answer } = await typing([['Name', '\r']], ({ text }) => text({ message: 'Name', default: 'production' }));
  expect(answer).toBe('production');
});

test.each([
  ['y\r', true],
  ['\r', false],
])('a confirmation is taken from %j', async (keys, expected) => {
  expect((await typing([['Sure', keys]], ({ confirm }) => confirm('Sure?'))).answer).toBe(expected);
});

test.each([
  ['Ctrl-C', '\x03'],
  ['Ctrl-D', '\x04'],
])('%s gives up, and changes nothing', async (_, key) => {
  const giving = typing([['Name', key]], ({ text }) => text({ message: 'Name' }));
  await expect(giving).rejects.toThrow(new Problem('interrupted: nothing was changed'));
});

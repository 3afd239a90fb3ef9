import { describe, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { runAlerter } from '../../../cli/program.ts';
import { hasColors, processTerminal } from '../../../cli/base/terminal.ts';

/** A stream that takes what is written, or fails with that code. */
const givenStream = (failure: string | null = null) => {
  const written: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (failure === null) written.push(chunk.toString());
      done(failure === null ? null : Object.assign(new Error(`${failure}: cannot write`), { code: failure }));
    },
  });
  return { stream, written };
};

const givenTerminal = ({ out, err }: { out?: string; err?: string } = {}) => {
  const [stdout, stderr] = [givenStream(out), givenStream(err)];
  const terminal = processTerminal({ stdout: stdout.stream, stderr: stderr.stream, env: {} });
  return { terminal, stdout: stdout.written, stderr: stderr.written };
};

describe('a terminal', () => {
  test('gets results on stdout and progress on stderr, a line each', async () => {
    const { terminal, stdout, stderr } = givenTerminal();
    terminal.progress('going');
    await terminal.result('one', 'two');
    expect([stdout, stderr]).toEqual([['one\ntwo\n'], ['going\n']]);
    expect(terminal).toMatchObject({ isInteractive: false, columns: Infinity, lost: { aborted: false } });
  });

  test.each([
    ['results', { out: 'EPIPE' }],
    ['progress', { err: 'EPIPE' }],
  ])('whose reader of %s has gone is lost, and that is nobody’s mistake', async (_, failing) => {
    const { terminal } = givenTerminal(failing);
    terminal.progress('going');
    await terminal.result('one');
    await terminal.result('two');
    expect(terminal.lost.reason).toMatchObject({ name: 'ReaderGone' });
    expect(await runAlerter(['--help'], { terminal, environment: {} })).toBe(0);
  });

  test('that cannot take results is lost, which is one line and ends with 2', async () => {
    const { terminal, stderr } = givenTerminal({ out: 'ENOSPC' });
    expect(await runAlerter(['--help'], { terminal, environment: {} })).toBe(2);
    expect(stderr).toEqual([
      'alerter: the results cannot be written (ENOSPC: cannot write). Make room, or have them written elsewhere.\n',
    ]);
  });

  test('that cannot take progress still takes results', async () => {
    const { terminal, stdout } = givenTerminal({ err: 'ENOSPC' });
    terminal.progress('going');
    await terminal.result('one');
    expect(stdout).toEqual(['one\n']);
    expect(terminal.lost.aborted).toBe(false);
  });
});

describe('colour', () => {
  test.each<[string, boolean, NodeJS.ProcessEnv, boolean]>([
    ['is for terminals', true, { TERM: 'xterm' }, true],
    ['is not for pipes and files', false, { TERM: 'xterm' }, false],
    ['is not for terminals that have none', true, { TERM: 'dumb' }, false],
    ['is left out where NO_COLOR is set', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['is not left out where NO_COLOR is empty', true, { NO_COLOR: '' }, true],
    ['is for pipes too where FORCE_COLOR is set', false, { FORCE_COLOR: '1' }, true],
    ['is left out where FORCE_COLOR is 0', true, { FORCE_COLOR: '0' }, false],
    ['is left out where FORCE_COLOR is false', true, { FORCE_COLOR: 'false' }, false],
  ])('%s', (_, isTTY, environment, colored) => {
    expect(hasColors({ isTTY }, environment)).toBe(colored);
  });
});

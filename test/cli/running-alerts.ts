import { Writable } from 'node:stream';
import { runAlerter } from '../../cli/program.ts';
import { processTerminal } from '../../cli/base/terminal.ts';

const collecting = (): { readonly stream: Writable; readonly text: () => string } => {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
};

/** What `alerter alerts …` writes, and how it ends. */
export const runningAlerts = async (...args: readonly string[]) => {
  const [stdout, stderr] = [collecting(), collecting()];
  const terminal = processTerminal({ stdout: stdout.stream, stderr: stderr.stream, env: {} });
  const exitCode = await runAlerter(['alerts', ...args], { terminal, environment: {} });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
};

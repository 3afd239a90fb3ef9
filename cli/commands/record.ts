import { Command } from 'commander';
import { defaultLimits } from '../../adapters/rocketchat/limits.ts';
import { describeStatus } from '../../adapters/http/answer.ts';
import { instancesEndpoint } from '../../adapters/rocketchat/workspace-url.ts';
import { counted } from '../../core/text/words.ts';
import { chooseWorkspace } from '../input/choose-workspace.ts';
import { credentialsFromEnvironment } from '../input/credentials.ts';
import { interruptedBy } from '../base/interruption.ts';
import { readCount, readInterval } from '../base/number-options.ts';
import { newRemarks } from '../output/new-remarks.ts';
import { exitCodes } from '../base/problem.ts';
import { cannotWrite, openRecording } from '../recording/recording-file.ts';
import { recordWorkspace } from '../recording/record-workspace.ts';
import type { CommandSession } from '../base/session.ts';

interface RecordOptions {
  readonly url: string;
  readonly out: string;
  readonly every?: number;
  readonly answers?: number;
  readonly ca?: string;
  readonly allowInsecure?: true;
}

export const recordCommand = (session: CommandSession): Command =>
  new Command('record')
    .description(
      'Calls a workspace repeatedly and stores its raw answers, one line of JSON each, until interrupted. ' +
        'Leaves out credentials and cookies. Needs ROCKETCHAT_USER_ID and ROCKETCHAT_AUTH_TOKEN in the environment.',
    )
    .requiredOption('--url <url>', 'the address of the workspace, such as https://chat.example.com')
    .requiredOption(
      '--out <file>',
      'the file for the answers: FILE.jsonl or FILE.jsonl.gz; if it exists, they are appended',
    )
    .option('--every <duration>', 'how often to call, 1s or more (default: 10s)', readInterval)
    .option('--answers <count>', 'stop after this number of answers (default: run until interrupted)', readCount)
    .option('--ca <file>', 'also trust the certificate authority in this PEM file')
    .option('--allow-insecure', 'send the token over http:// to another machine')
    .addHelpText('after', '\nExit code: 0, or 2 if it cannot be recorded.')
    .action(async (options: RecordOptions) => {
      await record(options, session);
      session.conclude(exitCodes.healthy);
    });

const defaultEverySeconds = 10;

async function record(options: RecordOptions, { terminal, environment, clock }: CommandSession): Promise<void> {
  const { url, ca } = await chooseWorkspace(options);
  const credentials = credentialsFromEnvironment(environment);
  const { out, every = defaultEverySeconds, answers = Infinity } = options;
  const file = await openRecording(out);
  const interruption = interruptedBy(['SIGINT', 'SIGTERM']);
  const onCame = newRemarks((remark) => {
    terminal.progress(remark);
  });
  let kept = 0;
  try {
    const before = file.kept === 0 ? '' : `, after the ${counted(file.kept, 'answer')} that it holds`;
    terminal.progress(`recording ${url} to ${out}, every ${every} s${before}`);
    await recordWorkspace({
      endpoint: instancesEndpoint(url),
      credentials,
      ca,
      limits: defaultLimits,
      clock,
      everySeconds: every,
      answers,
      interruption: AbortSignal.any([interruption.signal, terminal.lost]),
      onLine: async (line) => {
        await file.append(JSON.stringify(line)).catch((error: unknown) => {
          throw cannotWrite(out, error);
        });
        kept += 1;
        onCame(['error' in line ? `no answer: ${line.error}` : describeStatus(line.status)]);
        terminal.passing(counted(kept, 'answer'));
      },
    });
  } finally {
    interruption.release();
    await file.close();
  }
  terminal.progress(`${counted(kept, 'answer')} recorded`);
}

import { describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../adapters/process/system-clock.ts';
import { History } from '../../../adapters/dynamodb/history.ts';
import { plusSeconds } from '../../../core/base/time.ts';
import { checkAt, givenInstance } from '../../core/timeline/given.ts';
import { withServer } from '../../servers.ts';
import { listing } from '../answers.ts';
import { givenAws } from '../given-aws.ts';
import { starting, withCredentials } from '../running.ts';
import { entering } from './given.ts';

/** A real program that serves a console: the events of its overview until they have said something. */
async function hearing(args: readonly string[], environment: NodeJS.ProcessEnv, text: RegExp): Promise<string> {
  const { child, saying, ended } = starting(args, environment);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed += String(chunk)));
  try {
    await saying('/?token=');
    await saying('\n');
    const url = new URL(/http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}/.exec(printed)?.[0] ?? '');
    const { cookie, root } = await entering({ host: url.host, token: url.searchParams.get('token') ?? '' });
    const response = await fetch(`http://${url.host}${root}events`, { headers: { cookie } });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    while (!text.test(heard)) {
      const part = await reader?.read();
      if (part === undefined || part.done) throw new Error(`the events ended with ${heard}`);
      heard += part.value;
    }
    await reader?.cancel();
    return heard;
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}

describe('a console', () => {
  test('of a running watch shows what its checks find', async () => {
    await withServer(listing('a', 'b'), async (url) => {
      const args = ['watch', '--url', url, '--every', '1s', '--console'];
      const heard = await hearing(args, withCredentials, /"takenAt"/);
      expect(heard).toContain('"healthy":2');
    });
  });

  test("of a deployed stack shows the last check in the stack's table", async () => {
    await givenAws(async ({ store }) => {
      const takenAt = plusSeconds(systemClock.now(), -30);
      const check = { ...checkAt(0, [givenInstance('10.0.0.4')]), takenAt, observedAt: takenAt };
      await new History(store.client, store.table).record(check, { keepSeconds: 86_400, writer: 'test' });
      const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('AWS_')));
      const args = ['console', '--stack', 'RocketChatAlerter'];
      const heard = await hearing(args, environment, /"takenAt"/);
      expect(heard).toContain(takenAt);
      expect(heard).toContain('10.0.0.4');
    });
  });
});

import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { webhookVariable } from '../../../cli/input/variables.ts';
import { linkKeyFile } from '../../../cli/store/link-key.ts';
import { serveHttp, withServer } from '../../servers.ts';
import { quickRules, refusing } from '../answers.ts';
import { givenDirectory, givenFile, running, starting, withCredentials } from '../running.ts';

/** A port that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  server.close();
  await once(server, 'close');
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
}

/** A chat's webhook, and the first message that it is sent. */
async function serveChat() {
  const messages = new EventEmitter();
  const message = once(messages, 'message').then(([body]) => String(body));
  const server = await serveHttp((request, response) => {
    void text(request).then((body) => {
      messages.emit('message', body);
      response.end('ok');
    });
  });
  return { ...server, message };
}

describe('watch with the address of its console', () => {
  test('sends links that acknowledge, and prints none of them', async () => {
    const [chat, port] = [await serveChat(), await freePort()];
    try {
      await withServer(refusing, (url) =>
        givenDirectory((directory) =>
          givenFile(quickRules(url), async (file) => {
            const origin = `http://127.0.0.1:${port}`;
            const store = join(directory, 'store');
            const options = ['--store', store, '--console', String(port), '--console-url', origin, '--json'];
            const { child, ended } = starting(['watch', '--config', file, '--every', '1s', ...options], {
              ...withCredentials,
              [webhookVariable]: `${chat.url}/services/SECRET`,
            });
            try {
              const [, link = ''] = /<(http[^|]*\/ack\/[^|]*)\|Acknowledge>/.exec(await chat.message) ?? [];
              expect(await (await fetch(link)).text()).toContain('<button');
              const pressed = await fetch(link, {
                method: 'POST',
                headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
                body: 'by=Ada',
              });
              expect(await pressed.text()).toContain('Acknowledged by Ada');
              child.kill('SIGINT');
              const { stdout, stderr } = await ended;
              expect(stderr).toContain(`only /ack/ must lead from there to 127.0.0.1:${port}`);
              const token = link.split('/ack/')[1] ?? '';
              const key = readFileSync(join(store, linkKeyFile), 'utf8').trim();
              for (const secret of [token, key]) {
                expect(secret).not.toBe('');
                expect(stdout + stderr).not.toContain(secret);
              }
            } finally {
              child.kill('SIGKILL');
              await ended;
            }
          }),
        ),
      );
    } finally {
      await chat.close();
    }
  });

  test.each([
    [['--console-url', 'https://alerts.example.com'], /--console-url needs --console PORT/],
    [['--console', '--console-url', 'https://alerts.example.com'], /--console-url needs --console PORT/],
    [['--console', '8090', '--console-url', 'alerts.example.com'], /Write an address such as https/],
    [['--console', '8090', '--console-url', 'https://a:b@example.com'], /Write an address such as https/],
    [['--console', '8090', '--console-url', 'https://example.com/?a=b'], /Write an address such as https/],
  ])('refuses %j', async (options, problem) => {
    const ran = await running(['watch', '--url', 'http://127.0.0.1:9', ...options], { environment: withCredentials });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(problem);
  });
});

import { describe, expect, test } from '@jest/globals';
import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { systemClock } from '../../adapters/process/system-clock.ts';
import { VirtualClock } from '../../simulator/clock.ts';
import { withServer } from '../servers.ts';
import { longTest, oneIn } from '../length.ts';
import { answering, inTurn, listing, refusing } from './answers.ts';
import { checksOf, linesOf } from './contract.ts';
import { givenDirectory, running, starting, withCredentials } from './running.ts';

const clock = new VirtualClock(systemClock.now());

const textIn = (file: string): string => {
  const bytes = readFileSync(file);
  return (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
};

const recordedIn = (file: string): ReadonlyArray<Record<string, unknown>> =>
  textIn(file)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const recording = (url: string, file: string, answers: number) =>
  running(['record', '--url', url, '--out', file, '--answers', String(answers)], { clock });

describe.each(oneIn(2, ['answers.jsonl.gz', 'answers.jsonl']))('record into %s', (name) => {
  test('keeps each answer as it is, and goes on where a file is', () =>
    withServer(inTurn(listing('a'), refusing, answering(502, '<html>')), (url) =>
      givenDirectory(async (directory) => {
        const file = join(directory, name);
        const first = await recording(url, file, 2);
        expect(first).toEqual({
          code: 0,
          stdout: '',
          stderr: `recording ${url} to ${file}, every 10 s\nHTTP 200 OK\nHTTP 401 Unauthorized\n2 answers recorded\n`,
        });
        const second = await recording(url, file, 1);
        expect(second.stderr).toContain('every 10 s, after the 2 answers that it holds\n');
        const lines = recordedIn(file);
        expect(lines.map(({ status }) => status)).toEqual([200, 401, 502]);
        expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort());
        expect(lines[1]).toMatchObject({
          milliseconds: 0,
          headers: { 'transfer-encoding': 'chunked' },
          body: { status: 'error', message: 'You must be logged in to do this.' },
        });
        expect(lines[2]).toMatchObject({ body: '<html>' });
        expect(readdirSync(directory)).toEqual([name]);
      }),
    ));

  test('what it keeps can be evaluated', () =>
    withServer(listing('a', 'b'), (url) =>
      givenDirectory(async (directory) => {
        const file = join(directory, name);
        await recording(url, file, 3);
        const { code, stdout } = await running(['evaluate', file, '--json'], { environment: {} });
        expect(code).toBe(0);
        expect(checksOf(linesOf(stdout)).map(({ outcome, workspace }) => [outcome, workspace])).toEqual(
          Array.from({ length: 3 }, () => ['ok', 'answers']),
        );
      }),
    ));

  test('mends the end of a file whose writer was killed, and adds to it', () =>
    withServer(listing('a'), (url) =>
      givenDirectory(async (directory) => {
        const file = join(directory, name);
        await recording(url, file, 3);
        // A gzipped file ends with a sum of 8 bytes, behind the last answer.
        truncateSync(file, readFileSync(file).length - 12);
        await recording(url, file, 2);
        const lines = recordedIn(file);
        expect([4, 5]).toContain(lines.length);
        for (const line of lines) expect(line).toMatchObject({ status: 200, body: { success: true } });
        expect(readdirSync(directory)).toEqual([name]);
      }),
    ));

  test('leaves a file alone that holds anything else', () =>
    givenDirectory(async (directory) => {
      const file = join(directory, name);
      for (const content of [
        'dear diary',
        'dear diary\n',
        '{"at":"2026-11-21T19:00:00.000Z","error":"timeout"}\nand then\n',
      ]) {
        writeFileSync(file, content);
        const { code, stderr } = await recording('http://127.0.0.1:9', file, 1);
        expect(code).toBe(2);
        expect(stderr).toMatch(/^alerter: line \d of [^\n]* is no recorded answer: name another file with --out\n$/);
        expect(readFileSync(file, 'utf8')).toBe(content);
      }
    }));

  test('ends cleanly on SIGINT, though a call is under way, and has kept what came before', () =>
    withServer(
      inTurn(listing('a'), () => undefined),
      (url) =>
        givenDirectory(async (directory) => {
          const file = join(directory, name);
          const { child, saying, ended } = starting(['record', '--url', url, '--out', file, '--every', '1s']);
          await saying('HTTP 200 OK');
          child.kill('SIGINT');
          expect(await ended).toMatchObject({ code: 0, stderr: expect.stringMatching(/\n1 answer recorded\n$/) });
          expect(recordedIn(file)).toHaveLength(1);
        }),
    ));
});

longTest('a line stands in a gzipped file before the next one comes', () =>
  withServer(
    inTurn(listing('a'), () => undefined),
    (url) =>
      givenDirectory(async (directory) => {
        const file = join(directory, 'answers.jsonl.gz');
        const { child, saying, ended } = starting(['record', '--url', url, '--out', file, '--every', '1s']);
        await saying('HTTP 200 OK');
        child.kill('SIGKILL');
        await ended;
        const { code, stdout } = await running(['evaluate', file, '--json'], { environment: {} });
        expect([code, checksOf(linesOf(stdout)).length]).toEqual([0, 1]);
      }),
  ),
);

describe('record', () => {
  test('keeps calls that got no answer', () =>
    givenDirectory(async (directory) => {
      const file = join(directory, 'answers.jsonl');
      const { code, stderr } = await recording('http://127.0.0.1:9', file, 2);
      expect([code, stderr]).toEqual([0, expect.stringContaining('\nno answer: ECONNREFUSED\n2 answers recorded\n')]);
      expect(recordedIn(file).map(({ error }) => error)).toEqual(['ECONNREFUSED', 'ECONNREFUSED']);
    }));

  test('never writes a token that the workspace sends back', () => {
    const token = withCredentials.ROCKETCHAT_AUTH_TOKEN;
    return withServer(
      (request, response) => {
        response.setHeader('Set-Cookie', `rc_token=${token}`);
        response.end(JSON.stringify({ success: false, error: `${JSON.stringify(request.headers)} ${token}` }));
      },
      (url) =>
        givenDirectory(async (directory) => {
          const file = join(directory, 'answers.jsonl');
          const { stderr } = await recording(url, file, 1);
          expect(textIn(file)).toContain('(hidden)');
          for (const secret of [token, withCredentials.ROCKETCHAT_USER_ID])
            expect(textIn(file) + stderr).not.toContain(secret);
        }),
    );
  });

  test('says what it needs, and writes nothing then', () =>
    givenDirectory(async (directory) => {
      const file = join(directory, 'answers.jsonl');
      const args = ['record', '--url', 'http://127.0.0.1:9', '--out', file];
      expect(await running(args, { environment: {} })).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('ROCKETCHAT_USER_ID and ROCKETCHAT_AUTH_TOKEN are not set'),
      });
      expect(await running(['record', '--url', 'http://chat.example.com', '--out', file])).toMatchObject({ code: 2 });
      expect(existsSync(file)).toBe(false);
      expect(
        await running(['record', '--url', 'http://127.0.0.1:9', '--out', join(directory, 'no', 'such')]),
      ).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/^alerter: [^\n]* cannot be written \(ENOENT[^\n]*\n$/),
      });
    }));

  test('adds to a file that ends without a line break', () =>
    givenDirectory(async (directory) => {
      const file = join(directory, 'answers.jsonl');
      appendFileSync(file, '{"at":"2026-11-21T19:00:00.000Z","error":"timeout"}');
      await recording('http://127.0.0.1:9', file, 1);
      expect(recordedIn(file).map(({ error }) => error)).toEqual(['timeout', 'ECONNREFUSED']);
    }));
});

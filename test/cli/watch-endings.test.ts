import { describe, expect, test } from '@jest/globals';
import { withServer } from '../servers.ts';
import { inTurn, listing, refusing } from './answers.ts';
import { alertsOf, linesOf, told } from './contract.ts';
import { givenDirectory, givenFile, running, starting } from './running.ts';
import { configuration, patience, playing } from './scenario.ts';

const restart = playing(() =>
  withServer(inTurn(listing('a', 'b'), listing('a'), listing('a'), listing('a', 'c')), (url) =>
    givenDirectory((directory) =>
      givenFile(configuration(url), async (file) => {
        const args = ['watch', '--url', url, '--config', file, '--store', directory, '--json'];
        const first = await running([...args, '--checks', '3']);
        return { first, second: await running([...args, '--checks', '1']) };
      }),
    ),
  ),
);

const undelivered = playing(() =>
  withServer(refusing, (url) =>
    givenDirectory(async (directory) => {
      const args = ['watch', '--url', url, '--every', '1s', '--store', directory];
      const unread = starting(args);
      unread.child.stdout?.destroy();
      const first = await unread.ended;
      const second = await running([...args, '--checks', '1', '--json']);
      return { first, second, third: await running([...args, '--checks', '1', '--json']) };
    }),
  ),
);

const abandoned = playing(() =>
  withServer(listing('a'), async (url) => {
    const { child, saying, ended } = starting(['watch', '--url', url, '--every', '1s', '--json']);
    await saying('"type":"check"');
    child.stdout?.destroy();
    return ended;
  }),
);

const interruption = playing(() =>
  withServer(listing('a'), (url) =>
    givenDirectory(async (directory) => {
      const args = ['watch', '--url', url, '--every', '12h', '--store', directory, '--json'];
      const first = starting(args);
      await first.saying('"type":"check"');
      const beside = await starting([...args, '--checks', '1']).ended;
      first.child.kill('SIGTERM');
      const terminated = await first.ended;
      const second = starting(args);
      await second.saying('"type":"check"');
      // As from a terminal, where npm passes on what the program has got already.
      second.child.kill('SIGINT');
      second.child.kill('SIGINT');
      return { directory, beside, terminated, interrupted: await second.ended };
    }),
  ),
);

const interruptionOfACall = playing(() => {
  let arrived: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  return withServer(
    () => {
      arrived();
    },
    async (url) => {
      const { child, ended } = starting(['watch', '--url', url]);
      await arrival;
      child.kill('SIGINT');
      return ended;
    },
  );
});

describe('watch --store', () => {
  test(
    'goes on where the watch before it ended: what that one opened, this one resolves',
    async () => {
      const { first, second } = await restart;
      expect([first.code, first.stderr]).toEqual([1, '']);
      expect(linesOf(first.stdout).map(told)).toEqual([
        'check ok: ',
        'check ok: disappeared pending',
        'check ok: disappeared open',
        'alert: opened disappeared -',
      ]);
      expect([second.code, second.stderr]).toEqual([0, '']);
      expect(linesOf(second.stdout).map(told)).toEqual(['check ok: ', 'alert: resolved disappeared replaced']);
      expect(alertsOf(linesOf(second.stdout))[0]?.changes[0]?.subjects).toEqual(['b']);
    },
    patience,
  );

  test(
    'keeps an alert that nobody read for the next watch, which tells it once',
    async () => {
      const { first, second, third } = await undelivered;
      expect(first.code).toBe(1);
      expect(first.stderr).toMatch(/^watching [^\n]*\n[^\n]* could not see: unauthorized [^\n]*\n$/);
      const lines = linesOf(second.stdout);
      expect(lines.map(told)).toEqual(['check unauthorized: unauthorized open', 'alert: opened unauthorized -']);
      const [check, alert] = lines;
      expect(Date.parse(alert?.takenAt ?? '')).toBeLessThan(Date.parse(check?.takenAt ?? ''));
      expect(linesOf(third.stdout).map(told)).toEqual(['check unauthorized: unauthorized open']);
    },
    patience,
  );

  test(
    'says so in one line where another watch has it open',
    async () => {
      const { beside, directory } = await interruption;
      expect([beside.code, beside.stdout]).toEqual([2, '']);
      expect(beside.stderr).toMatch(
        /^alerter: the store in [^\n]+ Another process has it open: stop that one,[^\n]+\n$/,
      );
      expect(beside.stderr).toContain(directory);
    },
    patience,
  );
});

describe('a watch ends cleanly', () => {
  test(
    'on SIGTERM and on SIGINT: by what the last check found, and with the store free for the next',
    async () => {
      const { terminated, interrupted } = await interruption;
      for (const { code, stdout, stderr } of [terminated, interrupted]) {
        expect([code, stderr]).toEqual([0, '']);
        expect(linesOf(stdout).map(told)).toEqual(['check ok: ']);
      }
    },
    patience,
  );

  test(
    'on SIGINT while a call hangs: without waiting for it, and without a word on a workspace it has not seen',
    async () => {
      const { code, stdout, stderr } = await interruptionOfACall;
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^watching [^\n]*\nalerter: interrupted before the first check was made\n$/);
    },
    patience,
  );

  test(
    'when nobody reads any more what it prints',
    async () => {
      const { code, stderr } = await abandoned;
      expect([code, stderr]).toEqual([0, '']);
    },
    patience,
  );
});

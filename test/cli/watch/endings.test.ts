import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../../simulator/clock.ts';
import { systemClock } from '../../../adapters/process/system-clock.ts';
import { withServer } from '../../servers.ts';
import { inTurn, listing, quickRules, refusing } from '../answers.ts';
import { alertsOf, linesOf, briefly } from '../contract.ts';
import { givenDirectory, givenFile, running, starting } from '../running.ts';
import { longTest } from '../../length.ts';

/** A directory, and a file with rules that count within seconds. */
const givenQuickly = (url: string, use: (directory: string, file: string) => Promise<void>): Promise<void> =>
  givenDirectory((directory) => givenFile(quickRules(url), (file) => use(directory, file)));

describe('watch --store', () => {
  test('goes on where the watch before it ended: what that one opened, this one resolves', () =>
    withServer(inTurn(listing('a', 'b'), listing('a'), listing('a'), listing('a', 'c')), (url) =>
      givenDirectory((directory) =>
        givenFile(quickRules(url), async (file) => {
          const clock = new VirtualClock(systemClock.now());
          const args = ['watch', '--url', url, '--config', file, '--store', directory, '--json'];
          const first = await running([...args, '--checks', '3'], { clock });
          expect([first.code, first.stderr]).toEqual([1, '']);
          expect(linesOf(first.stdout).map(briefly)).toEqual([
            'check ok: ',
            'check ok: disappeared pending',
            'check ok: disappeared open',
            'alert: opened disappeared -',
          ]);
          clock.advance(1);
          const second = await running([...args, '--checks', '1'], { clock });
          expect([second.code, second.stderr]).toEqual([0, '']);
          expect(linesOf(second.stdout).map(briefly)).toEqual(['check ok: ', 'alert: resolved disappeared replaced']);
          expect(alertsOf(linesOf(second.stdout))[0]?.changes[0]?.subjects).toEqual(['b']);
        }),
      ),
    ));

  test('keeps an alert that nobody read for the next watch, which prints it once', () =>
    withServer(refusing, (url) =>
      givenQuickly(url, async (directory, file) => {
        const clock = new VirtualClock(systemClock.now());
        const args = ['watch', '--url', url, '--config', file, '--store', directory];
        const first = await running(args, { clock, readsStdout: false });
        expect(first.code).toBe(1);
        expect(first.stderr).toMatch(/^watching [^\n]*\n[^\n]* could not see: unauthorized [^\n]*\n$/);
        clock.advance(1);
        const lines = linesOf((await running([...args, '--checks', '1', '--json'], { clock })).stdout);
        expect(lines.map(briefly)).toEqual(['check unauthorized: unauthorized open', 'alert: opened unauthorized -']);
        const [check, alert] = lines;
        expect(Date.parse(alert?.takenAt ?? '')).toBeLessThan(Date.parse(check?.takenAt ?? ''));
        clock.advance(1);
        const third = await running([...args, '--checks', '1', '--json'], { clock });
        expect(linesOf(third.stdout).map(briefly)).toEqual(['check unauthorized: unauthorized open']);
      }),
    ));
});

/* What only a process of its own shows: signals, pipes, and a store that another process has open. */
describe('a watch ends cleanly', () => {
  test('on SIGTERM: by what the last check found, with the store kept from others until then, and free afterwards', () =>
    withServer(listing('a'), (url) =>
      givenDirectory(async (directory) => {
        const args = ['watch', '--url', url, '--every', '12h', '--store', directory, '--json'];
        const watch = starting(args);
        await watch.saying('"type":"check"');
        const beside = await running([...args, '--checks', '1']);
        expect([beside.code, beside.stdout]).toEqual([2, '']);
        expect(beside.stderr).toMatch(
          /^alerter: the store in [^\n]+ Another process has it open: stop that one,[^\n]+\n$/,
        );
        expect(beside.stderr).toContain(directory);

        watch.child.kill('SIGTERM');
        const { code, stdout, stderr } = await watch.ended;
        expect([code, stderr]).toEqual([0, '']);
        expect(linesOf(stdout).map(briefly)).toEqual(['check ok: ']);
        const after = await running([...args, '--checks', '1']);
        expect([after.code, linesOf(after.stdout).map(briefly)]).toEqual([0, ['check ok: ']]);
      }),
    ));

  longTest(
    'on SIGINT while a call hangs: without waiting for it, and without a word on a workspace it has not seen',
    () => {
      let arrive = (): void => undefined;
      const arrival = new Promise<void>((resolve) => (arrive = resolve));
      return withServer(
        () => {
          arrive();
        },
        async (url) => {
          const watch = starting(['watch', '--url', url]);
          await arrival;
          // As from a terminal, where npm passes on what the program has got already.
          watch.child.kill('SIGINT');
          watch.child.kill('SIGINT');
          const { code, stdout, stderr } = await watch.ended;
          expect([code, stdout]).toEqual([2, '']);
          expect(stderr).toMatch(/^watching [^\n]*\nalerter: interrupted before the first check was made\n$/);
        },
      );
    },
  );

  longTest('when nobody reads any more what it prints', () =>
    withServer(listing('a'), async (url) => {
      const watch = starting(['watch', '--url', url, '--every', '1s', '--json']);
      await watch.saying('"type":"check"');
      watch.child.stdout?.destroy();
      const { code, stderr } = await watch.ended;
      expect([code, stderr]).toEqual([0, '']);
    }),
  );
});

import { describe, expect, test } from '@jest/globals';
import { systemClock } from '../../lambda/system-clock.ts';
import { serve } from '../../simulator/server.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import { inTurn, listing, refusing } from './answers.ts';
import { type AlertLine, type CheckLine, type Line, linesOf } from './contract.ts';
import { givenDirectory, givenFile, running, serving, starting, withCredentials } from './running.ts';
import { playing } from './scenario.ts';

/** Some rules within seconds, and a name by which alerts are known. */
const configuration = (url: string): string => `
workspaces: [{ name: production, url: "${url}", every: 1s }]
rules: { disappeared: { for: 1s } }
`;

const patience = 30_000;

/** What is told of a line: a check's outcome and incidents, an alert's changes. */
const told = (line: Line): string =>
  line.type === 'check'
    ? `check ${line.outcome}: ${line.incidents.map(({ kind, state }) => `${kind} ${state}`).join()}`
    : `alert: ${line.changes.map(({ change, kind, reason }) => `${change} ${kind} ${reason ?? '-'}`).join()}`;

const checksOf = (lines: readonly Line[]): readonly CheckLine[] => lines.filter((line) => line.type === 'check');
const alertsOf = (lines: readonly Line[]): readonly AlertLine[] => lines.filter((line) => line.type === 'alert');

const lossAndReplacement = playing(() =>
  serving(inTurn(listing('a', 'b'), listing('a'), listing('a'), listing('a', 'c')), (url) =>
    givenFile(
      configuration(url),
      (file) => starting(['watch', '--url', url, '--config', file, '--checks', '4', '--json']).ended,
    ),
  ),
);

const refusal = playing(() =>
  serving(inTurn(refusing, refusing, listing('a')), (url) =>
    running(['watch', '--url', url, '--every', '1s', '--checks', '3', '--json']),
  ),
);

const simulated = playing(async () => {
  const server = await serve(new SimulatedWorkspace({ clock: systemClock }));
  try {
    return await running(['watch', '--url', server.url, '--every', '1s', '--checks', '2']);
  } finally {
    await server.close();
  }
});

const inColor = playing(() =>
  serving(
    refusing,
    (url) => starting(['watch', '--url', url, '--checks', '1'], { ...withCredentials, FORCE_COLOR: '1' }).ended,
  ),
);

const restart = playing(() =>
  serving(inTurn(listing('a', 'b'), listing('a'), listing('a'), listing('a', 'c')), (url) =>
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
  serving(refusing, (url) =>
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
  serving(listing('a'), async (url) => {
    const { child, saying, ended } = starting(['watch', '--url', url, '--every', '1s', '--json']);
    await saying('"type":"check"');
    child.stdout?.destroy();
    return ended;
  }),
);

const interruption = playing(() =>
  serving(listing('a'), (url) =>
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
  return serving(
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

describe('watch --json', () => {
  test(
    'prints each check, and after it what it has to tell: a loss once it has lasted, and its replacement',
    async () => {
      const { code, stdout, stderr } = await lossAndReplacement;
      expect([code, stderr]).toEqual([0, '']);
      const lines = linesOf(stdout);
      expect(lines.map(told)).toEqual([
        'check ok: ',
        'check ok: disappeared pending',
        'check ok: disappeared open',
        'alert: opened disappeared -',
        'check ok: ',
        'alert: resolved disappeared replaced',
      ]);
      const [, pending, open, , replaced] = lines;
      expect(open).toMatchObject({
        instances: [
          { id: 'a', status: 'healthy' },
          { id: 'b', status: 'missing', connected: null, heartbeatAgeSeconds: null, host: 'host-b' },
        ],
        incidents: [{ subjects: ['b'], since: pending?.takenAt }],
      });
      expect(replaced).toMatchObject({ instances: [{ id: 'a' }, { id: 'c' }] });
    },
    patience,
  );

  test(
    'names an alert after its workspace and its check, and checks on the beat',
    async () => {
      const lines = linesOf((await lossAndReplacement).stdout);
      const times = checksOf(lines).map(({ takenAt }) => takenAt);
      expect(alertsOf(lines).map(({ id, takenAt }) => [id, takenAt])).toEqual([
        [`production/${times[2] ?? ''}`, times[2]],
        [`production/${times[3] ?? ''}`, times[3]],
      ]);
      for (const [index, time] of times.entries()) {
        const milliseconds = Date.parse(time) - Date.parse(times[0] ?? '');
        expect(milliseconds % 1000).toBe(0);
        expect(milliseconds).toBeGreaterThanOrEqual(index * 1000);
      }
    },
    patience,
  );

  test(
    'tells at once that credentials are refused, and that they work again',
    async () => {
      const { code, stdout, stderr } = await refusal;
      expect([code, stderr]).toEqual([0, '']);
      expect(linesOf(stdout).map(told)).toEqual([
        'check unauthorized: unauthorized open',
        'alert: opened unauthorized -',
        'check unauthorized: unauthorized open',
        'check ok: ',
        'alert: resolved unauthorized authorized',
      ]);
    },
    patience,
  );
});

describe('watch for a person', () => {
  test(
    'tells each check on stderr, and nothing on stdout while there is nothing to tell',
    async () => {
      const { code, stdout, stderr } = await simulated;
      expect([code, stdout]).toEqual([0, '']);
      expect(stderr).toMatch(
        /^watching \S+ at http:\S+, every 1 s\n(\d\d:\d\d:\d\d {2}3 instances, all healthy\n){2}$/,
      );
    },
    patience,
  );

  test(
    'shows an alert on stdout as in the mail, in colour where that is asked for',
    async () => {
      const { code, stdout, stderr } = await inColor;
      expect(code).toBe(1);
      const [subject = ''] = stdout.split('\n');
      expect(subject).toMatch(/^\u001b\[31m│.*CRITICAL: credentials refused/);
      expect(stdout).toContain(' NEW: unauthorized (critical)\n');
      expect(stderr).toMatch(/could not see: unauthorized.*unauthorized/);
    },
    patience,
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

import { expect, test } from '@jest/globals';
import { type Ran, running } from './running.ts';

let day: Promise<Ran> | null = null;
const demo = (): Promise<Ran> => (day ??= running(['demo'], { environment: {} }));

/** What is shown of each scene, by its title. */
const scenes = async (): Promise<ReadonlyMap<string, string>> => {
  const [, ...parts] = (await demo()).stdout.split(/\n\n\d\d:\d\d {2}/);
  return new Map(parts.map((part): [string, string] => [part.split('\n', 1)[0] ?? '', part]));
};

test('the demo needs neither AWS nor credentials, and ends with 0 within half a minute', async () => {
  const { code, stderr } = await demo();
  expect([code, stderr]).toEqual([0, '']);
}, 30_000);

test('it plays a day in the life, each problem once and each end once, in order', async () => {
  const { stdout } = await demo();
  const subjects = [...stdout.matchAll(/^│ \[production\] (.*)$/gm)].map(([, subject]) => subject);
  const place = String.raw`10\.0\.\d+\.\d+:3000`;
  const like = (text: string): unknown => expect.stringMatching(new RegExp(`^${text.replace('PLACE', place)}`));
  expect(subjects).toEqual([
    like('CRITICAL disappeared: PLACE \\(2 of 3 healthy\\)$'),
    like('RESOLVED disappeared: PLACE probably replaced after \\d+ min$'),
    like('CRITICAL (disappeared|unresponsive): PLACE \\(2 of 3 healthy\\)$'),
    like('RESOLVED (disappeared|unresponsive): PLACE back after \\d+ min$'),
    like('WARNING disconnected: PLACE$'),
    like('RESOLVED disconnected: PLACE connected after \\d+ min$'),
    like('CRITICAL restarting: PLACE \\(3 of 3 healthy\\)$'),
    like('RESOLVED restarting: PLACE stable after \\d+ min$'),
    like('WARNING low-memory: PLACE started with 4.8 % free$'),
    like('RESOLVED low-memory: PLACE replaced after \\d+ min$'),
    'CRITICAL unreachable: server error',
    like('RESOLVED unreachable: workspace answers again after \\d+ min$'),
    'CRITICAL unauthorized: token rejected',
    like('RESOLVED unauthorized: token accepted again after \\d+ min$'),
    like('WARNING memory: PLACE reaches 1 GiB at about '),
    like('RESOLVED memory: PLACE replaced after \\d+ min$'),
  ]);
  expect(stdout).toMatch(
    /\n\d+ checks, 16 messages, \d+\.\d s\.\n\nWhat to try next:\n(?: {2}npm run -s alerter -- [^\n]*\n)+$/,
  );
});

test.each([
  ['The network is mended.', /RESOLVED disconnected: /],
  ['… and then stays up.', /RESOLVED restarting: /],
  ['It is moved to a host with more.', /RESOLVED low-memory: /],
  ['It works again.', /RESOLVED unreachable: /],
  ['A new token is stored.', /RESOLVED unauthorized: /],
])('it shows each end in the scene that brings it about: %s', async (title, end) => {
  const shown = (await scenes()).get(title) ?? '';
  expect([...shown.matchAll(/\[production\]/g)]).toHaveLength(1);
  expect(shown).toMatch(end);
});

test.each([
  'A rolling deploy: each new process is there before its old one stops.',
  'Another one, in which each old process stops first.',
])('it shows that nothing is sent for a rolling deploy: %s', async (title) => {
  expect((await scenes()).get(title)).toMatch(/\n {7}[●◐]{10}\n {7}10 checks, nothing to send$/);
});

test('it shows an alert as its reader would see it', async () => {
  const [killed = ''] = [...(await scenes()).values()].filter((part) => part.includes('is killed'));
  for (const part of ['How sure: ', 'What to do: ', 'Cluster: 2 of 3 healthy, 1 missing', 'Alert ID: ']) {
    expect(killed).toContain(`\n│ ${part}`);
  }
});

test('it fits a terminal of 80 columns, and is plain text where there is none', async () => {
  const { stdout } = await demo();
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).not.toContain('\u001b');
});

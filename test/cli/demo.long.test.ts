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
  expect(subjects).toEqual([
    'CRITICAL: 1 of 3 instances disappeared',
    expect.stringMatching(/^RESOLVED: 1 instance replaced after \d+ min$/),
    expect.stringMatching(/^CRITICAL: 1 of 3 instances (disappeared|unresponsive)$/),
    expect.stringMatching(/^RESOLVED: 1 instance back after \d+ min$/),
    'WARNING: 1 of 3 instances disconnected',
    expect.stringMatching(/^RESOLVED: 1 instance connected again after \d+ min$/),
    'CRITICAL: 1 of 3 instances keeps restarting',
    expect.stringMatching(/^RESOLVED: 1 instance stable again after \d+ min$/),
    'WARNING: 1 of 3 instances started low on memory',
    expect.stringMatching(/^RESOLVED: 1 instance replaced after \d+ min$/),
    'CRITICAL: workspace unreachable (server-error)',
    expect.stringMatching(/^RESOLVED: workspace reachable again after \d+ min$/),
    'CRITICAL: credentials refused',
    expect.stringMatching(/^RESOLVED: alerter let in again after \d+ min$/),
    'WARNING: 1 of 3 instances running out of memory',
    expect.stringMatching(/^RESOLVED: 1 instance replaced after \d+ min$/),
  ]);
  expect(stdout).toMatch(/\n\d+ checks, 16 messages, \d+\.\d s\. [^\n]*\n$/);
});

test.each([
  ['The network is mended.', /RESOLVED: 1 instance connected again/],
  ['… and then stays up.', /RESOLVED: 1 instance stable again/],
  ['It is moved to a host with more.', /RESOLVED: 1 instance replaced/],
  ['It works again.', /RESOLVED: workspace reachable again/],
  ['A new token is stored.', /RESOLVED: alerter let in again/],
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
  for (const part of ['NEW: disappeared (critical)', 'How sure: ', 'What to do: ', 'The cluster now: 2 instances']) {
    expect(killed).toContain(`\n│ ${part}`);
  }
});

test('it fits a terminal of 80 columns, and is plain text where there is none', async () => {
  const { stdout } = await demo();
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).not.toContain('\u001b');
});

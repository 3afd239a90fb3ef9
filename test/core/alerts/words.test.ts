import { describe, expect, test } from '@jest/globals';
import { durationText } from '../../../core/text/duration-text.ts';
import { memoryCaveat } from '../../../core/rules/low-memory.ts';
import { nameOf, namesOf } from '../../../core/cluster/instance-name.ts';
import { timesFor, timeText } from '../../../core/text/time-text.ts';
import { counted, cutAtWord, listed, percentText } from '../../../core/text/words.ts';
import { wrap } from '../../../core/text/wrap.ts';
import { at, first } from './given.ts';
import type { Timestamp } from '../../../core/base/time.ts';

const hour = 3600;

test.each([
  [-5, '0 s'],
  [0, '0 s'],
  [84.9, '84 s'],
  [119, '119 s'],
  [120, '2 min'],
  [hour - 1, '59 min'],
  [hour, '1 h'],
  [4 * hour + 600, '4 h 10 min'],
  [24 * hour, '24 h'],
  [48 * hour, '2 d'],
  [51 * hour + 1800, '2 d 3 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test.each<[Timestamp, string]>([
  ['2026-11-21T19:20:41.000Z', '19:20 UTC'],
  ['2026-11-20T19:20:41.000Z', '2026-11-20 19:20 UTC'],
])('on the evening of 21 November, %s is %s', (time, text) => {
  expect(timeText(time, '2026-11-21T23:59:00.000Z')).toBe(text);
});

describe('an instance is called', () => {
  const nothing = { ...first, name: null, host: null, port: null, address: null, pid: null };
  test.each([
    { called: '10.0.1.3:3000', where: first },
    { called: '10.0.1.3', where: { ...first, port: null } },
    { called: '172.18.0.4', where: { ...first, host: 'localhost', address: '172.18.0.4' } },
    { called: 'instance 5c0e7c3a', where: { ...first, host: 'localhost', address: null } },
    { called: 'instance 5c0e7c3a', where: { ...first, host: '127.0.0.1', address: 'localhost' } },
    { called: 'instance 5c0e7c3a', where: { ...nothing, host: '::1', port: '3000' } },
    { called: 'localhosts.example.com:3000', where: { ...nothing, host: 'localhosts.example.com', port: '3000' } },
    { called: 'ddp-streamer instance 5c0e7c3a', where: { ...nothing, name: 'ddp-streamer' } },
    { called: `${'a'.repeat(79)}…`, where: { ...nothing, host: 'a'.repeat(90), pid: 1 } },
    { called: 'a b:1 2', where: { ...nothing, host: 'a\r\nb', port: '1\u202e2' } },
  ])('$called', ({ called, where }) => {
    expect(nameOf(where)).toBe(called);
  });
});

test('the number of a process is in its name where it distinguishes two in one place, and only there', () => {
  const others = [
    { ...first, id: 'second', pid: 7 },
    { ...first, id: 'third', host: '10.0.1.4', pid: 1 },
  ];
  expect([...namesOf([first, ...others]).values()]).toEqual([
    '10.0.1.3:3000 (pid 1)',
    '10.0.1.3:3000 (pid 7)',
    '10.0.1.4:3000',
  ]);
});

test.each([
  [null, '2026-11-21T19:20:41.000Z', '19:20 UTC'],
  [null, '2026-11-22T19:20:41.000Z', '22 Nov 19:20 UTC'],
  [null, '2025-11-22T19:20:41.000Z', '22 Nov 2025 19:20 UTC'],
  ['Europe/Berlin', '2026-11-21T19:20:41.000Z', '19:20 UTC (20:20 CET)'],
  ['Europe/Berlin', '2026-11-21T23:30:00.000Z', '23:30 UTC (22 Nov 00:30 CET)'],
  ['America/New_York', '2026-11-21T19:20:41.000Z', '19:20 UTC (14:20 EST)'],
  ['Nowhere/At_All', '2026-11-21T19:20:41.000Z', '19:20 UTC'],
] as const)('to a reader in the time zone %s, %s is %s', (timeZone, time, text) => {
  expect(timesFor(at, timeZone)(time)).toBe(text);
});

test.each([
  ['v14.21.3', 'page cache counted as used, Node 14.21'],
  ['v17.3.1', 'page cache counted as used, Node 17.3'],
  ['v17.4.0', null],
  ['22.16.0', null],
  [null, 'page cache may be counted as used'],
  ['unknown', 'page cache may be counted as used'],
])('memory that Node %s has seen comes with the caveat: %s', (version, caveat) => {
  expect(memoryCaveat(version)).toBe(caveat);
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
])('%j are listed as %j', (names, text) => {
  expect(listed(names, 3)).toBe(text);
});

test('numbers come with their noun, percentages with at most one decimal', () => {
  expect([counted(0, 'instance'), counted(1, 'instance'), counted(2, 'instance')]).toEqual([
    '0 instances',
    '1 instance',
    '2 instances',
  ]);
  expect([percentText(4.8067), percentText(10), percentText(0)]).toEqual(['4.8 %', '10 %', '0 %']);
});

test('what is too long is cut at the end of a word, or anywhere where one word is all there is', () => {
  expect(cutAtWord('one two three four', 18)).toBe('one two three four');
  expect(cutAtWord('one two three four', 17)).toBe('one two three...');
  expect(cutAtWord('abcdefghijklmnop', 10)).toBe('abcdefg...');
});

test('lines are broken between words, and a word that is longer than a line stays whole', () => {
  expect(wrap('- one two three', 10, '  ')).toBe('- one two\n  three');
  expect(wrap('see https://example.com/a/very/long/one now', 10, '')).toBe(
    'see\nhttps://example.com/a/very/long/one\nnow',
  );
});

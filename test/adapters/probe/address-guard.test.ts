import { describe, expect, test } from '@jest/globals';
import { refusalOf } from '../../../adapters/probe/address-guard.ts';
import { defaultProbe } from '../../../adapters/probe/settings.ts';
import { targetsOf } from '../../../adapters/probe/target.ts';
import { givenInstance } from './given.ts';
import type { Timestamp } from '../../../core/base/time.ts';

describe('an address that a workspace lists', () => {
  const targetOf = (host: string, port = '3000') => targetsOf([givenInstance({ host, port })], defaultProbe).get('a');

  test.each([
    '169.254.169.254',
    '169.254.170.2',
    '169.254.0.0',
    '2852039166',
    '0xa9fea9fe',
    '0xA9.0xFE.0xA9.0xFE',
    '0251.0376.0251.0376',
    '169.254.43518',
    '169.16689662',
    '::ffff:169.254.169.254',
    '[::ffff:a9fe:a9fe]',
    '::169.254.169.254',
    '64:ff9b::169.254.169.254',
    '2002:a9fe:a9fe::1',
    'fd00:ec2::254',
    'fd00:0ec2:0:0:0:0:0:23',
    'fe80::1',
    'febf::1',
    '224.0.0.1',
    '255.255.255.255',
    '100.100.100.200',
    'fd20:ce::254',
    '168.63.129.16',
    '::ffff:168.63.129.16',
    '::ffff:0:169.254.169.254',
    '64:ff9b::a83f:8110',
    '64:ff9b:1::a00:1',
    '2002:a83f:8110::1',
    '2001:0:a9fe:a9fe::1',
    '2001:0:a00:1:0:0:5601:5601',
    'fd00:1::5efe:169.254.169.254',
    'fd00:1::200:5efe:a9fe:a9fe',
    'fd00:64:64::169.254.169.254',
    '2001:db8:64::6464:64c8',
    '169.254.169.254.',
    'fd00:c1::a9fe:a9fe',
    'fd00:c1::1',
    'fd00:42::42',
    'fd00:a9fe:a9fe::1',
    // After a translator's prefix of 32, 40, 48, 56 and 64 bits.
    '2001:db8:a9fe:a9fe::',
    '2001:db8:1a9:fea9:fe::',
    '2001:db8:1:a9fe:a9:fe00::',
    '2001:db8:1:aa9:fe:a9fe::',
    '2001:db8:1:a:a9:fea9:fe00:0',
    '2001:db8:a83f:8110::',
    '2001:db8:1:a:64:6464:c800:0',
  ])('is refused where it is link-local or of no single machine: %s', (host) => {
    expect(targetOf(host)).toEqual({ failure: 'forbidden-address' });
  });

  test.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0177.0.0.1',
    '0.0.0.0',
    '0',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '[::ffff:7f00:1]',
    '::127.0.0.1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::1',
    '2001:0:a00:1:0:0:80ff:fffe',
    'fd00:1::5efe:127.0.0.1',
  ])('is none where every machine has it: %s', (host) => {
    expect(targetOf(host)).toEqual({ failure: 'no-address' });
  });

  test.each([
    'user:pass@10.0.0.1',
    '10.0.0.1/secrets?',
    '10.0.0.1#',
    '10.0.0.1:80',
    'a b',
    'evil.example.com\\@10.0.0.1',
    'http://10.0.0.1',
    'fe80::1%25eth0',
    '..',
    '-',
    '256.256.256.256',
    'ｌｏｃａｌｈｏｓｔ',
    '１６９.254.169.254',
  ])('is none where it is no host: %j', (host) => {
    expect(targetOf(host)).toEqual({ failure: 'no-address' });
  });

  test.each([
    ['10.0.0.6', 'http://10.0.0.6:9458/metrics', 'http://10.0.0.6:3000/readyz'],
    ['rc-1.chat.internal', 'http://rc-1.chat.internal:9458/metrics', 'http://rc-1.chat.internal:3000/readyz'],
    ['fd00:1::5', 'http://[fd00:1::5]:9458/metrics', 'http://[fd00:1::5]:3000/readyz'],
  ])('is asked at the configured ports and paths only: %s', (host, metrics, ready) => {
    const target = targetOf(host);
    expect(target).toMatchObject({ isConfigured: false });
    expect(target).toEqual({ metrics: new URL(metrics), ready: new URL(ready), isConfigured: false });
  });

  test.each(['80', '443', '1024', '3000', '8443', '65535'])('is asked about readiness at the port %s', (port) => {
    expect(targetOf('10.0.0.6', port)).toMatchObject({ ready: expect.objectContaining({ hostname: '10.0.0.6' }) });
  });

  test.each([
    ...['22', '25', '111', '1023', '2375', '2379', '3306', '5432', '6379', '10250', '11211', '27017'],
    ...['8500', '8200', '4646', '9200', '5984', '4222', '8222', '5672', '2181', '6697'],
  ])('is not asked at a port that no web server has, whatever it has registered: %s', (port) => {
    expect(targetOf('10.0.0.6', port)).toMatchObject({ metrics: expect.anything(), ready: null });
  });

  test('is asked at any port that the file says', () => {
    const settings = { ...defaultProbe, ready: { port: 22, path: '/readyz' } };
    const target = targetsOf([givenInstance({ host: '10.0.0.6', port: '25' })], settings).get('a');
    expect(target).toMatchObject({ ready: new URL('http://10.0.0.6:22/readyz') });
  });

  test.each(['0', '65536', '3000/x', '', '-1'])('is not asked about readiness at the port %j', (port) => {
    expect(targetOf('10.0.0.6', port)).toMatchObject({ metrics: expect.anything(), ready: null });
  });
});

describe('instances at one place', () => {
  const at = (id: string, host: string, registeredAt: Timestamp) => givenInstance({ id, host, registeredAt });
  const anywhere = { host: '10.9.9.9', metricsPort: null, readyPort: null };
  const addresses = { localhost: anywhere, '127.0.0.1': anywhere, '10.0.0.1': anywhere };
  const failuresOf = (...instances: Array<ReturnType<typeof givenInstance>>) =>
    [...targetsOf(instances, { ...defaultProbe, addresses }).values()].map((target) =>
      'failure' in target ? target.failure : 'asked',
    );

  test('are asked through the one that registered last: the other is a record of a process that is gone', () => {
    const old = at('a', '10.0.0.1', '2026-11-20T00:00:00.000Z');
    const young = at('b', '10.0.0.1', '2026-11-21T00:00:00.000Z');
    expect(failuresOf(old, young)).toEqual(['shared-address', 'asked']);
    expect(failuresOf(young, old)).toEqual(['asked', 'shared-address']);
  });

  test('are asked through one of three, in whatever order they are listed', () => {
    const [old, older, young] = [20, 19, 21].map((day) => at(`${day}`, '10.0.0.1', `2026-11-${day}T00:00:00.000Z`));
    if (!old || !older || !young) throw new Error('there are three');
    expect(failuresOf(old, older, young)).toEqual(['shared-address', 'shared-address', 'asked']);
    expect(failuresOf(young, old, older)).toEqual(['asked', 'shared-address', 'shared-address']);
  });

  test.each(['localhost', '127.0.0.1'])('are not asked at all where that place is every machine’s: %s', (host) => {
    const [one, other] = [at('a', host, '2026-11-20T00:00:00.000Z'), at('b', host, '2026-11-21T00:00:00.000Z')];
    expect(failuresOf(one, other)).toEqual(['no-address', 'no-address']);
    expect(failuresOf(one)).toEqual(['asked']);
  });
});

test('an address of the file is taken by host and port, by host, by address or by name, and may be the machine itself', () => {
  const addresses = { '10.0.0.1:3000': { host: '127.0.0.1', metricsPort: 9001, readyPort: 9002 } };
  const settings = { ...defaultProbe, addresses };
  const targets = targetsOf(
    [givenInstance({ host: '10.0.0.1' }), givenInstance({ id: 'b', host: '10.0.0.2' })],
    settings,
  );
  expect(targets.get('a')).toEqual({
    metrics: new URL('http://127.0.0.1:9001/metrics'),
    ready: new URL('http://127.0.0.1:9002/readyz'),
    isConfigured: true,
  });
  expect(targets.get('b')).toEqual({ failure: 'no-address' });
  const link = { '10.0.0.1': { host: '169.254.169.254', metricsPort: null, readyPort: null } };
  expect(targetsOf([givenInstance({ host: '10.0.0.1' })], { ...defaultProbe, addresses: link }).get('a')).toEqual({
    failure: 'forbidden-address',
  });
});

test('an address of a private network or of the public one is not refused', () => {
  const addresses = [
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '8.8.8.8',
    'fd00::1',
    '2001:db8::1',
    '64:ff9b::808:808',
    '2002:808:808::1',
    '2001:db8::7f00:1',
    'fd00::a00:1',
    '2001:db8:a00:1::',
    '2001:db8:1:a9fe:1ff:fea9:fe00:1',
  ];
  expect(addresses.filter((address) => refusalOf(address) !== null)).toEqual([]);
});

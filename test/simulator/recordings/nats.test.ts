import { describe, expect, test } from '@jest/globals';
import type { Instance } from '../../../core/observation/instance.ts';
import { natsHour } from './courses.ts';
import { shapesOf } from './shapes.ts';
import { between, type Listing, listedFor, listingsOf, shareOf, sightingsOf, sourcesOf, time } from './sightings.ts';
import { oneIn } from '../../length.ts';

const sources = oneIn(3, sourcesOf('nats-an-hour', natsHour));
const [[, recorded] = ['', []], ...simulated] = sources;

const isLost = ({ instance }: Listing): boolean => instance.connected === false;

test.each(simulated)('entries come in the shapes that were recorded: %s', (_source, calls) => {
  expect([...shapesOf(calls)].toSorted()).toEqual([...shapesOf(recorded)].toSorted());
});

describe.each(sources)('an hour over NATS, %s', (_source, calls) => {
  const sightings = sightingsOf(calls);
  const registered = (one: Instance): number => time(one.registeredAt ?? '');
  /** When they first registered is the only thing that distinguishes them. */
  const startedAround = (at: string): string =>
    sightings.flatMap(({ instances }) => instances).find((one) => Math.abs(registered(one) - time(at)) < 8)?.id ??
    'nobody';
  const [first, second, third] = sightings[0]?.instances.map(({ id }) => id) ?? [];
  const [four, five, six] = ['07:50:30', '07:51:00', '07:51:30'].map(startedAround);

  test('everybody is at localhost:3000, with no port for TCP; only addresses distinguish the connected', () => {
    for (const { instances } of sightings) {
      for (const { host, port, tcpPort } of instances)
        expect([host, port, tcpPort]).toEqual(['localhost', '3000', null]);
      const addresses = instances.flatMap(({ address }) => (address === null ? [] : [address]));
      expect(new Set(addresses).size).toBe(addresses.length);
      for (const { address, connected } of instances) expect(address !== null).toBe(connected);
    }
  });

  test('a clean stop shows at once', () => {
    const after = listingsOf(between(sightings, '07:29:23', '07:32:00'), third);
    expect(after.length).toBeGreaterThan(5);
    expect(after.filter((listing) => !isLost(listing))).toEqual([]);
  });

  test('a killed process is called connected for a minute or two', () => {
    const after = listingsOf(between(sightings, '07:34:43', '07:37:30'), second);
    expect(after.filter((one) => one.at < time('07:35:31') && isLost(one))).toEqual([]);
    expect(listedFor(sightings, second ?? '', time('07:34:42')).atMost).toBeLessThan(125);
  });

  test('a hung process is called connected for a minute or two, by each as long as it pleases, until it wakes', () => {
    const hung = listingsOf(between(sightings, '07:40:03', '07:43:03'), first);
    expect(hung.filter((one) => one.at < time('07:40:51') && isLost(one))).toEqual([]);
    for (const observer of new Set(hung.map((one) => one.observer))) {
      const words = hung.filter((one) => one.observer === observer).map((one) => (isLost(one) ? 'lost' : 'connected'));
      expect(words.toSorted()).toEqual(words);
    }
    const awake = listingsOf(between(sightings, '07:43:06', '07:46:00'), first);
    expect(awake.filter(isLost)).toEqual([]);
    expect(time(awake[0]?.instance.registeredAt ?? '')).toBeGreaterThan(time('07:43:02'));
  });

  test('a newcomer is known within two seconds', () => {
    const young = listingsOf(between(sightings, '07:32:00', '08:09:00')).filter(
      ({ instance, secondsSinceRegistered: age, at }) =>
        registered(instance) > time('07:32:00') && age > 1.5 && age < 14 && at < time('07:54:00'),
    );
    expect(young.length).toBeGreaterThan(10);
    const isBeforeItsEnd = ({ heartbeatAgeSeconds }: Listing): boolean => heartbeatAgeSeconds < 10;
    expect(young.filter(isBeforeItsEnd).filter(isLost)).toEqual([]);
  });

  test('without the NATS server everybody gives up everybody within two minutes, heartbeats staying fresh', () => {
    const peers = (from: string, to: string) =>
      listingsOf(between(sightings, from, to)).filter(({ instance, observer }) => instance.id !== observer);
    expect(peers('07:54:52', '07:55:40').filter(isLost)).toEqual([]);
    expect(shareOf(peers('07:56:54', '07:57:51'), isLost)).toBe(1);
    expect(peers('07:58:03', '08:00:50').filter(isLost)).toEqual([]);
    const ages = listingsOf(between(sightings, '07:54:52', '07:58:00')).map((one) => one.heartbeatAgeSeconds);
    expect(Math.max(...ages)).toBeLessThan(15);
  });

  test('one that is cut off from the NATS server is given up by the others, and they by it', () => {
    const views = listingsOf(between(sightings, '08:02:54', '08:04:51'));
    const concernsFour = ({ instance, observer }: Listing): boolean => (instance.id === four) !== (observer === four);
    expect(views.filter(concernsFour).length).toBeGreaterThan(10);
    expect(shareOf(views.filter(concernsFour), isLost)).toBe(1);
    expect(views.filter((one) => !concernsFour(one)).filter(isLost)).toEqual([]);
    expect([five, six]).not.toContain('nobody');
    const early = listingsOf(between(sightings, '08:00:52', '08:01:40'));
    expect(early.filter(isLost)).toEqual([]);
    const healed = listingsOf(between(sightings, '08:05:03', '08:07:00'));
    expect(healed.filter(isLost)).toEqual([]);
  });

  test('a process without the store goes stale, is called connected, and registers again', () => {
    const during = listingsOf(between(sightings, '08:09:25', '08:12:21'), four);
    expect(during.filter(isLost)).toEqual([]);
    expect(Math.max(...during.map(({ heartbeatAgeSeconds }) => heartbeatAgeSeconds))).toBeGreaterThan(50);
    const again = listingsOf(between(sightings, '08:12:23', '08:12:40'), four)[0]?.instance;
    expect(time(again?.registeredAt ?? '')).toBeGreaterThan(time('08:12:20'));
  });
});

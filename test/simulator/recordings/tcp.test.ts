import { describe, expect, test } from '@jest/globals';
import { tcpHour } from './courses.ts';
import { entriesOf, shapesOf } from './shapes.ts';
import {
  between,
  idsIn,
  isAt,
  listedFor,
  livingAt,
  listingsOf,
  shareOf,
  sightingsOf,
  sourcesOf,
  time,
} from './sightings.ts';
import { oneIn } from '../../length.ts';

const sources = oneIn(3, sourcesOf('tcp-an-hour', tcpHour));
const [[, recorded] = ['', []], ...simulated] = sources;

/** Who was ended, and when. */
const ends = [
  ['10.9.0.3', '07:29:17'],
  ['10.9.0.2', '07:34:37'],
  ['10.9.0.1', '07:45:58'],
  ['10.9.0.2', '07:46:24'],
  ['10.9.0.3', '07:46:50'],
  ['10.9.0.1', '07:50:34'],
  ['10.9.0.2', '07:51:04'],
  ['10.9.0.3', '07:51:34'],
] as const;

test.each(simulated)('entries come in the shapes that were recorded: %s', (_source, calls) => {
  expect([...shapesOf(calls)].toSorted()).toEqual([...shapesOf(recorded)].toSorted());
});

describe.each(sources)('an hour over TCP, %s', (_source, calls) => {
  const sightings = sightingsOf(calls);

  test('each answer is the view of one process', () => {
    // One that has lost the store and then answers is not listed itself.
    for (const { observer } of between(sightings, '07:24:00', '08:09:16')) expect(observer).not.toBeNull();
  });

  test('heartbeats come every ten seconds', () => {
    const calm = between(sightings, '07:52:00', '08:09:00');
    const quiet = livingAt(sightings, '07:52:00', isAt('10.9.0.5'));
    const beats = [...new Set(listingsOf(calm, quiet).map(({ instance }) => time(instance.heartbeatAt ?? '')))];
    const gaps = beats.slice(1).map((beat, index) => beat - (beats[index] ?? 0));
    expect(gaps.length).toBeGreaterThan(90);
    for (const gap of gaps) expect(Math.abs(gap - 10 * Math.round(gap / 10))).toBeLessThan(0.3);
  });

  test('a process gives itself the same lastHeartbeatTime for as long as it lives', () => {
    const own = entriesOf(calls).filter(({ currentStatus }) => currentStatus.local);
    const pairs = own.map(
      ({ instanceRecord, currentStatus }) => `${instanceRecord._id} ${currentStatus.lastHeartbeatTime ?? ''}`,
    );
    expect(new Set(pairs).size).toBe(new Set(own.map(({ instanceRecord }) => instanceRecord._id)).size);
  });

  test.each(ends)(
    '%s, which ends at %s, is called disconnected as long as it is listed: for a minute or two',
    (host, at) => {
      const id = livingAt(sightings, at, isAt(host));
      const after = listingsOf(sightings, id).filter((listing) => listing.at > time(at) + 2);
      expect(after.filter(({ instance }) => instance.connected === true)).toEqual([]);
      const lastBeat = Math.max(...after.map(({ instance }) => time(instance.heartbeatAt ?? '')));
      const { atLeast, atMost } = listedFor(sightings, id, lastBeat);
      expect(atLeast).toBeGreaterThan(50);
      expect(atLeast).toBeLessThan(120);
      expect(atMost).toBeGreaterThan(60);
      expect(atMost).toBeLessThan(130);
    },
  );

  test('a hung process is called connected as long as it is listed, and nobody gets to it', () => {
    const id = livingAt(sightings, '07:39:57', isAt('10.9.0.1'));
    const hung = listingsOf(between(sightings, '07:39:59', '07:42:58'), id);
    expect(Math.max(...hung.map(({ heartbeatAgeSeconds }) => heartbeatAgeSeconds))).toBeGreaterThan(50);
    for (const { instance, observer } of hung) expect([instance.connected, observer]).not.toEqual([false, id]);
    expect(shareOf(hung, ({ instance }) => instance.connected === true)).toBe(1);
    expect(
      between(sightings, '07:42:02', '07:42:58').every(({ instances }) => instances.every((one) => one.id !== id)),
    ).toBe(true);
  });

  test('a process that wakes registers again as itself, last of the list, and is connected at once', () => {
    const id = livingAt(sightings, '07:39:57', isAt('10.9.0.1'));
    const before = listingsOf(between(sightings, '07:39:00', '07:39:57'), id)[0]?.instance;
    const [first, ...later] = listingsOf(between(sightings, '07:42:58', '07:45:58'), id);
    expect(first?.instance).toMatchObject({
      connected: true,
      freeMemoryBytes: before?.freeMemoryBytes,
      tcpPort: before?.tcpPort,
      clientConnections: null,
    });
    expect(time(first?.instance.registeredAt ?? '')).toBeGreaterThan(time('07:42:57'));
    expect(later.at(-1)?.instance.clientConnections).toEqual(expect.any(Number));
    const answer = sightings.find(({ at }) => at === first?.at);
    expect(answer?.instances.at(-1)?.id).toBe(id);
  });

  test('a newcomer is called disconnected at first, and connected within seconds', () => {
    const joined = listingsOf(sightings).filter(({ instance }) => time(instance.registeredAt ?? '') > time('07:25:00'));
    const known = idsIn(between(sightings, '07:24:00', '07:25:00'));
    const young = joined.filter(({ instance, observer }) => !known.has(instance.id) && observer !== instance.id);
    const fromOutside = young.filter(({ at }) => at < time('08:09:16'));
    for (const { instance, secondsSinceRegistered } of fromOutside) {
      if (secondsSinceRegistered < 1.5) expect(instance.connected).toBe(false);
    }
    const first = fromOutside.filter(({ secondsSinceRegistered }) => secondsSinceRegistered < 6);
    expect(shareOf(first, ({ instance }) => instance.connected === false)).toBeGreaterThanOrEqual(0.25);
    const settled = fromOutside.filter(
      ({ secondsSinceRegistered: age, at }) => age > 14 && age < 25 && at < time('07:51:40'),
    );
    expect(settled.filter(({ instance }) => instance.connected === false)).toEqual([]);
  });

  test('a rolling deploy lists old and new side by side, in one place where it recreates', () => {
    const most = (from: string, to: string): number =>
      Math.max(...between(sightings, from, to).map(({ instances }) => instances.length));
    for (const atOnce of [most('07:45:58', '07:48:30'), most('07:50:16', '07:53:00')]) {
      expect(atOnce).toBeGreaterThanOrEqual(5);
      expect(atOnce).toBeLessThanOrEqual(6);
    }
    const isDouble = ({ instances }: (typeof sightings)[number]): boolean =>
      new Set(instances.map(({ host }) => host)).size < instances.length;
    expect(between(sightings, '07:46:10', '07:48:30').some(isDouble)).toBe(true);
    expect(between(sightings, '07:50:16', '07:53:00').some(isDouble)).toBe(false);
    const afterwards = between(sightings, '07:53:20', '07:54:00')
      .at(-1)
      ?.instances.map(({ host }) => host);
    expect(afterwards?.toSorted()).toEqual(['10.9.0.4', '10.9.0.5', '10.9.0.6']);
  });

  test('a link that drops every packet for four minutes shows nothing', () => {
    const during = listingsOf(between(sightings, '07:54:46', '07:59:46'));
    expect(during.filter(({ instance }) => instance.connected !== true)).toEqual([]);
  });

  test('a link that is reset makes everybody say now this, now that', () => {
    const [four, five, six] = [4, 5, 6].map((number) => livingAt(sightings, '07:59:46', isAt(`10.9.0.${number}`)));
    const views = listingsOf(between(sightings, '07:59:55', '08:04:46'));
    const ofLink = ({ instance, observer }: (typeof views)[number]): boolean =>
      (observer === four && instance.id === five) || (observer === five && instance.id === four);
    const ends = views.filter(ofLink);
    const third = views.filter(({ instance, observer }) => observer === six && instance.id !== six);
    const connectedShare = shareOf(ends, ({ instance }) => instance.connected === true);
    expect(connectedShare).toBeGreaterThan(0.1);
    expect(connectedShare).toBeLessThan(0.65);
    const disconnectedShare = shareOf(third, ({ instance }) => instance.connected === false);
    expect(disconnectedShare).toBeGreaterThan(0.1);
    expect(disconnectedShare).toBeLessThan(0.65);
    expect(views.filter(({ instance }) => instance.id === six && instance.connected !== true)).toEqual([]);
    const healed = listingsOf(between(sightings, '08:05:05', '08:07:00'));
    expect(healed.filter(({ instance }) => instance.connected !== true)).toEqual([]);
  });

  test('a process may start with little free memory', () => {
    const { instance } = listingsOf(sightings, livingAt(sightings, '08:08:00', isAt('10.9.0.1')))[0] ?? {};
    expect((instance?.freeMemoryBytes ?? 0) / (instance?.totalMemoryBytes ?? 1)).toBeCloseTo(0.017, 2);
  });

  test('a process without the store goes stale, stays connected, fails its calls, and registers again', () => {
    const id = livingAt(sightings, '08:09:16', isAt('10.9.0.4'));
    const registered = listingsOf(between(sightings, '08:08:00', '08:09:16'), id)[0]?.instance.registeredAt;
    const during = listingsOf(between(sightings, '08:09:20', '08:12:16'), id);
    expect(during.filter(({ instance, observer }) => instance.connected !== true || observer === id)).toEqual([]);
    expect(Math.max(...during.map(({ heartbeatAgeSeconds }) => heartbeatAgeSeconds))).toBeGreaterThan(50);
    const failed = between(calls, '08:09:16', '08:12:16').filter((call) => !('status' in call) || call.status !== 200);
    expect(failed.length).toBeGreaterThan(3);
    for (const call of failed)
      expect('error' in call ? call.error : call.status).toEqual('error' in call ? 'timeout' : 500);
    const again = listingsOf(between(sightings, '08:12:19', '08:12:40'), id)[0]?.instance;
    expect(time(again?.registeredAt ?? '')).toBeGreaterThan(time(registered ?? ''));
    expect(again?.connected).toBe(true);
  });

  test('while the store is down no call is answered; then all is as it was, and fresh', () => {
    expect(sightingsOf(between(calls, '08:14:55', '08:16:45'))).toEqual([]);
    const registrations = (from: string, to: string) =>
      between(sightings, from, to)
        .at(-1)
        ?.instances.map(({ id, registeredAt }) => `${id} ${registeredAt ?? ''}`);
    expect(registrations('08:17:05', '08:18:00')).toEqual(registrations('08:14:00', '08:14:46'));
    const after = listingsOf(between(sightings, '08:17:05', '08:20:00'));
    expect(Math.max(...after.map(({ heartbeatAgeSeconds }) => heartbeatAgeSeconds))).toBeLessThan(11);
  });
});

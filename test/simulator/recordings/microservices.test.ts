import { describe, expect, test } from '@jest/globals';
import { microservicesCourse } from './courses.ts';
import { entriesOf, shapesOf } from './shapes.ts';
import { between, idsIn, listedFor, listingsOf, sightingsOf, sourcesOf, time } from './sightings.ts';

const sources = sourcesOf('microservices', microservicesCourse);
const [[, recorded] = ['', []], ...simulated] = sources;

test.each(simulated)('entries come in the shapes that were recorded: %s', (_source, calls) => {
  expect([...shapesOf(calls)].toSorted()).toEqual([...shapesOf(recorded)].toSorted());
});

describe.each(sources)('microservices, %s', (_source, calls) => {
  const sightings = sightingsOf(calls);

  test('list nobody but ddp-streamers, none of them connected, none of them the one that answers', () => {
    for (const { instances, observer } of sightings) {
      expect(observer).toBeNull();
      for (const { name, connected, host } of instances) {
        expect([name, connected, host]).toEqual(['ddp-streamer', false, null]);
      }
    }
  });

  test('say nothing of a streamer but how many clients it has, and that only after half a minute', () => {
    for (const { instanceRecord } of entriesOf(calls)) {
      expect(Object.keys(instanceRecord.extraInformation).filter((key) => key !== 'conns')).toEqual([]);
    }
    for (const { instance, secondsSinceRegistered: age } of listingsOf(sightings)) {
      if (age < 27) expect(instance.clientConnections).toBeNull();
      if (age > 31) expect(instance.clientConnections).toEqual(expect.any(Number));
    }
  });

  test('show nothing of a server that is killed and comes back', () => {
    const during = between(sightings, '07:29:00', '07:32:37');
    expect(idsIn(during).size).toBe(2);
    expect(Math.max(...listingsOf(during).map((one) => one.heartbeatAgeSeconds))).toBeLessThan(11);
    expect(between(calls, '07:29:00', '07:32:37').every((call) => 'status' in call && call.status === 200)).toBe(true);
  });

  test('list a killed streamer for a minute or two, and then not', () => {
    const [, killed = ''] = sightings[0]?.instances.map(({ id }) => id) ?? [];
    const { atLeast, atMost } = listedFor(sightings, killed, time('07:32:37'));
    expect(atLeast).toBeGreaterThan(40);
    expect(atMost).toBeLessThan(130);
  });

  test('list nothing, with status 200, where no streamer is left', () => {
    const late = between(sightings, '07:43:30', '07:45:38');
    expect(late.length).toBeGreaterThan(10);
    expect(idsIn(late).size).toBe(0);
  });
});

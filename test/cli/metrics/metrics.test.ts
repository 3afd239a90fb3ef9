import { afterEach, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { plusSeconds } from '../../../core/base/time.ts';
import { exposition } from '../../../cli/metrics/exposition.ts';
import { SeenChecks, serveMetrics } from '../../../cli/metrics/serve-metrics.ts';
import { readAddress } from '../../../cli/base/number-options.ts';
import { fresh, start, Story } from '../../core/story.ts';
import { findFreePort } from '../../servers.ts';
import { parseExposition } from './parse-exposition.ts';

const ends: Array<() => Promise<void>> = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

const seenBy = (story: Story, seen = new SeenChecks(['w'])): SeenChecks => {
  seen.add(story.snapshot);
  return seen;
};

describe('the metrics of a watch', () => {
  test('say what the last check saw, in base units', () => {
    const story = new Story();
    const certificateUntil = plusSeconds(start, 90 * 86_400);
    story.sees({ a: fresh, b: { age: 500 } }, undefined, { certificateUntil, milliseconds: 1250 });
    const samples = parseExposition(exposition(seenBy(story).figures));
    expect(samples).toEqual({
      'rocketchat_alerter_up{workspace="w"}': 1,
      'rocketchat_alerter_last_check_timestamp_seconds{workspace="w"}': Date.parse(start) / 1000,
      'rocketchat_alerter_checks_total{workspace="w",outcome="ok"}': 1,
      'rocketchat_alerter_instances_listed{workspace="w"}': 2,
      'rocketchat_alerter_instances_healthy{workspace="w"}': 1,
      'rocketchat_alerter_response_time_seconds{workspace="w"}': 1.25,
      'rocketchat_alerter_incidents_open{workspace="w",severity="warning"}': 0,
      'rocketchat_alerter_incidents_open{workspace="w",severity="critical"}': 0,
      'rocketchat_alerter_certificate_expiry_timestamp_seconds{workspace="w"}': Date.parse(certificateUntil) / 1000,
    });
  });

  test('leave out what a check that failed did not see, and count it', () => {
    const story = new Story();
    story.sees({ a: fresh });
    const seen = seenBy(story);
    for (let checks = 0; checks < 3; checks += 1) {
      story.fails('timeout');
      seenBy(story, seen);
    }
    expect(parseExposition(exposition(seen.figures))).toEqual({
      'rocketchat_alerter_up{workspace="w"}': 0,
      'rocketchat_alerter_last_check_timestamp_seconds{workspace="w"}': Date.parse(start) / 1000 + 180,
      'rocketchat_alerter_checks_total{workspace="w",outcome="ok"}': 1,
      'rocketchat_alerter_checks_total{workspace="w",outcome="timeout"}': 3,
      'rocketchat_alerter_incidents_open{workspace="w",severity="warning"}': 0,
      'rocketchat_alerter_incidents_open{workspace="w",severity="critical"}': 1,
    });
  });

  test('are none before the first check, and survive any name of a workspace', () => {
    expect(exposition(new SeenChecks(['w']).figures)).toBe('');
    const figures = [{ workspace: 'a"b\\c\nd', last: null, checks: new Map([['ok', 2]]) }];
    expect(exposition(figures)).toContain('checks_total{workspace="a\\"b\\\\c\\nd",outcome="ok"} 2\n');
    parseExposition(exposition(figures));
  });

  test('are served at /metrics to readers, and hold no address or id of an instance', async () => {
    const story = new Story();
    story.sees({ 'secret-id': { host: 'secret-host' } });
    const { url, close } = await serveMetrics({ host: '127.0.0.1', port: 0 }, seenBy(story));
    ends.push(close);
    const page = await fetch(url);
    expect(page.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const text = await page.text();
    expect(Object.keys(parseExposition(text))).toContain('rocketchat_alerter_up{workspace="w"}');
    expect(text).not.toContain('secret');
    expect((await fetch(url.replace('/metrics', '/'))).status).toBe(404);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    expect(await (await fetch(url, { method: 'HEAD' })).text()).toBe('');
  });

  test('are refused in one line where something else listens', async () => {
    const port = await findFreePort();
    const first = await serveMetrics({ host: '127.0.0.1', port }, new SeenChecks([]));
    ends.push(first.close);
    await expect(serveMetrics({ host: '127.0.0.1', port }, new SeenChecks([]))).rejects.toThrow(
      /^metrics cannot be served \(.*EADDRINUSE.*\): name another address with --metrics$/,
    );
  });
});

test.each([
  [':9464', { host: '127.0.0.1', port: 9464 }],
  ['9464', { host: '127.0.0.1', port: 9464 }],
  ['0.0.0.0:9464', { host: '0.0.0.0', port: 9464 }],
  ['[::1]:0', { host: '::1', port: 0 }],
])('--metrics %s is read as an address, of this machine alone where no host is named', (text, address) => {
  expect(readAddress(text)).toEqual(address);
});

test.each(['', ':', ':99999', 'host', '::1:9464', 'http://a:1'])('--metrics "%s" is refused', (text) => {
  expect(() => readAddress(text)).toThrow(/Write an address such as :9464/);
});

test('the examples and the page use metrics that there are, and the page has all of them', () => {
  const story = new Story();
  story.sees({ a: fresh }, undefined, { certificateUntil: start });
  const names = new Set(
    Object.keys(parseExposition(exposition(seenBy(story).figures))).map((series) => series.split('{')[0]),
  );
  const usedIn = (file: string) => new Set(readFileSync(file, 'utf8').match(/rocketchat_alerter_\w+/g));
  expect(usedIn('docs/prometheus.md')).toEqual(names);
  for (const file of ['alerts.yaml', 'grafana-dashboard.json']) {
    const used = [...usedIn(`examples/prometheus/${file}`)];
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter((name) => !names.has(name))).toEqual([]);
  }
});

import { describe, expect, test } from '@jest/globals';
import { readMetrics } from '../../../adapters/probe/prometheus-metrics.ts';

const reported = {
  residentBytes: 629145600,
  heapUsedBytes: 312000000,
  heapTotalBytes: 400000000,
  eventLoopLagSeconds: 0.0042,
  startedAt: '2026-11-21T19:20:00.000Z',
};

const exposition = `# HELP process_resident_memory_bytes Resident memory size in bytes.
# TYPE process_resident_memory_bytes gauge
process_resident_memory_bytes 629145600

# HELP nodejs_heap_size_used_bytes Process heap size used from Node.js in bytes.
# TYPE nodejs_heap_size_used_bytes gauge
nodejs_heap_size_used_bytes 312000000
nodejs_heap_size_total_bytes 4e8
nodejs_eventloop_lag_seconds 0.0042
nodejs_eventloop_lag_p99_seconds 0.011
process_start_time_seconds ${Date.parse(reported.startedAt) / 1000}
rocketchat_ddp_connected_users 12
`;

describe('metrics of a process', () => {
  test('are read out of everything that it exposes', () => {
    expect(readMetrics(exposition)).toEqual(reported);
  });

  test.each([
    ['rocketchat_info{version="7.10.1",unique_id="a",site_url="https://chat.example.com"} 1', '7.10.1'],
    ['rocketchat_info{unique_id="a",version="8.0.0-rc.1"} 1', '8.0.0-rc.1'],
    ['rocketchat_info{other_version="7.10.1"} 1', undefined],
    ['rocketchat_info{version="<script>"} 1', undefined],
    ['rocketchat_version{version="7.10.1"} 1', undefined],
    [`rocketchat_info{version="${'7'.repeat(50)}"} 1`, undefined],
  ])('say which version of Rocket.Chat runs, if they do: %s', (line, version) => {
    expect(readMetrics(`${exposition}${line}\n`)?.version).toBe(version);
  });

  const moleculer = `# TYPE process_memory_rss gauge
process_memory_rss{nodeID="rc-1",namespace=""} 629145600
process_memory_heap_size_used{nodeID="rc-1",namespace=""} 312000000
moleculer_request_total{nodeID="rc-1",namespace=""} 12
`;
  const byMoleculer = { residentBytes: 629145600, heapUsedBytes: 312000000, heapTotalBytes: null };

  test('are read as Moleculer exposes them on the port 9458 of the Helm chart', () => {
    expect(readMetrics(moleculer)).toEqual({ ...byMoleculer, eventLoopLagSeconds: null, startedAt: null });
  });

  test("are Rocket.Chat's own where both are there, also where these are not usable", () => {
    expect(readMetrics(`process_resident_memory_bytes 1000\n${moleculer}`)).toMatchObject({ residentBytes: 1000 });
    expect(readMetrics(`process_resident_memory_bytes NaN\n${moleculer}`)).toMatchObject({ residentBytes: null });
  });

  test.each([
    ['with labels of the whole process', 'process_resident_memory_bytes{app="rocket} chat",host="a\\"b"} 629145600'],
    ['with the time of the sample', 'process_resident_memory_bytes 629145600 1763752800000'],
    ['with tabs and Windows line ends', 'process_resident_memory_bytes\t6.291456e+08\r'],
    ['on a last line that does not end', 'rocketchat_users 1\nprocess_resident_memory_bytes 629145600'],
    ['beside lines that no parser reads', 'x{a=b,=} 1\nprocess_resident_memory_bytes 629145600\n# TYPE\n{{{'],
    ['with labels of any form', 'process_resident_memory_bytes { _a = "\\\\" , b1="}{\\n,=" ,\t} 629145600'],
    ['with empty labels', 'process_resident_memory_bytes{} 629145600'],
    ['with a label that is empty', 'process_resident_memory_bytes{app=""}  629145600'],
    ['with labels and the time of the sample', 'process_resident_memory_bytes{a="b"} 629145600 1763752800000'],
    ['with a time before 1970', 'process_resident_memory_bytes 629145600 -1'],
    ['with a time in seconds', 'process_resident_memory_bytes 629145600 1763752800.125'],
    ['with a positive exponent', 'process_resident_memory_bytes 6.291456E8'],
    ['with a negative exponent', 'process_resident_memory_bytes 6291456000000e-4'],
    ['with a sign', 'process_resident_memory_bytes +629145600'],
    ['with a fraction', 'process_resident_memory_bytes 629145600.4'],
    ['without a whole part', 'process_resident_memory_bytes .6291456e9'],
    ['beside names of objects', '__proto__ 1\nconstructor{__proto__="x"} 2\nprocess_resident_memory_bytes 629145600'],
  ])('are read %s', (_what, text) => {
    expect(readMetrics(`${text}\n`)?.residentBytes).toBe(629145600);
  });

  test.each([
    ['not a number', 'NaN'],
    ['not a number, in other letters', 'nan'],
    ['infinite', '+Inf'],
    ['negatively infinite', '-Inf'],
    ['too large', '1e999'],
    ['more than can be counted', '1e16'],
    ['two signs', '++1'],
    ['two exponents', '1e5e5'],
    ['negative', '-1'],
    ['nothing', '0'],
    ['too long to be one', '1'.repeat(60)],
    ['missing', ''],
    ['a word', 'many'],
    ['written for machines only', '0x1f'],
  ])('are unknown where the value is %s', (_what, value) => {
    expect(readMetrics(`process_resident_memory_bytes ${value}\nnodejs_heap_size_used_bytes 5\n`)).toMatchObject({
      residentBytes: null,
      heapUsedBytes: 5,
    });
  });

  test.each([
    ['for each of two workers', ['{worker="1"} 5', '{worker="2"} 6']],
    ['for three, one of them without a number', ['{worker="1"} NaN', '{worker="2"} 6', ' 7']],
    ['twice with the same number', [' 5', ' 5']],
  ])('are unknown where one is written %s', (_what, samples) => {
    const text = samples.map((sample) => `process_resident_memory_bytes${sample}\n`).join('');
    expect(readMetrics(`${text}nodejs_heap_size_used_bytes 5\n`)).toMatchObject({
      residentBytes: null,
      heapUsedBytes: 5,
    });
  });

  test.each([
    'process_resident_memory_bytes{worker=1} 5',
    'process_resident_memory_bytes{worker="1} 5',
    'process_resident_memory_bytes{worker="1" 5',
    'process_resident_memory_bytes{worker="1",,} 5',
    'process_resident_memory_bytes{1="1"} 5',
    'process_resident_memory_bytes 5 6 7',
    'process_resident_memory_bytes 5 # {trace="1"} 6',
    'process_resident_memory_bytes_total 5',
    'x_process_resident_memory_bytes 5',
    ' process_resident_memory_bytes 5',
    '# process_resident_memory_bytes 5',
    `process_resident_memory_bytes{a="${'b'.repeat(2_000)}"} 5`,
  ])('are not found in a line that is no sample of one: %#', (line) => {
    expect(readMetrics(`${line}\n`)).toBeNull();
  });

  test.each(['', '<html>process_resident_memory_bytes 5</html>', '{"status":"ok"}', 'node_memory_MemFree_bytes 5\n'])(
    'are not found in %j',
    (text) => {
      expect(readMetrics(text)).toBeNull();
    },
  );

  test.each([
    ['megabytes of others', `${'rocketchat_messages_total{room="x"} 1\n'.repeat(50_000)}${exposition}`],
    ['a line without an end', `process_resident_memory_bytes${'{a="'.repeat(500_000)}`],
    ['lines of blanks', `process_resident_memory_bytes${' '.repeat(1_900)}"\n`.repeat(1_000)],
    ['lines of blanks among labels', `process_resident_memory_bytes{a="b"${' '.repeat(1_900)}"\n`.repeat(1_000)],
    ['lines of labels', `process_resident_memory_bytes{${'a="b",'.repeat(300)}"\n`.repeat(1_000)],
  ])('are looked for in next to no time in %s', (_what, text) => {
    const before = process.cpuUsage();
    readMetrics(text);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(1);
  });
});

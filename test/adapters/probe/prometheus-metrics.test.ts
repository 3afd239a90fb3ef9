import { describe, expect, test } from '@jest/globals';
import { readMetrics } from '../../../adapters/probe/prometheus-metrics.ts';

const told = {
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
process_start_time_seconds ${Date.parse(told.startedAt) / 1000}
rocketchat_ddp_connected_users 12
`;

describe('metrics of a process', () => {
  test('are read out of everything that it exposes', () => {
    expect(readMetrics(exposition)).toEqual(told);
  });

  test.each([
    ['with labels of the whole process', 'process_resident_memory_bytes{app="rocket} chat",host="a\\"b"} 629145600'],
    ['with the time of the sample', 'process_resident_memory_bytes 629145600 1763752800000'],
    ['with tabs and Windows line ends', 'process_resident_memory_bytes\t6.291456e+08\r'],
    ['on a last line that does not end', 'rocketchat_users 1\nprocess_resident_memory_bytes 629145600'],
    ['beside lines that no parser reads', 'x{a=b,=} 1\nprocess_resident_memory_bytes 629145600\n# TYPE\n{{{'],
    ['beside names of objects', '__proto__ 1\nconstructor{__proto__="x"} 2\nprocess_resident_memory_bytes 629145600'],
  ])('are read %s', (_what, text) => {
    expect(readMetrics(`${text}\n`)?.residentBytes).toBe(629145600);
  });

  test.each([
    ['not a number', 'NaN'],
    ['infinite', '+Inf'],
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

  test('of several processes put together are those of none', () => {
    const both = 'process_resident_memory_bytes{worker="1"} 5\nprocess_resident_memory_bytes{worker="2"} 6\n';
    expect(readMetrics(both)?.residentBytes).toBeNull();
  });

  test.each(['', '<html>process_resident_memory_bytes 5</html>', '{"status":"ok"}', 'node_memory_MemFree_bytes 5\n'])(
    'are not found in %j',
    (text) => {
      expect(readMetrics(text)).toBeNull();
    },
  );

  test('are found at once in megabytes of others, and in lines without an end', () => {
    const startedAt = performance.now();
    readMetrics(`${'rocketchat_messages_total{room="x"} 1\n'.repeat(50_000)}${exposition}`);
    readMetrics(`process_resident_memory_bytes${'{a="'.repeat(500_000)}`);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

import assert from 'node:assert/strict';
import { otherEndpoint } from '../adapters/dynamodb/given-store.ts';
import type { Environment, Processes } from './processes.ts';

/** Those that speak to a DynamoDB. */
const files = ['history', 'silences'].map((name) => `test/adapters/dynamodb/${name}.test.ts`);
/** With fewer, something has kept them from being run. */
const minTests = 25;

/**
 * Runs the tests of the history on the DynamoDB of an endpoint instead of the embedded one. Rejects where one fails;
 * else gives how many there are.
 */
export async function testHistoryOn(endpoint: string, processes: Processes, environment: Environment): Promise<number> {
  const env = { ...environment, [otherEndpoint]: endpoint };
  const args = ['--no-install', 'jest', '--maxWorkers=1', '--runTestsByPath', ...files];
  const output = await processes.run('npx', args, { env, timeoutSeconds: 180 });
  const [, passed, total] = /^Tests: +(\d+) passed, (\d+) total$/m.exec(output) ?? [];
  assert.equal(passed, total, 'some were skipped');
  assert.ok(Number(passed) >= minTests, `only ${passed ?? 'none'} passed`);
  return Number(passed);
}

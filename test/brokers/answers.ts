import assert from 'node:assert/strict';
import { parseAnswer } from '../../adapters/rocketchat/parser.ts';
import { type Entry, readView } from './view.ts';
import type { RecordedAnswer } from './watch.ts';

/** What holds of every answer, whatever happens to the cluster. */
export function assertWellFormed(answers: readonly RecordedAnswer[]): void {
  const ownHeartbeats = new Map<string, Set<unknown>>();
  for (const answer of answers) {
    const { at, by, status, body } = answer;
    assert.equal(status, 200, `at ${at}: ${body}`);
    const entries = [...readView(body).values()];
    for (const entry of entries) assertConnection(entry, at);

    const own = entries.find(({ instanceRecord }) => instanceRecord._id === by);
    const locals = entries.filter(({ currentStatus }) => currentStatus.local);
    // A process that hung for long answers before it has registered again: then none is local.
    assert.deepEqual(locals, own === undefined ? [] : [own], `at ${at}: local is the process that answered`);
    if (own !== undefined) {
      const heartbeats = ownHeartbeats.get(by) ?? new Set();
      ownHeartbeats.set(by, heartbeats.add(own.currentStatus.lastHeartbeatTime));
    }
    assertReadable(answer, entries.length, own === undefined ? null : by);
  }
  for (const heartbeats of ownHeartbeats.values()) {
    assert.equal(heartbeats.size, 1, 'the lastHeartbeatTime of the process that answered never moves');
  }
}

function assertConnection({ address, currentStatus }: Entry, at: string): void {
  const { connected, local, lastHeartbeatTime } = currentStatus;
  const given = [address, local, lastHeartbeatTime].map((field) => field !== undefined);
  assert.deepEqual(given, [connected, connected, connected], `at ${at}: only what is connected has more to it`);
}

function assertReadable({ at, body }: RecordedAnswer, instances: number, observer: string | null): void {
  const observation = parseAnswer(JSON.parse(body), at);
  assert.equal(observation.outcome, 'ok', `at ${at}`);
  assert.deepEqual(observation.oddities, [], `at ${at}`);
  assert.equal(observation.instances.length, instances, `at ${at}`);
  assert.equal(observation.observer, observer, `at ${at}`);
}

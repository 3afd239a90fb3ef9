import { describe, expect, test } from '@jest/globals';
import { createColors } from 'picocolors';
import { type Replay, replayTable } from '../../../cli/replay/output.ts';
import type { SentIncident } from '../../../core/replay/sent-incidents.ts';

const sent: SentIncident = {
  id: 'disappeared/1',
  kind: 'disappeared',
  names: ['255.255.255.255:65535', '10.0.0.7:3000'],
  subjects: ['a', 'b'],
  openedAt: '2026-11-21T19:27:00.000Z',
  endedAt: '2026-11-22T19:40:00.000Z',
  reason: 'replaced',
  reminders: 5,
};

const replay: Replay = {
  workspace: 'production',
  since: '2026-11-21T00:00:00.000Z',
  until: '2026-11-23T00:00:00.000Z',
  rules: 'other.yaml',
  checks: 2880,
  unjudged: 0,
  sentAlerts: 7,
  replayedAlerts: 0,
  comparisons: [{ sent, replayed: null, verdict: 'spared', laterBySeconds: null }],
};

describe.each([60, 80, 120, Infinity])('a replay in a terminal of %d columns', (columns) => {
  const lines = replayTable(replay, { colors: createColors(false), columns });

  test('has no longer line', () => {
    expect(lines.filter(({ length }) => length > columns)).toEqual([]);
  });

  test('says of an incident what it was, what was sent and what would have been', () => {
    const text = lines.join('\n');
    expect(text).toContain('disappeared 255.255.255.255:65535 and 10.0.0.7:3000');
    expect(text).toContain('11-21 19:27 to 11-22 19:40, replaced, 5 reminders');
    expect(text).toContain('not sent');
  });
});

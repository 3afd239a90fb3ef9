import type { ServerResponse } from 'node:http';
import { Rollups } from '../../adapters/dynamodb/rollups.ts';
import { loadTimeline } from '../../adapters/dynamodb/rollups-timeline.ts';
import { type Timestamp, secondsBetween, timestampFrom } from '../../core/base/time.ts';
import { timelineData } from '../../web/client/timeline-data.ts';
import { Problem } from '../base/problem.ts';
import { acknowledgeIncident, takeAcknowledgementBack } from './acknowledging.ts';
import { explainCheck } from './explained.ts';
import type { Overview } from './overview.ts';
import { addSilence, endSilence, listSilences } from './silencing.ts';
import type { ConsoleSource } from './sources.ts';

interface Asked {
  readonly source: ConsoleSource;
  readonly overview: Overview;
  readonly query: URLSearchParams;
  /** What was sent with it. */
  readonly body: unknown;
  readonly response: ServerResponse;
}

type Answer = (asked: Asked) => Promise<unknown>;

/** What the pages of a console may ask for, by path. */
export const reads: Readonly<Record<string, Answer>> = {
  'api/overview': ({ overview }) => overview.read(),
  'api/timeline': ({ source, query, response }) => timelineOf(source, query, response),
  'api/explain': ({ source, query }) => explainCheck(source, wordIn(query, 'workspace'), timeIn(query, 'at')),
  'api/silences': ({ source, query }) => listSilences(source, query.get('workspace')),
};

/** What they may have changed. */
export const changes: Readonly<Record<string, Answer>> = {
  'api/silences': ({ source, body }) => addSilence(source, body),
  'api/silences/end': ({ source, body }) => endSilence(source, body),
  'api/incidents/ack': ({ source, body }) => acknowledgeIncident(source, body),
  'api/incidents/unack': ({ source, body }) => takeAcknowledgementBack(source, body),
};

/** Nobody looks at more at once, and it bounds what one request reads. */
const maxDays = 92;

async function timelineOf(
  { history, client, table, now }: ConsoleSource,
  query: URLSearchParams,
  response: ServerResponse,
) {
  const workspace = wordIn(query, 'workspace');
  const [from, to] = [timeIn(query, 'from'), timeIn(query, 'to')];
  const seconds = secondsBetween(from, to);
  if (seconds <= 0 || seconds > maxDays * 86_400) throw new Problem(`ask for at most ${maxDays} days`);
  const onCheck = (): void => {
    // A page that has gone on to another time needs this one no more.
    if (response.destroyed) throw new Problem('nobody waits for it any more');
  };
  const source = { history, rollups: new Rollups(client, table) };
  // What is drawn first need not be drawn from every check.
  const maxRead = query.get('detail') === 'hours' ? 0 : Infinity;
  const loaded = await loadTimeline(source, { workspace, from, to, now: now(), mayWrite: true, maxRead, onCheck });
  return loaded === null ? null : timelineData(loaded.timeline);
}

function wordIn(query: URLSearchParams, name: string): string {
  const word = query.get(name);
  if (word === null || word === '') throw new Problem(`name the ${name}`);
  return word;
}

function timeIn(query: URLSearchParams, name: string): Timestamp {
  const time = timestampFrom(query.get(name) ?? '');
  if (time === null) throw new Problem(`${name} is no time`);
  return time;
}

import { type Timestamp, timestampFrom } from '../../core/base/time.ts';
import { Problem } from '../base/problem.ts';
import { explainCheck } from './explained.ts';
import { type Overview, readStatus } from './overview.ts';
import { addSilence, endSilence, listSilences } from './silencing.ts';
import type { ConsoleSource } from './sources.ts';

interface Asked {
  readonly source: ConsoleSource;
  readonly overview: Overview;
  readonly query: URLSearchParams;
  /** What was sent with it. */
  readonly body: unknown;
}

type Answer = (asked: Asked) => Promise<unknown>;

/** What the pages of a console may ask for, by path. */
export const reads: Readonly<Record<string, Answer>> = {
  'api/overview': ({ overview }) => overview.read(),
  'api/status': async ({ source, query }) => {
    const status = await readStatus(source, wordIn(query, 'workspace'));
    if (status === null) throw new Problem('there is no check of that workspace');
    return status;
  },
  'api/explain': ({ source, query }) => explainCheck(source, wordIn(query, 'workspace'), timeIn(query, 'at')),
  'api/silences': ({ source, query }) => listSilences(source, query.get('workspace')),
};

/** What they may have changed. */
export const changes: Readonly<Record<string, Answer>> = {
  'api/silences': ({ source, body }) => addSilence(source, body),
  'api/silences/end': ({ source, body }) => endSilence(source, body),
};

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

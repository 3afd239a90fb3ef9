import { Headers } from 'node-fetch';
import * as v from 'valibot';
import { fieldsOf } from '../../../core/base/json.ts';
import { timestampOf } from '../../../core/base/time.ts';
import { oneLine } from '../../../core/text/one-line.ts';
import { readJson } from '../../http/answer.ts';

const at = v.pipe(
  v.string('a time such as 2026-11-21T19:20:00.000Z'),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const isWritten = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(dataset.value);
    const time = isWritten ? timestampOf(Date.parse(dataset.value)) : null;
    if (time !== null) return time;
    addIssue({ message: 'a time such as 2026-11-21T19:20:00.000Z' });
    return NEVER;
  }),
);
const milliseconds = v.optional(v.pipe(v.number('a number'), v.minValue(0, 'a number from 0 on')), 0);
const headers = v.pipe(
  v.record(v.string(), v.string('texts')),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return new Headers(dataset.value);
    } catch {
      addIssue({ message: 'names and values that HTTP allows' });
      return NEVER;
    }
  }),
);

const status = 'an HTTP status from 100 to 599';
const recordedAnswer = v.object({
  at,
  milliseconds,
  status: v.pipe(v.number(status), v.integer(status), v.minValue(100, status), v.maxValue(599, status)),
  headers: v.optional(headers, {}),
  body: v.optional(v.unknown(), ''),
  /** Until when the TLS certificate is valid that the server showed; absent without TLS. */
  certificateUntil: v.exactOptional(at),
  /** Why the redirect that the answer is was not followed. */
  redirectProblem: v.optional(v.nullable(v.string('a text')), null),
});
const recordedError = v.object({
  at,
  milliseconds,
  error: v.pipe(v.string('a text'), v.regex(/^[\w.-]{1,64}$/, 'timeout, too-large, or a code such as ECONNREFUSED')),
});

/** One call of a recording: its answer, or why there was none. `at` is when the answer came or the call was given up. */
export type RecordedCall = v.InferOutput<typeof recordedAnswer> | v.InferOutput<typeof recordedError>;

/** One line of a recording, before it is read: what a recording is written from. */
export type RecordedLine = v.InferInput<typeof recordedAnswer> | v.InferInput<typeof recordedError>;

/** A line of a recording; or one line on what is wrong with it. */
export function readRecordedCall(line: string): RecordedCall | { readonly problem: string } {
  const json = readJson(line);
  return json === undefined ? { problem: `not JSON: ${oneLine(line, 60)}` } : recordedCallOf(json);
}

export function recordedCallOf(json: unknown): RecordedCall | { readonly problem: string } {
  const result = 'error' in fieldsOf(json) ? v.safeParse(recordedError, json) : v.safeParse(recordedAnswer, json);
  return result.success ? result.output : { problem: problemOf(result.issues[0]) };
}

const problemOf = (issue: v.BaseIssue<unknown>): string => {
  const path = v.getDotPath(issue);
  if (path === null) return 'not an answer: it has to be an object with at, and with status and body or error';
  return `${path}: found ${oneLine(issue.received, 40)}; allowed: ${issue.message}`;
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { maxBeatAnswerBytes, maxBeatMilliseconds } from '../../adapters/heartbeat/heartbeat.ts';
import { maxOverheadBytes } from '../../adapters/http/request.ts';
import { defaultProbeLimits as probe } from '../../adapters/probe/probe-instances.ts';
import { maxLineLength } from '../../adapters/process/log.ts';
import { defaultLimits as call } from '../../adapters/rocketchat/limits.ts';
import { maxEntries } from '../../adapters/rocketchat/parser.ts';
import { maxTextLength } from '../../adapters/rocketchat/values.ts';
import { defaultDeliveryLimits as delivery } from '../../adapters/http/delivery-limits.ts';
import { endingMilliseconds } from '../../check/time-left.ts';
import { maxRefusals } from '../../cli/watch/fan-out.ts';
import { heartbeatVariable, webhookVariable } from '../../cli/input/variables.ts';
import { maxADay, maxAtOnce } from '../../core/incidents/flood.ts';
import { maxRemembered } from '../../core/incidents/remembered.ts';
import { maxRemarkLength, maxRemarks } from '../../core/text/bound-remarks.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/security.md'), 'utf8');

const seconds = (milliseconds: number): string => `${milliseconds / 1_000} s`;
const kib = (bytes: number): string => `${bytes / 1_024} KiB`;
const mib = (bytes: number): string => `${bytes / 1_024 ** 2} MiB`;

/** What stands beside the beginning of a row. */
const limitOf = (row: string): string | undefined =>
  page
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .find(([, what = '']) => what.startsWith(row))?.[2];

test.each<readonly [string, string]>([
  [
    'a call of a workspace',
    `${seconds(call.callMilliseconds)}; all tries and waits of a check: ${seconds(call.observationMilliseconds)}`,
  ],
  ['tries of a check', `${call.retries + 1},`],
  ['redirects of a call', `${call.redirects}`],
  [
    'a post to a webhook',
    `${seconds(delivery.callMilliseconds)}; all tries and waits: ${seconds(delivery.inAllMilliseconds)}`,
  ],
  [
    'a request to a service',
    `${seconds(delivery.callMilliseconds)}; all requests of an alert, tries and waits: ${seconds(delivery.inAllMilliseconds)}`,
  ],
  ['a heartbeat', seconds(maxBeatMilliseconds)],
  [
    'a probe of an instance',
    `${seconds(probe.instanceMilliseconds)}; of all instances of a check: ${seconds(probe.inAllMilliseconds)}, ${probe.atOnce} at a time`,
  ],
  ['an answer of a workspace', mib(call.bodyBytes)],
  ['an answer of an instance', mib(probe.bodyBytes)],
  ['an answer of a webhook, a service', kib(delivery.bodyBytes)],
  ['an answer of a webhook, a service', kib(delivery.bodyBytes)],
  ['an answer of a webhook, a service', kib(maxBeatAnswerBytes)],
  ['everything except the body', kib(maxOverheadBytes)],
  ['a text of an instance', `${maxTextLength} characters`],
  ['instances that an answer lists', maxEntries.toLocaleString('en')],
  ['instances that are remembered', maxRemembered.toLocaleString('en')],
  ['a run of the check function', `what is left of its time, less ${seconds(endingMilliseconds)}`],
  ['alerts of a workspace', `${maxADay}, the first ${maxAtOnce} at once`],
  ['remarks of a check', `${maxRemarks} of ${maxRemarkLength} characters`],
  ['a line of the log', kib(maxLineLength)],
  ['checks of `watch`', `${maxRefusals};`],
])('the page on security has the limit of the code: %s', (row, limit) => {
  expect(limitOf(row)).toMatch(new RegExp(`^${limit.replaceAll('.', '\\.')}`));
});

test('the page on security names the variables that hold secrets', () => {
  expect(page).toContain(`\`${webhookVariable}\``);
  expect(page).toContain(`\`${heartbeatVariable}\``);
});

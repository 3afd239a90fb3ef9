import { checkMemoryMebibytes } from '../../lib/check-function.ts';
import type { Table } from '../proof-section.ts';
import type { Checks } from './checks.ts';
import type { Taken } from './child.ts';
import type { AwsCall } from './cloud.ts';
import { median } from './median.ts';

/** US dollars, list prices of us-east-1. */
export const price = {
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  schedulerInvocation: 1e-6,
  lambdaRequest: 0.2e-6,
  lambdaGibibyteSecond: 0.0000133334,
  logByte: 0.5 / 1024 ** 3,
};

export const hoursAMonth = 30 * 24;
const checksAMonth = 60 * hoursAMonth;
/** Lambda gives a whole processor to so much memory, and less in proportion. */
export const mebibytesOfAProcessor = 1769;
/** What no measurement here can tell: how far the workspace and AWS are away, and what is logged. */
const assumed = { waitingMilliseconds: 200, logBytes: 600 };

interface Cost {
  readonly instances: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly billedMilliseconds: number;
  /** US dollars a month. */
  readonly scheduler: number;
  readonly lambda: number;
  readonly dynamo: number;
  readonly logs: number;
  readonly total: number;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const unitsOf = (calls: readonly AwsCall[], kind: 'read' | 'write'): number =>
  sum(calls.filter(({ name }) => /Query|GetItem/.test(name) === (kind === 'read')).map(({ units }) => units));

export const unitPrice = (calls: readonly AwsCall[]): number =>
  unitsOf(calls, 'read') * price.readUnit + unitsOf(calls, 'write') * price.writeUnit;

function billedFor(checks: readonly Taken[]): number {
  const computing = median(checks.map(({ cpuMilliseconds }) => cpuMilliseconds));
  return Math.round(computing * (mebibytesOfAProcessor / checkMemoryMebibytes) + assumed.waitingMilliseconds);
}

const computePrice = (billedMilliseconds: number): number =>
  (billedMilliseconds / 1000) * (checkMemoryMebibytes / 1024) * price.lambdaGibibyteSecond;

/** What a workspace costs that is checked every minute and where nothing happens. */
export function monthlyCost({ instances, check, calls, hourly }: Checks): Cost {
  if (hourly === null) throw new Error('no whole hour of checks was measured');
  const [readUnits, writeUnits] = [unitsOf(calls, 'read'), unitsOf(calls, 'write')];
  const billedMilliseconds = billedFor(check);
  const scheduler = checksAMonth * price.schedulerInvocation;
  const quietChecks = checksAMonth - hoursAMonth;
  const lambda =
    checksAMonth * price.lambdaRequest +
    quietChecks * computePrice(billedMilliseconds) +
    hoursAMonth * computePrice(billedFor([hourly.taken]));
  const dynamo = quietChecks * unitPrice(calls) + hoursAMonth * unitPrice(hourly.calls);
  const logs = checksAMonth * assumed.logBytes * price.logByte;
  const total = scheduler + lambda + dynamo + logs;
  return { instances, readUnits, writeUnits, billedMilliseconds, scheduler, lambda, dynamo, logs, total };
}

export const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

export const costTable = (costs: readonly Cost[]): Table => [
  ['instances', 'read units', 'write units', 'billed', 'Scheduler', 'Lambda', 'DynamoDB', 'logs', 'a month'],
  ...costs.map(({ instances, readUnits, writeUnits, billedMilliseconds, scheduler, lambda, dynamo, logs, total }) => [
    ...[instances, readUnits, writeUnits].map(String),
    `${billedMilliseconds} ms`,
    ...[scheduler, lambda, dynamo, logs, total].map(dollars),
  ]),
];

export const costAssumptions = `A workspace checked every minute (${checksAMonth.toLocaleString('en')} checks a month) where nothing happens, at list prices of us-east-1, free tier not counted. Units are those that the embedded DynamoDB says a check consumes; the first check of an hour, which takes more, is counted in the dollars. Billed is the processor time of a warm check, at the ${Math.round((checkMemoryMebibytes / mebibytesOfAProcessor) * 100)} % of a processor that ${checkMemoryMebibytes} MB of Lambda get, and ${assumed.waitingMilliseconds} ms of waiting for the workspace and for AWS, which is assumed, as are ${assumed.logBytes} bytes of log a check.`;

/** The same in a sentence. */
export function costInShort(costs: readonly Cost[]): string {
  const totals = costs.map(({ total }) => total);
  const max = Math.max(...costs.map(({ instances }) => instances));
  return `A workspace of up to ${max} instances, checked every minute, costs ${dollars(Math.min(...totals))} to ${dollars(Math.max(...totals))} a month at list prices of us-east-1.`;
}

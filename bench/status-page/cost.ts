import { statusPageMemoryMebibytes } from '../../lib/status-page.ts';
import { dollars, hoursAMonth, mebibytesOfAProcessor, price, sum, unitPrice } from '../performance/cost.ts';
import type { Table } from '../proof-section.ts';
import type { StatusPageRuns } from './measure.ts';

/** US dollars, list prices of us-east-1. */
const s3Price = { put: 5e-6, get: 0.4e-6 } as const;
/** What no measurement here can tell: how far AWS is away. */
const waitingMilliseconds = 20;

interface StatusPageCost {
  readonly instances: number;
  readonly lookMilliseconds: number;
  readonly writeMilliseconds: number;
  readonly writeUnits: number;
  readonly pageBytes: number;
  /** US dollars a month. */
  readonly lambda: number;
  readonly dynamo: number;
  readonly s3: number;
  readonly total: number;
}

/** What a page costs that is looked at every minute and renewed every five, of a workspace where nothing happens. */
export function statusPageCost({ instances, runs, pageBytes }: StatusPageRuns): StatusPageCost {
  const billed = ({ taken, calls, looks, files }: StatusPageRuns['runs'][number]): number =>
    taken.cpuMilliseconds * (mebibytesOfAProcessor / statusPageMemoryMebibytes) +
    waitingMilliseconds * (calls.length + looks + files);
  const mean = (values: readonly number[]): number => sum(values) / values.length;
  const writes = runs.filter(({ files }) => files > 0);
  const looks = runs.filter(({ files }) => files === 0);
  const monthly = (amount: (run: StatusPageRuns['runs'][number]) => number): number =>
    hoursAMonth * sum(runs.map(amount));
  const gibibytes = statusPageMemoryMebibytes / 1024;
  const lambda = monthly((run) => price.lambdaRequest + (billed(run) / 1000) * gibibytes * price.lambdaGibibyteSecond);
  const dynamo = monthly(({ calls }) => unitPrice(calls));
  const s3 = monthly((run) => run.files * s3Price.put + run.looks * s3Price.get);
  const scheduler = monthly(() => price.schedulerInvocation);
  return {
    instances,
    lookMilliseconds: mean(looks.map(billed)),
    writeMilliseconds: mean(writes.map(billed)),
    writeUnits: mean(writes.map(({ calls }) => sum(calls.map(({ units }) => units)))),
    pageBytes,
    lambda: lambda + scheduler,
    dynamo,
    s3,
    total: lambda + scheduler + dynamo + s3,
  };
}

export const statusPageTable = (costs: readonly StatusPageCost[]): Table => [
  [
    'instances',
    'a look',
    'a page',
    'read units of a page',
    'size',
    'Scheduler and Lambda',
    'DynamoDB',
    'S3',
    'a month',
  ],
  ...costs.map(
    ({ instances, lookMilliseconds, writeMilliseconds, writeUnits, pageBytes, lambda, dynamo, s3, total }) => [
      String(instances),
      `${Math.round(lookMilliseconds)} ms`,
      `${Math.round(writeMilliseconds)} ms`,
      String(Math.round(writeUnits)),
      `${Math.round(pageBytes / 1000)} KB`,
      ...[lambda, dynamo, s3, total].map(dollars),
    ],
  ),
];

export const statusPageAssumptions = `A workspace with 90 days of history, checked every minute, where nothing happens: an hour of runs of the function as it is deployed. Units are those that the embedded DynamoDB says. Billed is the processor time, at the ${Math.round((statusPageMemoryMebibytes / mebibytesOfAProcessor) * 100)} % of a processor that ${statusPageMemoryMebibytes} MB of Lambda get, and ${waitingMilliseconds} ms of waiting for each call of AWS, which is assumed.`;

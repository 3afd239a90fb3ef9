/**
 * What a workspace costs a month, from the units that quiet checks consume in the embedded DynamoDB and the list
 * prices of us-east-1. The duration of a check depends on how far away the workspace is: it is an assumption.
 */
import * as v from 'valibot';
import { setUp, Stage } from '../cli/demo/stage.ts';
import { tableLines } from '../cli/output/table.ts';

const instances = [1, 3, 10, 30, 100];
const checksAMonth = 30 * 24 * 60;
const assumed = { billedMilliseconds: 300, memoryGibibytes: 0.25, logBytes: 600 };

/** US dollars, list prices of us-east-1. */
const price = {
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  schedulerInvocation: 1e-6,
  lambdaRequest: 0.2e-6,
  lambdaGibibyteSecond: 0.0000133334,
  logByte: 0.5 / 1024 ** 3,
};

/** A query that finds nothing, which the embedded DynamoDB counts as nothing: that of the silences, on a quiet day. */
const leastRead = 0.5;

const withCapacity = v.object({ ConsumedCapacity: v.object({ CapacityUnits: v.number() }) });

interface Units {
  readonly read: number;
  readonly write: number;
}

/** Units of one check, after those in which something is seen for the first time. */
async function unitsOfQuietCheck(count: number): Promise<Units> {
  const stage = new Stage(await setUp({ instances: count }), {}, { publish: () => Promise.resolve() });
  try {
    await stage.checks(2);
    let [read, write] = [0, 0];
    stage.store.client.middlewareStack.add(
      (next) => (args) => next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } }),
      { step: 'initialize' },
    );
    stage.store.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          const consumed = v.parse(withCapacity, result.output).ConsumedCapacity.CapacityUnits;
          if (commandName === 'QueryCommand') read += Math.max(leastRead, consumed);
          else write += consumed;
          return result;
        },
      { step: 'initialize' },
    );
    await stage.checks(1);
    return { read, write };
  } finally {
    await stage.close();
  }
}

const monthly = ({ read, write }: Units) => {
  const { billedMilliseconds, memoryGibibytes, logBytes } = assumed;
  const scheduler = checksAMonth * price.schedulerInvocation;
  const compute = (billedMilliseconds / 1000) * memoryGibibytes * price.lambdaGibibyteSecond;
  const lambda = checksAMonth * (price.lambdaRequest + compute);
  const dynamo = checksAMonth * (read * price.readUnit + write * price.writeUnit);
  const logs = checksAMonth * logBytes * price.logByte;
  return { scheduler, lambda, dynamo, logs, total: scheduler + lambda + dynamo + logs };
};

const dollars = (amount: number): string => `$${amount.toFixed(3)}`;

const rows = [['instances', 'read units', 'write units', 'Scheduler', 'Lambda', 'DynamoDB', 'logs', 'a month']];
for (const count of instances) {
  const units = await unitsOfQuietCheck(count);
  const { scheduler, lambda, dynamo, logs, total } = monthly(units);
  const amounts = [scheduler, lambda, dynamo, logs, total].map(dollars);
  rows.push([String(count), String(units.read), String(units.write), ...amounts]);
}
process.stdout.write(
  [
    `A workspace checked every minute (${checksAMonth} checks a month), list prices of us-east-1, free tier not counted.`,
    `Assumed: ${assumed.billedMilliseconds} ms billed a check at 256 MB (arm64), ${assumed.logBytes} bytes of log.`,
    '',
    ...tableLines(rows.map((row) => row.map((text) => ({ text })))),
    '',
  ].join('\n'),
);

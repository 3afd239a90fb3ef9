import { type ChildProcess, fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { plainTable, proofDocument, writeSection } from '../../bench/proof-section.ts';
import { add, type Figures, figuresSchema } from './figures.ts';
import { amounts, befallen, sectionOf } from './report.ts';

/*
 * The long run of the crash harness: `npm run test:crash -- [--histories 10000] [--seed 1] [--workers 2]`. Progress
 * goes to stderr, the figures to stdout: of the mishaps, how often each befell which call. A run of at least 10,000
 * histories writes its section of docs/proof.md. It exits with 1 where a history comes to harm, and says which.
 */

const minProof = 10_000;

const count = v.pipe(v.string(), v.regex(/^\d+$/, 'must be a whole number'), v.transform(Number));
const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    workers: { type: 'string', default: '2' },
    /** Given to the processes that this one starts. */
    worker: { type: 'string' },
  },
});
const options = v.parse(v.object({ histories: count, seed: count, workers: count, worker: v.optional(count) }), values);

if (options.worker === undefined) await lead();
else await work(options.worker);

/** Plays every so-manieth batch, and tells what it played. */
async function work(worker: number): Promise<void> {
  // Here, where the SDK has been told not to warn of this version of Node.
  const { batchHistories, playBatch } = await import('./batch.ts');
  const batches = Math.ceil(options.histories / batchHistories);
  for (let batch = worker; batch < batches; batch += options.workers) {
    const histories = Math.min(batchHistories, options.histories - batch * batchHistories);
    await playBatch({ seed: options.seed + batch, histories, onFigures: (figures) => process.send?.(figures) });
  }
  process.disconnect();
}

/** Has the batches played by processes of their own, one for each core. */
async function lead(): Promise<void> {
  const startedAt = performance.now();
  const seconds = (): number => Math.round((performance.now() - startedAt) / 1000);
  let figures: Figures = {};
  const workers = Array.from({ length: options.workers }, (_, worker) => {
    const child = fork(import.meta.filename, [
      ...process.argv.slice(2),
      `--seed=${options.seed}`,
      `--worker=${worker}`,
    ]);
    child.on('message', (message) => {
      figures = add(figures, v.parse(figuresSchema, message));
    });
    return child;
  });
  const progress = setInterval(() => {
    const { histories = 0, checks = 0, calls = 0 } = figures;
    console.error(`${histories} of ${options.histories} histories, ${checks} checks, ${calls} calls, ${seconds()} s`);
  }, 10_000);

  const codes = await Promise.all(workers.map((worker) => exitOf(worker, workers)));
  clearInterval(progress);
  const lastedSeconds = seconds();
  for (const table of [amounts(figures), befallen(figures)]) console.log(`${plainTable(table).join('\n')}\n`);
  const isWell = codes.every((code) => code === 0);
  const verdict = isWell ? 'nothing lost, nothing invented' : 'a history came to harm';
  console.log(`seed ${options.seed}, ${lastedSeconds} s: ${verdict}`);
  if (isWell && (figures['histories'] ?? 0) >= minProof) {
    writeSection(proofDocument, 'crashes', sectionOf(figures, options.seed, lastedSeconds));
  }
  process.exitCode = isWell ? 0 : 1;
}

/** The exit code of a process; where that is not 0, the others need not go on. */
async function exitOf(worker: ChildProcess, all: readonly ChildProcess[]): Promise<unknown> {
  const code = await new Promise((resolve) => worker.once('exit', resolve));
  if (code !== 0) for (const other of all) other.kill();
  return code;
}

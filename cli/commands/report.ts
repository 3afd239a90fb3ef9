import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { counted } from '../../core/text/words.ts';
import {
  type HistoryOptions,
  usingSpanOfHistory,
  withHistoryOptions,
  withSpanOptions,
} from '../store/history-options.ts';
import { exitCodes, Problem } from '../base/problem.ts';
import type { SpanOptions } from '../time/span.ts';
import type { CommandSession } from '../base/session.ts';

interface ReportOptions extends HistoryOptions, SpanOptions {
  readonly out: string;
  readonly force?: boolean;
  readonly public?: true;
  readonly title?: string;
}

export const reportCommand = (session: CommandSession): Command =>
  withSpanOptions(
    withHistoryOptions(
      new Command('report').description(
        'Draws the history of a workspace as one self-contained HTML file: a timeline of each instance, ' +
          'incidents, alerts, availability, memory. Reads the history of a deployed stack or of a watch.',
      ),
    ),
    '7d',
  )
    .option('--out <file>', 'the file to write; - for stdout', 'report.html')
    .option('--public', 'a status page for others: no address, no id, no text of an alert')
    .option('--title <text>', 'with --public: what it is called there (default: the name of the workspace)')
    .option('--force', 'replace the file if it exists')
    .addHelpText('after', '\nExit code: 0 written, 2 could not do it.')
    .action(async (options: ReportOptions) => {
      await report(options, session);
      session.conclude(exitCodes.healthy);
    });

async function report(
  { out, force = false, public: isPublic, title, ...options }: ReportOptions,
  { terminal }: CommandSession,
) {
  if (title !== undefined && isPublic === undefined) throw new Problem('--title goes with --public');
  const onNote = (note: string): void => {
    terminal.progress(note);
  };
  // Loaded only now: what the other commands do not need would make them slower to start.
  const [pages, { Rollups }, { ensureFree, timelineOf, writePage, sizeText, spanOf }] = await Promise.all([
    isPublic === true ? import('../../web/public/page.ts') : import('../../web/report/page.ts'),
    import('../../adapters/dynamodb/rollups.ts'),
    import('../report/write-report.ts'),
  ]);
  const isFile = out !== '-';
  if (isFile) ensureFree(out, force);
  await usingSpanOfHistory(options, async (opened, span) => {
    const rollups = new Rollups(opened.client, opened.table);
    const timeline = await timelineOf({ ...opened, rollups }, span, onNote);
    const page =
      'publicPage' in pages
        ? pages.publicPage(timeline, { title: title ?? opened.workspace, madeAt: opened.now })
        : await pages.reportPage(timeline, opened.now);
    if (!isFile) {
      await terminal.result(page.trimEnd());
      return;
    }
    const path = await writePage(page, out, force);
    await terminal.result(
      `${out}: ${sizeText(Buffer.byteLength(page))}, ${counted(timeline.checks, 'check')} of ${opened.workspace}, ${spanOf(timeline)}`,
    );
    terminal.progress(`open it in a browser: ${pathToFileURL(path).href}`);
  });
}

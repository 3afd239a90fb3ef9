import { Command, Option } from 'commander';
import { plusSeconds } from '../../core/base/time.ts';
import { type HistoryOptions, usingWorkspaceHistory, withHistoryOptions } from '../store/history-options.ts';
import { exitCodes } from '../base/problem.ts';
import type { CommandSession } from '../base/session.ts';

interface BadgeOptions extends HistoryOptions {
  readonly out: string;
  readonly label: string;
  readonly uptime?: '24h' | '7d' | '30d' | '90d';
}

export const badgeCommand = (session: CommandSession): Command =>
  withHistoryOptions(
    new Command('badge').description(
      'Writes how a workspace stands as two small files, an SVG image and JSON for shields.io and machines. ' +
        'They hold no address and no id, and take the place of those written before.',
    ),
  )
    .option('--out <path>', 'where to write, without .svg and .json', 'status')
    .option('--label <text>', 'what stands on the left', 'chat')
    .addOption(
      new Option('--uptime <span>', 'add the share of that time in which all instances were healthy').choices([
        '24h',
        '7d',
        '30d',
        '90d',
      ]),
    )
    .addHelpText('after', '\nExit code: 0 written, 2 could not do it.')
    .action(async (options: BadgeOptions) => {
      await writeBadges(options, session);
      session.conclude(exitCodes.healthy);
    });

/** What is open now began within it, or is known by the checks in it. */
const daySeconds = 86_400;

async function writeBadges(
  { out, label, uptime, ...source }: BadgeOptions,
  { terminal }: CommandSession,
): Promise<void> {
  // Loaded only now: what the other commands do not need would make them slower to start.
  const [{ badgeJson, badgeOf, badgeSvg }, { timelineOf, writePage }, { Rollups }] = await Promise.all([
    import('../../web/public/badge.ts'),
    import('../report/write-report.ts'),
    import('../../adapters/dynamodb/rollups.ts'),
  ]);
  await usingWorkspaceHistory(source, async (opened) => {
    const rollups = new Rollups(opened.client, opened.table);
    const span = { since: plusSeconds(opened.now, -daySeconds), until: opened.now };
    const timeline = await timelineOf({ ...opened, rollups }, span, (note) => {
      terminal.progress(note);
    });
    const badge = badgeOf(timeline, { label, at: opened.now, uptime: uptime ?? null });
    await writePage(badgeSvg(badge), `${out}.svg`, true);
    await writePage(badgeJson(badge), `${out}.json`, true);
    await terminal.result(`${out}.svg, ${out}.json: ${badge.label}, ${badge.message}`);
  });
}

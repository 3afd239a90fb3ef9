import type { Bucket, PublishedFile } from '../../adapters/s3/bucket.ts';
import { loadTimeline } from '../../adapters/dynamodb/rollups-timeline.ts';
import type { TimelineSource } from '../../adapters/dynamodb/rollups-make.ts';
import type { StatusPageContent } from '../../config/status-page-event.ts';
import { plusSeconds, secondsBetween, type Timestamp } from '../../core/base/time.ts';
import type { Snapshot } from '../../core/history/snapshot.ts';
import type { Timeline } from '../../core/timeline/model.ts';
import { badgeJson, badgeOf, badgeSvg } from './badge.ts';
import { publicPolicy } from './frame.ts';
import { contentName, contentOf, lastKnownOf } from './last-known.ts';
import { overviewPage } from './overview.ts';
import { publicPage } from './page.ts';
import { maxQuietSecondsOf, standingOf } from './standing.ts';

/** What pages are made of, and where they go. */
interface Publishing {
  readonly source: TimelineSource;
  readonly bucket: Pick<Bucket, 'find' | 'replace'>;
  /** Of this run: what another one made later stays. */
  readonly now: Timestamp;
  /** How long this run has gone on, in milliseconds. */
  readonly elapsed: () => number;
  /** Gets whatever keeps one page from being written. */
  readonly onError: (workspace: string, error: unknown) => void;
}

/** What came of a run. */
export interface Published {
  /** Pages that were written. */
  readonly written: readonly string[];
  /** Those for which this run had no time: the next one goes on with them. */
  readonly postponed: readonly string[];
  /** Workspaces of whose pages something went wrong. */
  readonly failed: readonly string[];
}

/** A page that shows what it did before is written again after so long, for its time: older ones call themselves out of date. */
const renewEverySeconds = 300;
/** A schedule of a minute does not start to the second. */
const renewAfterSeconds = renewEverySeconds - 30;

/** A run has a minute; no page is begun later than that. */
const maxBeginMilliseconds = 35_000;

/** What one page may make up for of a history that is not rolled up: four days of ten instances, every minute. */
const maxRolledUp = 60_000;

type Page = StatusPageContent['pages'][number];

/**
 * Writes the pages of which something changed since they were written, or which get old: a look at each costs one read
 * of the history, and one call to the bucket. Needs nothing but what is in these two, so that any run may be the first.
 */
export async function publishStatusPages(content: StatusPageContent, publishing: Publishing): Promise<Published> {
  const { source, now, elapsed, onError } = publishing;
  const [written, postponed, failed]: [string[], string[], string[]] = [[], [], []];
  const rows = [];
  for (const page of content.pages) {
    const { workspace, title, everySeconds } = page;
    try {
      const latest = await source.history.latestUntil(workspace, { until: now, now });
      const standing = standingOf(lastKnownOf(latest), now, maxQuietSecondsOf(everySeconds));
      rows.push({ title, page: placeOf(content, page).page, standing });
      if (!(await isDue(placeOf(content, page).page, nameOf(content, page, latest, now), publishing))) continue;
      if (elapsed() > maxBeginMilliseconds) postponed.push(workspace);
      else if (await writePage(content, page, latest, publishing)) written.push(workspace);
    } catch (error) {
      onError(workspace, error);
      failed.push(workspace);
    }
  }
  // One that shows less than all is worse than one that is older.
  if (content.pages.length > 1 && rows.length === content.pages.length) {
    const name = contentName([publicPolicy(), content.title, rows]);
    if (await isDue(indexPage, name, publishing)) {
      const body = overviewPage(rows, { title: content.title, madeAt: now });
      await publishing.bucket.replace(indexPage, htmlFile(body, name, now));
      written.push(indexPage);
    }
  }
  return { written, postponed, failed };
}

const indexPage = 'index.html';

/** Where the files of a workspace are: at the root where it is the only one. */
const placeOf = ({ pages }: StatusPageContent, { workspace }: Page) =>
  pages.length === 1
    ? { page: indexPage, badge: 'badge', overview: null }
    : { page: `workspace/${workspace}.html`, badge: `workspace/${workspace}`, overview: '../' };

const nameOf = (content: StatusPageContent, page: Page, latest: Snapshot | null, now: Timestamp): string => {
  const { level } = standingOf(lastKnownOf(latest), now, maxQuietSecondsOf(page.everySeconds));
  return contentOf(latest, [publicPolicy(), page.title, content.sinceSeconds, level]);
};

const isDue = async (key: string, name: string, { bucket, now }: Publishing): Promise<boolean> => {
  const stamp = (await bucket.find(key))?.stamp ?? null;
  return stamp?.content !== name || secondsBetween(stamp.madeAt, now) >= renewAfterSeconds;
};

const htmlFile = (body: string, content: string, madeAt: Timestamp): PublishedFile => ({
  type: 'text/html; charset=utf-8',
  body,
  stamp: { madeAt, content },
});

/** Writes the page of a workspace last: a run that fails before is made good by the next. */
async function writePage(
  content: StatusPageContent,
  page: Page,
  latest: Snapshot | null,
  { source, bucket, now }: Publishing,
): Promise<boolean> {
  const { workspace, title, everySeconds } = page;
  const from = plusSeconds(now, -content.sinceSeconds);
  const loaded = await loadTimeline(source, { workspace, from, to: now, now, mayWrite: true, maxRolledUp });
  // Nothing is known of it, so nothing is claimed: a page from before gets old.
  if (loaded === null) return false;
  const place = placeOf(content, page);
  const maxQuiet = maxQuietSecondsOf(everySeconds);
  const name = nameOf(content, page, latest, now);
  const stamp = { madeAt: now, content: name };
  for (const [key, type, body] of badgeFiles(loaded.timeline, { label: title, at: now, maxQuiet })) {
    await bucket.replace(`${place.badge}.${key}`, { type, body, stamp });
  }
  const html = publicPage(loaded.timeline, { title, madeAt: now, maxQuiet, overview: place.overview });
  return bucket.replace(place.page, htmlFile(html, name, now));
}

function badgeFiles(
  timeline: Timeline,
  options: { readonly label: string; readonly at: Timestamp; readonly maxQuiet: number },
) {
  const badge = badgeOf(timeline, { ...options, uptime: null, isDated: true });
  return [
    ['svg', 'image/svg+xml', badgeSvg(badge)],
    ['json', 'application/json', badgeJson(badge)],
  ] as const;
}

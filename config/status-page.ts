import type * as v from 'valibot';
import type { StatusPageContent } from './status-page-event.ts';
import type { statusPageSchema } from './status-page-schema.ts';
import type { WatchedWorkspace } from './check-event.ts';

/** A name of one's own for the status page. */
export interface StatusPageDomain {
  /** `status.example.com`; its DNS entry is the owner's business. */
  readonly name: string;
  /** The ARN of its certificate in us-east-1. */
  readonly certificate: string;
}

/** The page on which others see how workspaces stand. */
export interface StatusPageSettings extends StatusPageContent {
  /** null: the name that CloudFront gives it. */
  readonly domain: StatusPageDomain | null;
}

const day = 86_400;

/** null where there is to be none. */
export const resolveStatusPage = (
  given: v.InferOutput<typeof statusPageSchema> | undefined,
  watched: ReadonlyArray<Pick<WatchedWorkspace, 'name' | 'everySeconds'>>,
): StatusPageSettings | null => {
  if (given === undefined || given === false) return null;
  const { title, workspaces, since, domain = null } = given === true ? {} : given;
  const everySeconds = new Map(watched.map(({ name, everySeconds: seconds }) => [name, seconds]));
  const chosen = workspaces ?? watched.map(({ name }) => name);
  const pages = chosen.map((item) => {
    const named = typeof item === 'string' ? { name: item } : item;
    const ownTitle = named.title ?? (chosen.length === 1 ? title : undefined);
    return { workspace: named.name, title: ownTitle ?? named.name, everySeconds: everySeconds.get(named.name) ?? 60 };
  });
  return { title: title ?? 'Status', pages, sinceSeconds: since ?? 30 * day, domain };
};

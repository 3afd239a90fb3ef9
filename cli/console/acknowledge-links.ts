import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { readJson } from '../../adapters/http/answer.ts';
import type { AcknowledgeUrl } from '../../core/alerts/origin.ts';
import { plusSeconds, secondsBetween, type Timestamp, timestampFrom } from '../../core/base/time.ts';

/** A link is good for so long after its alert; a reminder brings a new one. */
export const linkDays = 7;

/** What a link is for. */
export interface LinkedIncident {
  readonly workspace: string;
  /** Its whole id. */
  readonly incident: string;
}

/** The links by which the readers of alerts acknowledge incidents, at one address, signed with one key. */
export interface AcknowledgeLinks {
  /** Where a browser finds the console, as a proxy or a tunnel shows it. */
  readonly url: URL;
  readonly urlOf: AcknowledgeUrl;
  /** @returns what the token of a link is for; `not-ours` where it was not signed with this key */
  readonly read: (token: string, now: Timestamp) => LinkedIncident | 'not-ours' | 'expired';
}

/** Every link lies below it. */
export const linkPath = 'ack/';

const claims = v.tuple([v.string(), v.string(), v.string()]);

/** @param url without a query */
export function acknowledgeLinks({ key, url }: { readonly key: Buffer; readonly url: URL }): AcknowledgeLinks {
  const signatureOf = (claim: string): Buffer =>
    // What else the key may sign one day begins with another word.
    createHmac('sha256', key).update(`acknowledge.${claim}`).digest();
  return {
    url,
    urlOf: ({ workspace, incident, takenAt }) => {
      const until = plusSeconds(takenAt, linkDays * 86_400);
      const claim = Buffer.from(JSON.stringify([workspace, incident, until])).toString('base64url');
      return `${rootOf(url)}${linkPath}${claim}.${signatureOf(claim).toString('base64url')}`;
    },
    read: (token, now) => {
      const [claim = '', signature = '', ...more] = token.split('.');
      const [given, wanted] = [Buffer.from(signature, 'base64url'), signatureOf(claim)];
      // Of the same length, two are compared in a time that says nothing of how much of it was right.
      if (more.length > 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return 'not-ours';
      const read = v.safeParse(claims, readJson(Buffer.from(claim, 'base64url').toString()));
      if (!read.success) return 'not-ours';
      const [workspace, incident, end] = read.output;
      const until = timestampFrom(end);
      if (until === null) return 'not-ours';
      return secondsBetween(now, until) < 0 ? 'expired' : { workspace, incident };
    },
  };
}

const rootOf = ({ href }: URL): string => (href.endsWith('/') ? href : `${href}/`);

/** The token in the path of a request; null where it is that of no link. A proxy may leave out the path of its own. */
export function tokenIn(pathname: string, { url }: Pick<AcknowledgeLinks, 'url'>): string | null {
  const roots = new Set(['/', new URL(rootOf(url)).pathname]);
  const root = [...roots].find((one) => pathname.startsWith(`${one}${linkPath}`));
  return root === undefined ? null : pathname.slice(root.length + linkPath.length);
}

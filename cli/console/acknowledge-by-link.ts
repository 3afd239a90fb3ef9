import type { IncomingMessage, ServerResponse } from 'node:http';
import { dayAndTimeText } from '../../core/text/time-text.ts';
import { acknowledgedText } from '../../core/alerts/acknowledged-text.ts';
import { secondsBetween, type Timestamp } from '../../core/base/time.ts';
import { isAcknowledged } from '../../core/incidents/acknowledgement.ts';
import { acknowledgePage, acknowledgePolicy } from '../../web/console/acknowledge-page.ts';
import { requestBody } from '../base/request-body.ts';
import { acknowledge, maxNameLength, nameAsKept } from '../incidents/acknowledge.ts';
import { type OpenIncident, openIncidentsOf } from '../incidents/open-incidents.ts';
import type { AcknowledgeLinks, LinkedIncident } from './acknowledge-links.ts';
import { answerPage, answerRefusal } from './answers.ts';
import { linkRefusalOf } from './refusal.ts';
import type { ConsoleSource } from './sources.ts';

/** Of links with a good signature: each has the history read. */
const maxRequestsAMinute = 60;
/** Of who gives no name. */
const nameless = 'link';
/** A name takes less. */
const maxBodyBytes = 4_096;

/** What answers the links in alerts, within the console that the links lead to. */
export class LinkHandler {
  readonly links: AcknowledgeLinks;
  readonly #source: ConsoleSource;
  #minuteFrom: Timestamp | null = null;
  #requests = 0;

  constructor(links: AcknowledgeLinks, source: ConsoleSource) {
    this.links = links;
    this.#source = source;
  }

  /** @param host the one that the console itself is reached at */
  async answer(request: IncomingMessage, response: ServerResponse, host: string, token: string): Promise<void> {
    const refusal = linkRefusalOf(request, host, this.links.url);
    if (refusal !== null) {
      answerRefusal(response, refusal);
      return;
    }
    const now = this.#source.now();
    const linked = this.links.read(token, now);
    if (linked === 'not-ours') show(response, 403, invalid);
    else if (linked === 'expired') show(response, 410, expired);
    else if (this.#isTooMuch(now)) show(response, 429, tooMuch, { 'retry-after': '60' });
    else
      await this.#answerSigned(request, response, linked).catch(() => {
        show(response, 502, unread);
      });
  }

  #isTooMuch(now: Timestamp): boolean {
    if (this.#minuteFrom === null || Math.abs(secondsBetween(this.#minuteFrom, now)) >= 60) {
      [this.#minuteFrom, this.#requests] = [now, 0];
    }
    this.#requests += 1;
    return this.#requests > maxRequestsAMinute;
  }

  async #answerSigned(request: IncomingMessage, response: ServerResponse, linked: LinkedIncident): Promise<void> {
    const { workspace, incident: id } = linked;
    const now = this.#source.now();
    const open = await openIncidentsOf(this.#source, workspace, now);
    const found = open.find(({ incident }) => incident.id === id);
    if (found === undefined) {
      show(response, 410, over);
    } else if (isAcknowledged(found.incident)) {
      show(response, 200, acknowledgedPage(found));
    } else if (request.method === 'POST') {
      const body = await requestBody(request, maxBodyBytes);
      const by = nameAsKept(new URLSearchParams(body ?? '').get('by') ?? '') || nameless;
      show(response, 200, acknowledgedPage(await acknowledge(this.#source, { workspace, id, now, by, note: '' })));
    } else {
      show(response, 200, { heading: 'Acknowledge', incident: textOf(found), text: whatItDoes, isAsking: true });
    }
  }
}

type Shown = Omit<Parameters<typeof acknowledgePage>[0], 'maxNameLength'>;

function show(response: ServerResponse, status: number, page: Shown, headers: Readonly<Record<string, string>> = {}) {
  answerPage(response, {
    status,
    html: acknowledgePage({ ...page, maxNameLength }),
    policy: acknowledgePolicy,
    // Else the browser would not say where its form comes from.
    headers: { 'referrer-policy': 'same-origin', ...headers },
  });
}

const whatItDoes =
  'You take care of it: no more reminders, and no escalation, from the next check on. Its resolution is still sent.';

const textOf = ({ workspace, summary, incident: { kind, severity, since } }: OpenIncident): string =>
  `${workspace}: ${severity} ${kind}, ${summary}. Since ${dayAndTimeText(since)}.`;

function acknowledgedPage(found: OpenIncident): Shown {
  const { acknowledged } = found.incident;
  const whose = acknowledged === undefined ? 'acknowledged' : acknowledgedText(acknowledged, dayAndTimeText);
  const text = `${whose.charAt(0).toUpperCase()}${whose.slice(1)}. ${whatHolds}`;
  return { heading: 'Acknowledged', incident: textOf(found), text, isAsking: false };
}

const whatHolds = 'There are no more reminders, and there is no escalation, from the next check on.';

const without = { incident: null, isAsking: false } as const;
const invalid: Shown = {
  ...without,
  heading: 'This link is not valid',
  text: 'It is not complete, or the alerter has signed links with another key since. Acknowledge in the console, or with the command incident ack.',
};
const expired: Shown = {
  ...without,
  heading: 'This link has expired',
  text: 'Use the one of the last reminder, the console, or the command incident ack.',
};
const over: Shown = { ...without, heading: 'This incident is over', text: 'There is nothing to acknowledge.' };
const tooMuch: Shown = { ...without, heading: 'Too many requests', text: 'Try again in a minute.' };
const unread: Shown = { ...without, heading: 'The history cannot be read', text: 'Try again in a minute.' };

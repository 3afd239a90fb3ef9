import { exampleAlerts } from '../../../cli/examples/alerts.ts';
import { exampleOrigin } from '../../../cli/examples/given.ts';
import type { Alert } from '../../../core/alerts/alert.ts';
import { emailOf } from '../../../core/alerts/renderings/email.ts';
import { type SlackBlock, slackMessage } from '../../../core/alerts/renderings/slack.ts';
import { subjectOf } from '../../../core/alerts/subject.ts';
import { alertObject } from '../../../core/alerts/to-alert-object.ts';
import { discordCard, teamsCard } from './cards.ts';
import { mrkdwnHtml, plainHtml } from './mrkdwn-html.ts';

/** A message drawn as a page; the browser gives it the theme of its reader. */
export interface MessagePage {
  readonly name: string;
  readonly width: number;
  readonly html: string;
}

const style = `
  :root { color-scheme: light dark; --back: #fff; --text: #1d1c1d; --quiet: #616061; --line: #ddd; --code: #f6f6f6; }
  @media (prefers-color-scheme: dark) {
    :root { --back: #1a1d21; --text: #d1d2d3; --quiet: #ababad; --line: #35373b; --code: #222529; }
  }
  body { margin: 0; padding: 16px; background: var(--back); color: var(--text); }
  body { font: 15px/1.46 -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', Helvetica, Arial, sans-serif; }
  h1 { font-size: 18px; line-height: 1.3; margin: 2px 0 8px; }
  section, .context { margin: 8px 0; }
  .from { display: flex; gap: 8px; } .from > div:last-child { flex: 1; min-width: 0; }
  .avatar { width: 36px; height: 36px; border-radius: 6px; background: #c0392b; color: #fff; flex: none; }
  .avatar { font-weight: 700; text-align: center; line-height: 36px; }
  .who { font-weight: 700; } .quiet, .context { color: var(--quiet); font-size: 13px; }
  pre, code { font: 12px/1.5 'SF Mono', Menlo, 'DejaVu Sans Mono', Consolas, monospace; background: var(--code); }
  pre { border: 1px solid var(--line); border-radius: 4px; padding: 8px; margin: 4px 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  code { border: 1px solid var(--line); border-radius: 3px; padding: 1px 3px; overflow-wrap: anywhere; }
  i { display: inline-block; width: 0.8em; height: 0.8em; border-radius: 50%; margin-right: 2px; }
  .red { background: #d92d20; } .amber { background: #e8a317; } .green { background: #2e9e5b; } a { color: #1d7fc4; }
  .mail { border-bottom: 1px solid var(--line); padding-bottom: 8px; margin-bottom: 12px; }
  .text { white-space: pre-wrap; overflow-wrap: anywhere; }
  .card { border: 1px solid var(--line); border-radius: 6px; padding: 12px; margin-top: 4px; font-size: 14px; }
  .embed { border-left: 4px solid; } .card .medium { margin-top: 10px; }
  .attention { color: #d92d20; } .warning { color: #b54708; } .good { color: #2e9e5b; }
  .actions { margin-top: 12px; } .button { display: inline-block; border: 1px solid var(--line); border-radius: 4px; }
  .button { padding: 4px 12px; margin: 0 8px 8px 0; font-weight: 600; }
  @media (prefers-color-scheme: dark) { .attention { color: #f97066; } .warning { color: #fdb022; } .good { color: #47cd89; } }
`;

const page = (body: string): string => `<!doctype html><meta charset="utf-8"><style>${style}</style>${body}`;

const blockHtml = (block: SlackBlock): string => {
  if (block.type === 'header') return `<h1>${plainHtml(block.text.text)}</h1>`;
  if (block.type === 'section') return `<section>${mrkdwnHtml(block.text.text)}</section>`;
  return `<div class="context">${block.elements.map(({ text }) => mrkdwnHtml(text)).join(' ')}</div>`;
};

const posted = (content: string): string =>
  page(
    `<div class="from"><div class="avatar">RC</div><div><span class="who">Rocket.Chat alerter</span> <span class="quiet">APP</span>${content}</div></div>`,
  );

const alertNamed = (name: string): Alert => {
  const alert = new Map(Object.entries(exampleAlerts)).get(name);
  if (alert === undefined) throw new Error(`there is no example ${name}`);
  return alert;
};

interface Widths {
  readonly slack: number;
  readonly email: number;
  readonly rocketchat: number;
  readonly teams: number;
  readonly discord: number;
}

/** A phone's. */
const phone = 390;
export const phoneWidths: Widths = { slack: phone, email: phone, rocketchat: phone, teams: phone, discord: phone };
const pictureWidths: Widths = { ...phoneWidths, slack: 720 };

/** One alert as its readers get it: on a desk in Slack, and on a phone as an e-mail, in a chat that knows no blocks, and as cards. */
export function messagePages(name = 'disappeared.opened', widths = pictureWidths): readonly MessagePage[] {
  const alert = alertNamed(name);
  const { text, blocks } = slackMessage(alertObject(alert, exampleOrigin));
  const mail = `<div class="mail"><h1>${plainHtml(subjectOf(alert, exampleOrigin))}</h1><span class="quiet">Rocket.Chat alerts · no-reply@sns.amazonaws.com</span></div>`;
  return [
    { name: 'slack', width: widths.slack, html: posted(blocks.map(blockHtml).join('')) },
    {
      name: 'email',
      width: widths.email,
      html: page(`${mail}<div class="text">${plainHtml(emailOf(alert, exampleOrigin))}</div>`),
    },
    { name: 'rocketchat', width: widths.rocketchat, html: posted(`<section>${mrkdwnHtml(text)}</section>`) },
    { name: 'teams', width: widths.teams, html: posted(teamsCard(alert)) },
    { name: 'discord', width: widths.discord, html: posted(discordCard(alert)) },
  ];
}

import type { ChatStyle } from './chat-text.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What looks like a person or a room stays text. */
const withoutMentions = (text: string): string => text.replaceAll('@', '＠');

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');

/** HTML of a few elements, as Telegram and Matrix take it. */
export const htmlStyle: ChatStyle = {
  escape: (text) => escapeHtml(withoutMentions(text)),
  bold: (escaped) => `<b>${escaped}</b>`,
  code: (text) => `<code>${escapeHtml(text)}</code>`,
  link: (label, url) => `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`,
};

/** Text without any formatting. */
export const plainStyle: ChatStyle = {
  escape: withoutMentions,
  bold: (text) => text,
  code: (text) => text,
  link: (label, url) => `${label}: ${url}`,
};

/** As Discord reads it: a backslash before whatever formats, links or mentions. */
export const discordStyle: ChatStyle = {
  escape: (text) => withoutMentions(text).replace(/[\\*_~`|<>[\]#]/g, '\\$&'),
  bold: (escaped) => `**${escaped}**`,
  code: (text) => `\`${text.replaceAll('`', "'")}\``,
  link: (label, url) => `[${label}](${url})`,
};

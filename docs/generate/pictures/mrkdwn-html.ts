/** Text of Slack's mrkdwn as HTML: as much of it as alerts use. */

const escaped = (text: string): string => text.replace(/"/g, '&quot;');

/** Drawn, because not every machine has a font with emojis. */
const emojis: Readonly<Record<string, string>> = {
  ':red_circle:': '<i class="red"></i>',
  ':warning:': '<i class="amber"></i>',
  ':white_check_mark:': '<i class="green"></i>',
};

const inline = (text: string): string =>
  escaped(text)
    .replace(/<(https?:[^|>]+)\|([^>]+)>/g, '<a>$2</a>')
    .replace(/<(https?:[^>]+)>/g, '<a>$1</a>')
    .replace(/`([^`\n]+)`/g, '<code>$1</code>')
    .replace(/\*([^*\n]+)\*/g, '<strong>$1</strong>')
    .replace(/\n/g, '<br>')
    .replace(/:[a-z_]+:/g, (name) => emojis[name] ?? name);

/** Blocks of code stay as they are; all else is formatted. Mrkdwn comes with `&`, `<` and `>` escaped. */
export const mrkdwnHtml = (text: string): string =>
  text
    .split(/```\n?([\s\S]*?)\n?```\n?/)
    .map((part, index) => (index % 2 === 1 ? `<pre>${part}</pre>` : inline(part.trim())))
    .join('');

/** Plain text as HTML. */
export const plainHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

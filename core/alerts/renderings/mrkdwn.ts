import { oneLine } from '../../text/one-line.ts';
import { cutAtWord } from '../../text/words.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text as it is, for Slack's mrkdwn and the markdown of others: its three special characters escaped, and whatever
 * else would become bold, code, a link, an emoji or a mention replaced by what looks alike. Underscores, colons and
 * the like stay where they do nothing, as in `chat_1` and `10.0.1.3:3000`, so that names can be copied.
 */
export const mrkdwn = (text: string): string =>
  text
    .replaceAll('`', "'")
    .replaceAll('*', '∗')
    .replaceAll('~', '∼')
    .replaceAll('@', '＠')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '＿')
    .replace(/:\/\//g, ': //')
    .replace(/\]\(/g, '] (')
    // An emoji's name has a letter that is no hexadecimal digit: the groups of an IPv6 address have not.
    .replace(/:(?=[\w+-]*[g-z][\w+-]*:)/gi, '∶')
    .replace(/[&<>]/g, (special) => escapes[special] ?? '');

/** A line of at most `longest` characters before they are escaped, so that no escape is cut; each becomes five at most. */
export const mrkdwnLine = (text: string, maxLength: number): string =>
  mrkdwn(cutAtWord(oneLine(text, 2 * maxLength), maxLength));

/** Advice of the alerter's own, in which what stands in backticks is code. */
export const mrkdwnAdvice = (text: string, maxLength: number): string => {
  const parts = cutAtWord(oneLine(text, 2 * maxLength), maxLength).split('`');
  if (parts.length % 2 === 0) return mrkdwnLine(text, maxLength);
  return parts
    .map(mrkdwn)
    .map((part, index) => (index % 2 === 1 && part !== '' ? `\`${part}\`` : part))
    .join('');
};

/** A link, whose URL holds nothing that would end it. */
export const mrkdwnLink = ({ label, url }: { readonly label: string; readonly url: string }): string =>
  `<${url.replaceAll('&', '&amp;')}|${mrkdwn(label)}>`;

import * as v from 'valibot';
import { fieldsOf } from '../../core/base/json.ts';
import { htmlStyle } from '../../core/alerts/renderings/chat-styles.ts';
import { chatHeading } from '../../core/alerts/renderings/chat-post.ts';
import { readJson } from '../http/answer.ts';
import { defineChat } from './chat.ts';
import { below, urlOption, urlText } from './options.ts';
import { jsonHeaders } from './service.ts';

const publicUrl = 'https://api.telegram.org';

/** It takes 4,096 characters, without the formatting. */
const max = { headingLength: 250, textLength: 4_096 } as const;

const chat = 'the id of a chat, such as "-1001234567890", or @ and the name of a public channel';

/** Bot API, sendMessage: https://core.telegram.org/bots/api#sendmessage */
export const telegram = defineChat({
  name: 'telegram',
  title: 'Telegram',
  secret: {
    holds: 'the token of a bot of Telegram',
    form: 'the token that @BotFather gives, such as 123456789:…',
    sample: '100000000:SAMPLE_SAMPLE_SAMPLE_SAMPLE_SAMPLE',
    read: (text) => (/^\d{5,20}:[\w-]{30,60}$/.test(text) ? text : null),
    hidden: (token) => [token, ...token.split(':')],
  },
  options: { ...urlOption, chat: v.pipe(v.string(chat), v.regex(/^(?:-?\d{1,20}|@\w{4,32})$/, chat)) },
  optionTexts: {
    ...urlText,
    chat: { meaning: 'The chat that the bot posts to, of `telegram`.', example: '-1001234567890' },
  },
  requestsOf: (post, { secret, options: { url = publicUrl, chat: chatId } }) => {
    const heading = htmlStyle.bold(htmlStyle.escape(chatHeading(post, max.headingLength)));
    const text = post.textIn(htmlStyle, max.textLength - heading.length - 2);
    return [
      {
        method: 'POST',
        // The token is a part of the path: nothing of a URL but its host is ever shown.
        url: below(url, `/bot${secret}/sendMessage`),
        headers: jsonHeaders,
        body: JSON.stringify({
          chat_id: chatId,
          text: `${heading}\n\n${text}`,
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          disable_notification: post.mood === 'over' || post.mood === 'summary',
        }),
      },
    ];
  },
  answers: {
    accepted: [200],
    wrongSecret: [401, 404],
    read: ({ status, body }) => {
      const isGone = /chat not found|upgraded to a supergroup|kicked|not enough rights/i.test(body);
      return status === 403 || (status === 400 && isGone) ? 'gone' : null;
    },
    waitMilliseconds: ({ body }) => {
      const { retry_after: seconds } = fieldsOf(fieldsOf(readJson(body))['parameters']);
      return typeof seconds === 'number' ? seconds * 1000 : null;
    },
  },
});

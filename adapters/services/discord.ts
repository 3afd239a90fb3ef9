import { fieldsOf } from '../../core/base/json.ts';
import { discordStyle } from '../../core/alerts/renderings/chat-styles.ts';
import { chatHeading, type Mood } from '../../core/alerts/renderings/chat-post.ts';
import { readJson } from '../http/answer.ts';
import { defineChat } from './chat.ts';
import { jsonHeaders } from './service.ts';
import { goneUrl, urlSecret } from './urls.ts';

/** What Discord takes in one embed is 256 characters, of which escapes may be half, and 4,096; in all it takes 6,000. */
const max = { titleLength: 128, descriptionLength: 4_096 } as const;

const colours: Readonly<Record<Mood, number>> = {
  critical: 0xd9_2d_20,
  warning: 0xf7_90_09,
  over: 0x17_b2_6a,
  summary: 0x2e_90_fa,
};

/** Execute Webhook: https://discord.com/developers/docs/resources/webhook#execute-webhook */
export const discord = defineChat({
  name: 'discord',
  title: 'Discord',
  secret: urlSecret({
    holds: 'the URL of a webhook of Discord',
    form: 'https://discord.com/api/webhooks/…, from the integrations of the channel',
    sample: 'https://discord.com/api/webhooks/100000000000000000/SAMPLE',
  }),
  options: {},
  optionTexts: {},
  requestsOf: (post, { secret }) => [
    {
      method: 'POST',
      url: secret,
      headers: jsonHeaders,
      body: JSON.stringify({
        embeds: [
          {
            title: discordStyle.escape(chatHeading(post, max.titleLength)),
            description: post.textIn(discordStyle, max.descriptionLength),
            color: colours[post.mood],
            timestamp: post.at,
          },
        ],
        // Nobody is mentioned, whatever a server calls its instances.
        allowed_mentions: { parse: [] },
      }),
    },
  ],
  answers: {
    accepted: [200, 204],
    wrongSecret: goneUrl,
    waitMilliseconds: ({ body }) => {
      const { retry_after: seconds } = fieldsOf(readJson(body));
      return typeof seconds === 'number' ? Math.ceil(seconds * 1000) : null;
    },
  },
});

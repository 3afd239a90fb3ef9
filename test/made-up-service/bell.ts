import * as v from 'valibot';
import { plainStyle } from '../../core/alerts/renderings/chat-styles.ts';
import { chatHeading } from '../../core/alerts/renderings/chat-post.ts';
import { defineChat } from '../../adapters/services/chat.ts';
import { below, urlOption, urlText } from '../../adapters/services/options.ts';
import { jsonHeaders } from '../../adapters/services/service.ts';

const tower = 'the name of a tower, such as "north"';

/** A service of the tests: all of it is here. */
export const bell = defineChat({
  name: 'bell',
  title: 'Bell',
  secret: {
    holds: 'the rope of a bell',
    form: 'rope-…, from its tower',
    sample: 'rope-SAMPLE',
    read: (text) => (/^rope-\w+$/.test(text) ? text : null),
    hidden: (rope) => [rope],
  },
  options: { ...urlOption, tower: v.pipe(v.string(tower), v.regex(/^\w+$/, tower)) },
  optionTexts: { ...urlText, tower: { meaning: 'The tower that the bell hangs in, of `bell`.', example: 'north' } },
  requestsOf: (post, { secret, options }) => [
    {
      method: 'POST',
      url: below(options.url ?? 'https://bell.example.com', `/towers/${options.tower}`),
      headers: { ...jsonHeaders, Authorization: `Bearer ${secret}` },
      body: JSON.stringify({ title: chatHeading(post, 100), text: post.textIn(plainStyle, 2_000) }),
    },
  ],
  answers: { accepted: [201], wrongSecret: [418] },
});

import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { fieldsOf } from '../../core/base/json.ts';
import { htmlStyle, plainStyle } from '../../core/alerts/renderings/chat-styles.ts';
import { chatHeading } from '../../core/alerts/renderings/chat-post.ts';
import { readJson } from '../http/answer.ts';
import { defineChat } from './chat.ts';
import { baseUrl, below } from './options.ts';
import { jsonHeaders } from './service.ts';

/** An event takes 65,536 bytes in all; a character takes three of them at most, and an escape six. */
const max = { headingLength: 250, textLength: 5_000 } as const;

const room = 'the id of a room, such as "!abcdefghijklmnop:example.com"';

/** Client-server API: https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidsendeventtypetxnid */
export const matrix = defineChat({
  name: 'matrix',
  title: 'Matrix',
  secret: {
    holds: 'the access token of a user of Matrix',
    form: 'the access token of a user who has joined the room',
    sample: 'syt_SAMPLE_SAMPLE_SAMPLE',
    read: (text) => (/^[\w.~+/=-]{8,2000}$/.test(text) ? text : null),
    hidden: (token) => [token],
  },
  options: {
    homeserver: baseUrl('https://matrix.example.com'),
    room: v.pipe(v.string(room), v.regex(/^![^\s:]{1,200}(?::[\w.:[\]-]{1,60})?$/, room)),
  },
  optionTexts: {
    homeserver: { meaning: 'The address of the homeserver, of `matrix`.', example: 'https://matrix.example.com' },
    room: { meaning: 'The room that is posted to, of `matrix`.', example: '!abcdefghijklmnop:example.com' },
  },
  requestsOf: (post, { secret, options }) => {
    const heading = chatHeading(post, max.headingLength);
    // The same post has the same transaction: the server takes it once.
    const transaction = createHash('sha256').update(post.id).digest('hex').slice(0, 32);
    const path = `/_matrix/client/v3/rooms/${encodeURIComponent(options.room)}/send/m.room.message/${transaction}`;
    const html = [htmlStyle.bold(htmlStyle.escape(heading)), '', post.textIn(htmlStyle, max.textLength)].join('\n');
    return [
      {
        method: 'PUT',
        url: below(options.homeserver, path),
        headers: { ...jsonHeaders, Authorization: `Bearer ${secret}` },
        body: JSON.stringify({
          msgtype: 'm.text',
          body: `${plainStyle.escape(heading)}\n\n${post.textIn(plainStyle, max.textLength)}`,
          format: 'org.matrix.custom.html',
          formatted_body: html.replaceAll('\n', '<br/>'),
          // Nobody is mentioned, whatever a server calls its instances.
          'm.mentions': {},
        }),
      },
    ];
  },
  answers: {
    accepted: [200],
    wrongSecret: [401],
    // The user is not in the room, or may not post there.
    read: ({ status }) => (status === 403 ? 'gone' : null),
    waitMilliseconds: ({ body }) => {
      const { retry_after_ms: milliseconds } = fieldsOf(readJson(body));
      return typeof milliseconds === 'number' ? milliseconds : null;
    },
  },
});

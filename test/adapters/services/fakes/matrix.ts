import * as v from 'valibot';
import { type Fake, problemIn, textOf } from './fake.ts';

/* https://spec.matrix.org/latest/client-server-api/: m.room.message, m.text, intentional mentions, rate limits, size limits. */

const room = '!s0meRoom:example.com';
const known = 'syt_s3cr3tTokenOfTheUser_1';
const maxEventBytes = 65_536;
const schema = v.strictObject({
  msgtype: v.picklist(['m.text', 'm.notice']),
  body: textOf(60_000),
  format: v.optional(v.literal('org.matrix.custom.html')),
  formatted_body: v.optional(textOf(60_000)),
  'm.mentions': v.strictObject({}),
});
/** Those that clients show, of which we may use. */
const allowedTag = /<\/?(?:b|strong|code|br\/?|a|p|ul|li)(?: href="[^"<>]*")?>/g;

const refused = (status: number, errcode: string, more: object = {}) => ({
  status,
  body: JSON.stringify({ errcode, error: errcode.toLowerCase(), ...more }),
});

export const matrix: Fake = {
  name: 'matrix',
  secret: () => known,
  unknownSecret: () => 'syt_s3cr3tTokenOfNobody_2',
  secretParts: /s3cr3t/i,
  options: (base) => ({ homeserver: base, room }),
  answer: (got) => {
    const at = /^\/_matrix\/client\/v3\/rooms\/([^/]+)\/send\/m\.room\.message\/([\w.~-]{1,255})$/.exec(got.path);
    if (at === null || got.method !== 'PUT') return refused(404, 'M_UNRECOGNIZED');
    if (got.headers['authorization'] !== `Bearer ${known}`) return refused(401, 'M_UNKNOWN_TOKEN');
    if (decodeURIComponent(at[1] ?? '') !== room) return refused(403, 'M_FORBIDDEN');
    if (Buffer.byteLength(got.body) > maxEventBytes - 1_000) return refused(413, 'M_TOO_LARGE');
    const problem = problemIn(schema, got);
    if (problem !== null) return refused(400, 'M_BAD_JSON', { problem });
    const { formatted_body: html } = v.parse(v.object({ formatted_body: v.string() }), JSON.parse(got.body));
    return /[<>]/.test(html.replace(allowedTag, ''))
      ? refused(400, 'M_BAD_JSON', { problem: 'html' })
      : matrix.accepted;
  },
  accepted: { status: 200, body: '{"event_id":"$e"}' },
  // The body says it in milliseconds; servers since 1.10 say it in Retry-After, too.
  rateLimit: (seconds) => refused(429, 'M_LIMIT_EXCEEDED', seconds === null ? {} : { retry_after_ms: seconds * 1000 }),
  refusal: refused(400, 'M_BAD_JSON'),
};

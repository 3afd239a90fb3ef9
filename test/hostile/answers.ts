import fc from 'fast-check';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { shapes } from '../../simulator/rendering.ts';
import { Api } from '../../simulator/api.ts';
import { VirtualClock } from '../../simulator/clock.ts';
import { simulatedCredentials } from '../../simulator/options.ts';
import { SimulatedWorkspace } from '../../simulator/workspace.ts';
import published from '../fixtures/published-example.json' with { type: 'json' };

/** What a server does with a call: sends a body at once, without end, a byte at a time, or breaks off its TLS. */
export type Answer =
  | { readonly kind: 'whole'; readonly status: number; readonly headers: Headers; readonly body: Uint8Array }
  | { readonly kind: 'endless' | 'trickling'; readonly headers: Headers; readonly chunk: Uint8Array }
  | { readonly kind: 'tls'; readonly bytes: Uint8Array };
type Headers = Readonly<Record<string, string>>;

/** What a real server answers, in every shape. */
const real: readonly unknown[] = [
  published,
  ...shapes.map((shape): unknown => {
    const api = new Api(new SimulatedWorkspace({ clock: new VirtualClock(), shape }));
    const call = { method: 'GET', path: '/api/v1/instances.get', remoteAddress: '127.0.0.1', ...simulatedCredentials };
    const answer = api.answer(call);
    return 'body' in answer ? JSON.parse(answer.body) : null;
  }),
];

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(null, '', '\u0000\ud800', 'NaN', '1e400', -1, 1e308, 2 ** 64, '2257-01-01T00:00:00Z', {
    $date: '9999-12-31',
  }),
  fc.string({ minLength: 300, maxLength: 3_000 }),
);
const oddKey = fc.constantFrom('__proto__', 'constructor', 'toString', '_id', 'instances', 'success', 'instanceRecord');

/** A value with something in it replaced, repeated, or added under a name that is dangerous. */
const mutated = (value: unknown): fc.Arbitrary<string> =>
  fc.tuple(fc.nat(), odd, oddKey, fc.nat(3)).map(([place, strange, key, how]) => {
    let seen = 0;
    const text = JSON.stringify(value);
    const places = text.split(/(?<=[:,[])/).length;
    return JSON.stringify(value, (_key, part: unknown) => {
      seen += 1;
      if (seen !== 1 + (place % places)) return part;
      if (how === 0) return strange;
      if (how === 1 && Array.isArray(part)) return [...(part as unknown[]), ...(part as unknown[])];
      return { ...(typeof part === 'object' ? part : { part }), [`${key}!`]: strange };
    }).replaceAll('!"', '"');
  });

const nested = fc
  .tuple(fc.constantFrom('[', '{"instances":', '{"instances":[{"instanceRecord":'), fc.integer({ min: 1, max: 20_000 }))
  .map(([open, depth]) => open.repeat(depth));

const numbers = fc
  .tuple(fc.constantFrom('pid', '_updatedAt', 'totalmem', '_id'), fc.integer({ min: 1, max: 5_000 }))
  .map(([name, digits]) => `{"success":true,"instances":[{"_id":"a","${name}":${'9'.repeat(digits)}e${digits}}]}`);

const text = fc.oneof(
  { weight: 3, arbitrary: fc.json({ maxDepth: 6 }) },
  { weight: 8, arbitrary: fc.constantFrom(...real).chain(mutated) },
  { weight: 1, arbitrary: nested },
  { weight: 1, arbitrary: numbers },
);

/** Bytes that are not UTF-8 in the middle of what would be. */
const bytes = fc.oneof(
  { weight: 6, arbitrary: text.map((body) => Buffer.from(body)) },
  {
    weight: 2,
    arbitrary: fc.tuple(text, fc.nat(), fc.uint8Array({ maxLength: 20 })).map(([body, place, strange]) => {
      const at = place % (body.length + 1);
      return Buffer.concat([Buffer.from(body.slice(0, at)), strange, Buffer.from(body.slice(at))]);
    }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 500 }).map((some) => Buffer.from(some)) },
);

const compressions = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync } as const;
const compression = fc.constantFrom(...Object.entries(compressions));
const contentType = fc.constantFrom(
  'application/json',
  'text/html',
  'image/png',
  'application/json; charset=utf-16',
  '',
);
const status = fc.oneof(
  { weight: 9, arbitrary: fc.constant(200) },
  fc.constantFrom(201, 206, 400, 401, 403, 429, 500, 502),
);

const whole: fc.Arbitrary<Answer> = fc
  .tuple(bytes, contentType, status, fc.option(fc.tuple(compression, fc.boolean()), { freq: 4 }))
  .map(([body, type, code, compressed]) => {
    const [[encoding, compress], isTrue] = compressed ?? [['', null], false];
    const headers = { 'Content-Type': type, ...(compressed !== null && { 'Content-Encoding': encoding }) };
    return { kind: 'whole', status: code, headers, body: compress !== null && isTrue ? compress(body) : body };
  });

/** As large when it is decompressed. */
const bombBytes = 48 * 1024 * 1024;
const bombs = Object.entries(compressions).map(([encoding, compress]): Answer => {
  const body = compress(Buffer.alloc(bombBytes, ' '));
  return { kind: 'whole', status: 200, headers: { 'Content-Encoding': encoding }, body };
});

const tls: fc.Arbitrary<Answer> = fc
  .uint8Array({ maxLength: 60 })
  .map((rest) => ({ kind: 'tls', bytes: Buffer.concat([Buffer.from('160303003a02000036', 'hex'), rest]) }));

/** Slow ones are few: each lasts until the deadline. */
export const answers: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 1_000, arbitrary: whole },
  { weight: 4, arbitrary: fc.constantFrom(...bombs) },
  { weight: 4, arbitrary: fc.constant<Answer>({ kind: 'endless', headers: {}, chunk: Buffer.alloc(65_536, '[') }) },
  { weight: 2, arbitrary: fc.constant<Answer>({ kind: 'trickling', headers: {}, chunk: Buffer.from(' ') }) },
  { weight: 10, arbitrary: tls },
);

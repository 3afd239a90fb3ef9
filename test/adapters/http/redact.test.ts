import { describe, expect, test } from '@jest/globals';
import { quotable, redactSecrets } from '../../../adapters/http/redact.ts';

const token = '1Dd4iN_ClKn5jl-xPC36snQ4s9Zd5GZnXCQuCNSKcVE';
const redact = redactSecrets([token, 'a+b/c&d"e\'f\\g']);

/** Every character of a text, written so. */
const written = (write: (code: number, hex: string) => string, text = token): string =>
  Array.from(text, (character) => write(character.charCodeAt(0), character.charCodeAt(0).toString(16))).join('');
const base64 = (text: string, encoding: BufferEncoding = 'base64'): string => Buffer.from(text).toString(encoding);

const forms: ReadonlyArray<readonly [string, string]> = [
  ['plain', token],
  ['in capitals', token.toUpperCase()],
  ['escaped for JSON', written((_, hex) => `\\u00${hex}`)],
  ['escaped for JSON in capitals', written((_, hex) => `\\u00${hex.toUpperCase()}`)],
  ['escaped for JSON within JSON', JSON.stringify(written((_, hex) => `\\u00${hex}`)).slice(1, -1)],
  ['escaped for JSON in part', `\\u0031${token.slice(1)}`],
  ['escaped for JavaScript', written((_, hex) => `\\u{${hex}}`)],
  ['escaped for JavaScript by bytes', written((_, hex) => `\\x${hex}`)],
  ['escaped for a URL', written((_, hex) => `%${hex}`)],
  ['escaped for a URL in capitals', written((_, hex) => `%${hex.toUpperCase()}`)],
  ['escaped for a URL twice', written((_, hex) => `%25${hex}`)],
  ['escaped for a URL and then for JSON', written((_, hex) => `\\u0025${hex}`)],
  ['escaped for HTML', written((code) => `&#${code};`)],
  ['escaped for HTML with zeros', written((code) => `&#000${code};`)],
  ['escaped for HTML by hexadecimals', written((_, hex) => `&#x${hex};`)],
  ['escaped for HTML twice', written((code) => `&amp;#${code};`)],
  ['in Base64', base64(token)],
  ['in Base64 within more', base64(`CkCPNctrgCDfmWLqC:${token}`)],
  ['in Base64 within more, one on', base64(`${'x'.repeat(2)}${token}${'x'.repeat(5)}`)],
  ['in Base64 for URLs', base64(token, 'base64url')],
  ['in hexadecimal', base64(token, 'hex')],
];

describe('a secret is hidden', () => {
  test.each(forms)('%s', (_form, text) => {
    expect(redact(`you sent "${text}", didn't you?`)).toMatch(
      /^you sent "[^"]{0,40}\(hidden\)[^"]{0,40}", didn't you\?$/,
    );
  });

  const special = 'a+b/c&d"e\'f\\g';
  test.each([
    ['in JSON', JSON.stringify(special)],
    ['in JSON of others', JSON.stringify(special).replace('/', String.raw`\/`)],
    ['in a URL', encodeURIComponent(special)],
    ['in HTML', special.replace('&', '&amp;').replace('"', '&quot;').replace("'", '&#39;')],
  ])('with characters that are escaped %s', (_where, text) => {
    expect(redact(`<${text}>`)).toContain('(hidden)');
    expect(redact(`<${text}>`)).not.toMatch(/b.{1,6}c&|c.{1,6}d/);
  });
});

test.each(['nothing of it: 100%, 5 < 6 &amp; 7, C:\\users\\x, \\u00e9t\\u00e9, %zz, &#xffffffff;', token.slice(1), ''])(
  'a text without a secret is as it was: %s',
  (text) => {
    expect(redact(text)).toBe(text);
  },
);

test('a text that says the secret escaped is given back as what it says', () => {
  expect(redact(`%41%42: ${written((_, hex) => `%${hex}`)}`)).toBe('AB: (hidden)');
});

describe('what is quoted of a text', () => {
  test('is no more than is looked at, without what may be a part of a secret where it was cut', () => {
    const looked: number[] = [];
    const text = `${'x'.repeat(64 * 1024 - 20)}${token}${'x'.repeat(5_000_000)}`;
    const quoted = quotable(text, (part) => {
      looked.push(part.length);
      return redact(part);
    });
    expect(looked).toEqual([64 * 1024]);
    expect(quoted).toMatch(/^x+$/);
  });

  test('is never nothing where there is something', () => {
    expect(quotable(token.repeat(10_000), redact)).toMatch(/^(\(hidden\))+/);
  });
});

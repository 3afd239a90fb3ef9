/** Shorter ones are no real secrets, and would be found in any text. */
const minSecretLength = 6;

const hidden = '(hidden)';

/** Makes a text free of secrets: a server may send back what it was sent. */
export type Redact = (text: string) => string;

/**
 * Makes texts free of these secrets, in upper or lower case; also where they are escaped, for JSON, JavaScript, a URL or
 * HTML, or encoded in Base64 or hexadecimal. A text in which one was escaped is given back as what it says.
 */
export const redactSecrets = (texts: readonly string[]): Redact => {
  const secrets = texts.filter((secret) => secret.length >= minSecretLength);
  if (secrets.length === 0) return (text) => text;
  let pattern: RegExp | null = null;
  return (text) => {
    // Made only now: most answers quote nothing.
    pattern ??= patternOf(secrets);
    const redacted = text.replace(pattern, hidden);
    const said = unescaped(redacted);
    return said === redacted || said.search(pattern) === -1 ? redacted : said.replace(pattern, hidden);
  };
};

/** Where one contains another, it comes first. */
const patternOf = (secrets: readonly string[]): RegExp => {
  const plain = secrets.flatMap((secret) => [secret, unescaped(secret)]);
  const all = new Set([...plain, ...secrets.flatMap(encodingsOf)].filter(({ length }) => length >= minSecretLength));
  return new RegExp([...all].map((text) => text.replace(/[^\w]/g, '\\$&')).join('|'), 'gi');
};

/** Also where it is a part of what was encoded, as in a header of basic authentication. */
const encodingsOf = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret);
  const inBase64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      // The characters that hold bits of nothing else.
      .slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)),
  );
  const forUrls = inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [...inBase64, ...forUrls, bytes.toString('hex')];
};

/** One escape: `\u0054`, `\u{54}`, `\x54`, `%54`, `&#84;`, `&#x54;`, `&amp;`, `\/`. */
const escape =
  /\\u([\da-f]{4})|\\u\{([\da-f]{1,8})\}|\\x([\da-f]{2})|%([\da-f]{2})|&#x([\da-f]{1,8});?|&#(\d{1,8});?|&(amp|lt|gt|quot|apos);|\\([/\\"'])/gi;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An escape may itself be escaped, so many times. */
const maxEscaped = 3;

const unescaped = (text: string): string => {
  let said = text;
  for (let times = 0; times < maxEscaped; times += 1) {
    const before = said;
    said = said.replace(escape, characterOf);
    if (said === before) break;
  }
  return said;
};

const characterOf = (written: string, ...groups: ReadonlyArray<string | undefined>): string => {
  const [decimal, name, character] = groups.slice(5);
  const hex = groups.slice(0, 5).find((group) => group !== undefined);
  if (name !== undefined) return named[name.toLowerCase()] ?? written;
  if (character !== undefined) return character;
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0x10_ff_ff ? written : String.fromCodePoint(code);
};

/** More of a text is not looked at, and no form of a secret is longer than what is left out at its end. */
const maxLookedAt = 64 * 1024;
const maxFormLength = 4 * 1024;

/** The beginning of a text without secrets; where it had to be cut, also without what may be a part of one. */
export const quotable = (text: string, redact: Redact): string => {
  const beginning = redact(text.slice(0, maxLookedAt));
  return text.length <= maxLookedAt ? beginning : beginning.slice(0, -maxFormLength) || hidden;
};

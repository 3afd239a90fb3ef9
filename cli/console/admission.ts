import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Enough that nobody guesses one. */
const secretBytes = 32;

const newSecret = (): string => randomBytes(secretBytes).toString('base64url');

/** Compares in a time that says nothing of how much of it was right. */
const isSame = (given: string, secret: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(secret).digest());

/**
 * Who may use a console: the browser that was the first to bring the token. It is given a cookie for it, and the token
 * is worth nothing any more.
 */
export class Admission {
  /**
   * The path below which everything lies. A browser sends a cookie to every port of a host, also to a server of
   * somebody else on this machine, but only below its path: nobody else can have the browser asked for this one.
   */
  readonly root = `/${randomBytes(12).toString('base64url')}/`;
  readonly #cookieName = 'rocketchat-alerter-console';
  readonly #session = newSecret();
  #token: string | null = newSecret();

  /** The token that is still to be used; null once it was. */
  get token(): string | null {
    return this.#token;
  }

  /** Takes the token for a cookie, as a header's value; null where it is not the right one, or was used. */
  exchange(token: string): string | null {
    if (this.#token === null || !isSame(token, this.#token)) return null;
    this.#token = null;
    return `${this.#cookieName}=${this.#session}; Path=${this.root}; HttpOnly; SameSite=Strict`;
  }

  /** Whether a request with this header comes from the browser that was let in. */
  admits(cookies: string | undefined): boolean {
    return (cookies ?? '').split(';').some((cookie) => {
      const [name = '', value = ''] = cookie.trim().split('=', 2);
      return name === this.#cookieName && isSame(value, this.#session);
    });
  }
}

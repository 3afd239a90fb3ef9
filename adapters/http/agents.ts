import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

const agentOptions = {
  // Behind a load balancer, a connection kept open would always reach the same instance; and it would be dead by the
  // next check, because Lambda freezes the process in between.
  keepAlive: false,
  // Node gives each of several addresses only 250 ms to accept: too little across an ocean.
  autoSelectFamilyAttemptTimeout: 2_500,
};
const httpAgent = new HttpAgent(agentOptions);
const httpsAgent = new HttpsAgent(agentOptions);

/** What trusts an authority beside the public ones. */
interface Trusting {
  readonly secureContext: SecureContext;
  readonly agent: HttpsAgent;
}

/** Kept between checks: reading the public authorities takes a tenth of a second. */
const byAuthority = new Map<string, Trusting>();

/** @param ca PEM of the authority */
const trusting = (ca: string): Trusting => {
  const known = byAuthority.get(ca);
  if (known !== undefined) return known;
  const secureContext = createSecureContext({ ca: [...rootCertificates, ca] });
  const made = { secureContext, agent: new HttpsAgent({ ...agentOptions, secureContext }) };
  byAuthority.set(ca, made);
  return made;
};

/** What connects to a URL in place of the agents here; null: they do. */
export type OtherAgent = (url: URL, secureContext: SecureContext | null) => HttpAgent | null;

let otherAgent: OtherAgent | null = null;

/** Has others connect from here on, as the command line does behind a proxy; null: nobody else. */
export const connectBy = (other: OtherAgent | null): void => {
  otherAgent = other;
};

/**
 * The agent that connects to a URL.
 *
 * @param ca PEM of an authority that is trusted beside the public ones; null: none is
 */
export const agentFor = (url: URL, ca: string | null): HttpAgent => {
  const other = otherAgent?.(url, ca === null ? null : trusting(ca).secureContext) ?? null;
  if (other !== null) return other;
  if (url.protocol !== 'https:') return httpAgent;
  return ca === null ? httpsAgent : trusting(ca).agent;
};

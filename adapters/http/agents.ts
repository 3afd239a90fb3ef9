import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext, rootCertificates } from 'node:tls';

const agentOptions = {
  // Behind a load balancer, a connection kept open would always reach the same instance; and it would be dead by the
  // next check, because Lambda freezes the process in between.
  keepAlive: false,
  // Node gives each of several addresses only 250 ms to accept: too little across an ocean.
  autoSelectFamilyAttemptTimeout: 2_500,
};
const httpAgent = new HttpAgent(agentOptions);
const httpsAgent = new HttpsAgent(agentOptions);

/** Kept between checks: reading the public authorities takes a tenth of a second. */
const agentsByAuthority = new Map<string, HttpsAgent>();

const httpsAgentTrusting = (ca: string | null): HttpsAgent => {
  if (ca === null) return httpsAgent;
  const known = agentsByAuthority.get(ca);
  if (known !== undefined) return known;
  const secureContext = createSecureContext({ ca: [...rootCertificates, ca] });
  const agent = new HttpsAgent({ ...agentOptions, secureContext });
  agentsByAuthority.set(ca, agent);
  return agent;
};

/**
 * The agent that connects to a URL.
 *
 * @param ca PEM of an authority that is trusted beside the public ones; null: none is
 */
export const agentFor = ({ protocol }: URL, ca: string | null): HttpAgent =>
  protocol === 'https:' ? httpsAgentTrusting(ca) : httpAgent;

import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext, rootCertificates } from 'node:tls';

const agentOptions = {
  // A connection kept open would be answered by the same instance behind a load balancer each time, and would be
  // dead by the next check: Lambda freezes the process in between.
  keepAlive: false,
  // Of a host with several addresses, Node gives each only 250 ms to accept: too little across an ocean.
  autoSelectFamilyAttemptTimeout: 2_500,
};
const httpAgent = new HttpAgent(agentOptions);
const httpsAgent = new HttpsAgent(agentOptions);

/** Kept from one check to the next: reading the public authorities takes a tenth of a second. */
const agentsByAuthority = new Map<string, HttpsAgent>();

/** @param ca PEM of an authority that is trusted beside the public ones; null: none is */
const httpsAgentTrusting = (ca: string | null): HttpsAgent => {
  if (ca === null) return httpsAgent;
  const known = agentsByAuthority.get(ca);
  if (known !== undefined) return known;
  const secureContext = createSecureContext({ ca: [...rootCertificates, ca] });
  const agent = new HttpsAgent({ ...agentOptions, secureContext });
  agentsByAuthority.set(ca, agent);
  return agent;
};

/** What connects to a URL. */
export const agentFor = ({ protocol }: URL, ca: string | null): HttpAgent =>
  protocol === 'https:' ? httpsAgentTrusting(ca) : httpAgent;

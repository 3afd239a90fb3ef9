import type { SecureContext } from 'node:tls';
import { connectBy } from '../../adapters/http/agents.ts';
import { connectAwsClientsBy } from '../input/aws-clients.ts';
import { readProxySettings } from './proxy-settings.ts';

/**
 * Has every https call of a command go through the proxy that the environment names, if any, until what is returned
 * is called. Only the command line does so: the functions on AWS never look at such variables.
 *
 * @throws Problem where HTTPS_PROXY is no address
 */
export async function useProxy(environment: NodeJS.ProcessEnv): Promise<() => void> {
  const settings = readProxySettings(environment);
  if (settings === null) return () => undefined;
  // Loaded only now: without a proxy, nothing of it is needed.
  const { Tunnel, TunnelUnlessExempt } = await import('./tunnel.ts');
  connectBy(({ protocol, hostname, port }: URL, secureContext: SecureContext | null) => {
    if (protocol !== 'https:' || settings.isExempt(hostname, Number(port || 443))) return null;
    return new Tunnel(settings.proxy, secureContext === null ? {} : { secureContext });
  });
  connectAwsClientsBy(new TunnelUnlessExempt(settings));
  return () => {
    connectBy(null);
    connectAwsClientsBy(null);
  };
}

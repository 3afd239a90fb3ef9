import type { ClientRequest } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import { Agent, type AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { proxyErrors } from '../../adapters/http/proxy-errors.ts';
import type { ProxySettings } from './proxy-settings.ts';

const failure = (code: string, cause?: unknown): Error => Object.assign(new Error(code, { cause }), { code });

/** Connects to an https server through a proxy, which sees nothing but its name. */
export class Tunnel extends HttpsProxyAgent<string> {
  readonly #toServer: Pick<AgentOptions, 'secureContext'>;

  /** @param toServer what holds of the connection to the server, and not of the one to the proxy */
  constructor(proxy: URL, toServer: Pick<AgentOptions, 'secureContext'> = {}) {
    super(proxy.href, { keepAlive: false });
    this.#toServer = toServer;
    // Its answer would otherwise be taken for that of the server.
    this.on('proxyConnect', ({ statusCode }: { readonly statusCode: number }, request: ClientRequest) => {
      if (statusCode !== 200) request.destroy(failure(proxyErrors.refused));
    });
  }

  override async connect(...[request, options]: Parameters<HttpsProxyAgent<string>['connect']>) {
    try {
      return await super.connect(request, { ...options, ...this.#toServer });
    } catch (cause) {
      throw failure(proxyErrors.unreachable, cause);
    }
  }
}

/** Connects through the proxy to every https server but those that are exempt. */
export class TunnelUnlessExempt extends Agent {
  readonly #settings: ProxySettings;
  readonly #tunnel: Tunnel;
  readonly #direct = new HttpsAgent({ keepAlive: true, maxSockets: 50 });

  constructor(settings: ProxySettings) {
    super();
    this.#settings = settings;
    this.#tunnel = new Tunnel(settings.proxy);
  }

  override connect(_request: ClientRequest, { host = '', port }: AgentConnectOpts) {
    return this.#settings.isExempt(host, port) ? this.#direct : this.#tunnel;
  }
}

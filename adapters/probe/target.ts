import type { Instance } from '../../core/observation/instance.ts';
import { isAddress, refusalOf } from './address-guard.ts';
import type { ProbeFailure } from '../../core/observation/probe-result.ts';
import type { ProbeSettings } from './settings.ts';

/** Where an instance is asked, or why it cannot be. */
export type Target =
  | {
      readonly metrics: URL | null;
      readonly ready: URL | null;
      /** Whether the address is of the file, rather than of the list. */
      readonly isConfigured: boolean;
    }
  | { readonly trouble: ProbeFailure };

interface Place {
  readonly host: string;
  readonly metricsPort: number | null;
  readonly readyPort: number | null;
  readonly isConfigured: boolean;
}

/**
 * Where to ask each instance, by id. Of several at one place only the one that registered last can be there; where
 * that place is `localhost`, they may be on as many machines, and nobody knows who would answer.
 */
export function targetsOf(instances: readonly Instance[], settings: ProbeSettings): ReadonlyMap<string, Target> {
  const latestAt = new Map<string, Instance | null>();
  for (const instance of instances) {
    const place = placeName(instance);
    const other = latestAt.get(place);
    if (other === undefined) latestAt.set(place, instance);
    else if (isEverywhere(instance.host)) latestAt.set(place, null);
    else if (other !== null && registered(instance) > registered(other)) latestAt.set(place, instance);
  }
  return new Map(
    instances.map((instance) => {
      const target = targetOf(instance, settings);
      const there = latestAt.get(placeName(instance));
      if ('trouble' in target || there === instance) return [instance.id, target];
      return [instance.id, { trouble: there === null ? 'no-address' : 'shared-address' }];
    }),
  );
}

const placeName = ({ id, host, address, port }: Instance): string =>
  host === null && address === null ? id : `${host ?? address ?? ''}:${port ?? ''}`;

const registered = ({ registeredAt }: Instance): string => registeredAt ?? '';

const isEverywhere = (host: string | null): boolean => host !== null && /^localhost\.?$/i.test(host);

function targetOf(instance: Instance, settings: ProbeSettings): Target {
  const place = placeOf(instance, settings);
  if (place === null) return { trouble: 'no-address' };
  const metricsUrl =
    settings.metrics && urlOf(place.host, place.metricsPort ?? settings.metrics.port, settings.metrics.path);
  const readyPort = place.readyPort ?? settings.ready?.port ?? portNumber(instance.port);
  const readyUrl = settings.ready && urlOf(place.host, readyPort, settings.ready.path);
  const asked = metricsUrl ?? readyUrl;
  if (asked === null) return { trouble: 'no-address' };
  const refusal = isAddress(asked.hostname) ? refusalOf(asked.hostname) : null;
  if (refusal === 'link-local') return { trouble: 'forbidden-address' };
  if (refusal === 'loopback' && !place.isConfigured) return { trouble: 'no-address' };
  return { metrics: metricsUrl, ready: readyUrl, isConfigured: place.isConfigured };
}

function placeOf({ host, port, address, name }: Instance, { addresses }: ProbeSettings): Place | null {
  if (addresses === null) {
    const listed = host ?? address;
    if (listed === null || isEverywhere(listed)) return null;
    return { host: listed, metricsPort: null, readyPort: null, isConfigured: false };
  }
  const keys = [host === null || port === null ? null : `${host}:${port}`, host, address, name];
  const key = keys.find((one) => one !== null && Object.hasOwn(addresses, one));
  const configured = typeof key === 'string' ? addresses[key] : undefined;
  return configured === undefined ? null : { ...configured, isConfigured: true };
}

const portNumber = (port: string | null): number | null =>
  port !== null && /^\d{1,5}$/.test(port) ? Number(port) : null;

/** Null where the host is none, or the port is not known: nothing of it may get into another part of the URL. */
function urlOf(host: string, port: number | null, path: string): URL | null {
  if (port === null || port < 1 || port > 65_535) return null;
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const isIpv6 = bare.includes(':');
  if (!(isIpv6 ? /^[\da-f:.]{2,45}$/i : /^[a-z\d]([a-z\d._-]{0,251}[a-z\d])?\.?$/i).test(bare)) return null;
  const url = `http://${isIpv6 ? `[${bare}]` : bare}:${port}${path}`;
  return URL.canParse(url) ? new URL(url) : null;
}

import { isUniqueHost } from '../../core/cluster/place.ts';
import type { Instance } from '../../core/observation/instance.ts';
import type { ProbeFailure } from '../../core/observation/probe-result.ts';
import { refusalOf } from './address-guard.ts';
import type { ProbeAddress, ProbeSettings } from './settings.ts';
import { secondsBetween } from '../../core/base/time.ts';

/** Where an instance is asked. */
export interface Target {
  readonly metrics: URL | null;
  readonly ready: URL | null;
  /** Whether the address comes from alerter.yaml, not from the list of instances. */
  readonly isConfigured: boolean;
}

type TargetOrFailure = Target | { readonly failure: ProbeFailure };

/** Where to ask each instance, or why it cannot be asked, by id. */
export function targetsOf(
  instances: readonly Instance[],
  settings: ProbeSettings,
): ReadonlyMap<string, TargetOrFailure> {
  const failures = sharedPlaceFailures(instances);
  return new Map(
    instances.map((instance) => {
      const target = targetOf(instance, settings);
      const failure = failures.get(instance.id);
      return [instance.id, 'failure' in target || failure === undefined ? target : { failure }];
    }),
  );
}

/**
 * Instances that share a place with another, by id. Only the one that registered last can still be there; but a place
 * such as `localhost:3000` may be on as many machines, so that nobody knows which of them would answer.
 */
function sharedPlaceFailures(instances: readonly Instance[]): ReadonlyMap<string, ProbeFailure> {
  const failures = new Map<string, ProbeFailure>();
  const newestAt = new Map<string, Instance>();
  for (const instance of instances) {
    const place = placeOf(instance);
    const other = newestAt.get(place);
    const isNewest = other === undefined || isNewer(instance, other);
    if (isNewest) newestAt.set(place, instance);
    if (other === undefined) continue;
    if (isUniqueHost(instance.host ?? '')) failures.set(isNewest ? other.id : instance.id, 'shared-address');
    else failures.set(other.id, 'no-address').set(instance.id, 'no-address');
  }
  return failures;
}

const placeOf = ({ id, host, address, port }: Instance): string =>
  host === null && address === null ? id : `${host ?? address ?? ''}:${port ?? ''}`;

const isNewer = (one: Instance, other: Instance): boolean =>
  one.registeredAt !== null &&
  (other.registeredAt === null || secondsBetween(other.registeredAt, one.registeredAt) > 0);

function targetOf(instance: Instance, settings: ProbeSettings): TargetOrFailure {
  const { metrics, ready, addresses } = settings;
  const address = addresses === null ? listedAddress(instance) : configuredAddress(instance, addresses);
  if (address === null) return { failure: 'no-address' };
  const readyPort = address.readyPort ?? ready?.port ?? registeredPort(instance.port);
  const metricsUrl = metrics && urlOf(address.host, address.metricsPort ?? metrics.port, metrics.path);
  const readyUrl = ready && urlOf(address.host, readyPort, ready.path);
  const url = metricsUrl ?? readyUrl;
  if (url === null) return { failure: 'no-address' };
  const isConfigured = addresses !== null;
  const refusal = refusalOf(url.hostname);
  if (refusal === 'link-local') return { failure: 'forbidden-address' };
  if (refusal === 'loopback' && !isConfigured) return { failure: 'no-address' };
  return { metrics: metricsUrl, ready: readyUrl, isConfigured };
}

function listedAddress({ host, address }: Instance): ProbeAddress | null {
  const listed = host ?? address;
  return listed === null ? null : { host: listed, metricsPort: null, readyPort: null };
}

function configuredAddress(
  { host, port, address, name }: Instance,
  addresses: NonNullable<ProbeSettings['addresses']>,
): ProbeAddress | null {
  const keys = [host === null || port === null ? null : `${host}:${port}`, host, address, name];
  const key = keys.find((one) => one !== null && Object.hasOwn(addresses, one));
  return typeof key === 'string' ? (addresses[key] ?? null) : null;
}

/** Where databases, brokers, orchestrators and the like listen: a server registers none of these. */
const otherServices = new Set([
  // SQL, MongoDB, Redis, Cassandra, CouchDB, InfluxDB, Neo4j, Elasticsearch, memcached
  ...[1433, 1521, 3306, 5432, 27_017, 27_018, 27_019, 6379, 16_379, 26_379, 7000, 7001, 9042, 9160, 5984, 8086, 7474],
  ...[7687, 9200, 9300, 11_211],
  // NATS, RabbitMQ, Kafka, ActiveMQ, MQTT, ZooKeeper
  ...[4222, 6222, 8222, 4369, 5671, 5672, 15_672, 25_672, 9092, 9093, 61_613, 61_616, 1883, 8883, 2181, 2888, 3888],
  // Docker, etcd, Kubernetes, Consul, Nomad, Vault
  ...[2375, 2376, 2377, 7946, 2379, 2380, 6443, 10_248, 10_249, 10_250, 10_255, 10_256, 10_257, 10_259],
  ...[8300, 8301, 8302, 8500, 8501, 8502, 8600, 4646, 4647, 4648, 8200, 8201],
  // File shares, remote desktops and shells, telephony, chat
  ...[2049, 3260, 3389, 5900, 5901, 5985, 5986, 6000, 1719, 1720, 1723, 5060, 5061, 6665, 6666, 6667, 6668, 6669, 6697],
]);

/**
 * The port that an instance has registered, which a workspace can make up: null where no web server would listen there,
 * so that nobody has the alerter knock at whatever else is in its network.
 */
const registeredPort = (text: string | null): number | null => {
  const port = text !== null && /^\d{1,5}$/.test(text) ? Number(text) : 0;
  const isOfWebServer = port === 80 || port === 443 || port >= 1024;
  return isOfWebServer && !otherServices.has(port) ? port : null;
};

/** Null where the host is none, or the port is not known: nothing of it may get into another part of the URL. */
function urlOf(host: string, port: number | null, path: string): URL | null {
  if (port === null || port < 1 || port > 65_535) return null;
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  const isIpv6 = bare.includes(':');
  if (!(isIpv6 ? /^[\da-f:.]{2,45}$/i : /^[a-z\d]([a-z\d._-]{0,251}[a-z\d])?\.?$/i).test(bare)) return null;
  const url = `http://${isIpv6 ? `[${bare}]` : bare}:${port}${path}`;
  return URL.canParse(url) ? new URL(url) : null;
}

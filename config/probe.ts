import { defaultProbe, type ProbeAddress, type ProbeSettings } from '../adapters/probe/settings.ts';
import type { ProbeInFile } from './probe-schema.ts';

/** What instances are asked, with every default filled in. */
export const resolveProbe = ({ metrics, ready, addresses }: ProbeInFile): ProbeSettings => ({
  metrics: metrics === false ? null : { ...defaultProbe.metrics, ...metrics },
  ready: ready === false ? null : { ...defaultProbe.ready, ...ready },
  addresses:
    addresses === undefined || addresses === 'list'
      ? null
      : Object.fromEntries(Object.entries(addresses).map(([key, address]) => [key, resolveAddress(address)])),
});

type AddressInFile = Exclude<NonNullable<ProbeInFile['addresses']>, 'list'>[string];

const resolveAddress = (address: AddressInFile): ProbeAddress =>
  typeof address === 'string'
    ? { host: address, metricsPort: null, readyPort: null }
    : { host: address.host, metricsPort: address.metricsPort ?? null, readyPort: address.readyPort ?? null };

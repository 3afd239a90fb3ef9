import * as v from 'valibot';
import { isMapping, mapping } from './mapping.ts';
import { maybe, text, wholeNumber } from './values.ts';

const port = wholeNumber(1, 65_535);
const path = text(/^\/[\w.~/-]{0,100}$/, 'a path such as /metrics, without a query');
const host = text(
  /^(?:[a-zA-Z\d](?:[\w.-]{0,251}[a-zA-Z\d])?|[\da-fA-F:]{2,39}(?:\.\d{1,3}){0,3})$/,
  'a host name or an IP address, without a port',
);

/** What is asked, or that it is not. */
const unlessFalse = <const Schema extends v.GenericSchema>(schema: Schema) =>
  maybe(v.lazy((value) => (value === false ? v.literal(false, 'false') : schema)));

const addressesAllowed =
  'list (each where it has registered), or a mapping of host:port, host or name of instances to where they are';
const fixedAddresses = v.record(
  v.string(),
  v.lazy((value) => (isMapping(value) ? mapping({ host, metricsPort: maybe(port), readyPort: maybe(port) }) : host)),
  addressesAllowed,
);

/** What the instances of a workspace are asked themselves, beside what the workspace lists of them. */
export const probeSchema = mapping({
  metrics: unlessFalse(mapping({ port: maybe(port), path: maybe(path) })),
  ready: unlessFalse(mapping({ port: maybe(port), path: maybe(path) })),
  addresses: maybe(v.lazy((value) => (isMapping(value) ? fixedAddresses : v.literal('list', addressesAllowed)))),
});

export type ProbeInFile = v.InferOutput<typeof probeSchema>;

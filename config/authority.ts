import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { isFields, isList } from '../core/base/json.ts';
import { oneLine } from '../core/text/one-line.ts';
import { placesAt } from './route-places.ts';
import { unreadable } from './unreadable.ts';
import { authoritySchema } from './values.ts';

/** The certificates of a private authority, in PEM and without anything beside them; or what is wrong with them. */
export type Authority = { readonly pem: string } | { readonly problem: string };

/** An authority and a few below it. They are part of each check's event. */
const maxCertificates = 5;

const certificates = /-----BEGIN CERTIFICATE-----[\w+/=\s]+-----END CERTIFICATE-----/g;

/**
 * Reads what a person has given as the `ca` of a workspace: the name of a file, or what such a file holds.
 *
 * @param directory where relative names start
 */
export const readAuthority = (given: string, directory: string): Authority => {
  if (given.includes('-----BEGIN')) return authorityIn(given, 'it');
  const file = resolve(directory, given);
  const name = oneLine(file, 200);
  try {
    return authorityIn(readFileSync(file, 'utf8'), name);
  } catch (error) {
    const wayOut = 'write the name of a PEM file with the certificate of the authority';
    return { problem: `${name}: ${unreadable(error)}; ${wayOut}` };
  }
};

/** What each `ca` of a file says, by the text that stands there. */
export type Authorities = ReadonlyMap<string, Authority>;

/**
 * The `ca` of each workspace, webhook and service, each file read once. What cannot be a `ca` at all is a mistake of its own, and
 * left out.
 */
export const readAuthorities = (content: unknown, directory: string): Authorities => {
  const { workspaces, alerts } = isFields(content) ? content : {};
  const relayed = ['slack', 'services'].flatMap((key) => placesAt('alerts', alerts, key)).map(({ value }) => value);
  const given = [...(isList(workspaces) ? workspaces : []), ...relayed]
    .map((item) => (isFields(item) ? item['ca'] : undefined))
    .filter((ca) => v.is(authoritySchema, ca));
  return new Map([...new Set(given)].map((ca) => [ca, readAuthority(ca, directory)]));
};

/** A certificate is public, but other parts of such a file may not be: nothing of it is repeated. */
const authorityIn = (text: string, name: string): Authority => {
  if (text.includes('PRIVATE KEY-----')) {
    return { problem: `${name} holds a private key, which belongs nowhere near here: give the certificate alone` };
  }
  const found = text.match(certificates) ?? [];
  if (found.length === 0) {
    return { problem: `${name} holds no certificate in PEM form, which begins with -----BEGIN CERTIFICATE-----` };
  }
  if (found.length > maxCertificates) {
    const allowed = `at most ${maxCertificates}: only your own authority, the public ones are trusted anyway`;
    return { problem: `${name} holds ${found.length} certificates; allowed: ${allowed}` };
  }
  const pem = found.map(rewritten);
  return pem.includes(null)
    ? { problem: `${name} holds a certificate that cannot be read: create the file again` }
    : { pem: pem.join('') };
};

/** Always with the same line ends and widths. */
const rewritten = (pem: string): string | null => {
  try {
    return new X509Certificate(pem).toString();
  } catch {
    return null;
  }
};

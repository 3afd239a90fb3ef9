import type { Mapping } from './mapping.ts';
import type { Origin } from './mistakes.ts';
import { readSettings } from './read-settings.ts';
import type { AlerterSettings } from './settings.ts';

/** The options `-c KEY=VALUE` that stand in for a file with one workspace. */
export const shortFormKeys = [
  'url',
  'name',
  'credentials',
  'every',
  'expectedInstances',
  'allowInsecure',
  'ca',
  'email',
] as const;

/** A command line knows only text; what does not look like a number or a flag stays as it is, to be refused. */
const plainValue = (value: unknown): unknown => {
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
};

const addresses = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .split(',')
        .map((address) => address.trim())
        .filter((address) => address !== '')
    : value;

/**
 * What a workspace is called that nobody has named: its host. Where the URL is none, that is the mistake, and not that
 * there is no name in it.
 */
export const nameFromUrl = (url: unknown): string => {
  const host = typeof url === 'string' && URL.canParse(url) ? new URL(url).hostname : '';
  // An IPv6 address stands in brackets, and has colons.
  return host.replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '') || 'workspace';
};

const origin: Origin = {
  source: 'The command line',
  directory: '.',
  nameOf: (path) => `-c ${String(path.find((key, index) => typeof key === 'string' && index > 0))}`,
  lineOf: () => null,
};

/**
 * Settings from `-c url=… -c email=…`. The workspace is called after its host unless `-c name=…` says otherwise;
 * `email` may hold several addresses with commas between them.
 *
 * @throws ConfigurationError naming every mistake at once.
 */
export const readShortForm = (context: Mapping): AlerterSettings => {
  const { url, email, name = nameFromUrl(url), credentials, every, expectedInstances, allowInsecure, ca } = context;
  const workspace = {
    name,
    url,
    credentials,
    every,
    expectedInstances: plainValue(expectedInstances),
    allowInsecure: plainValue(allowInsecure),
    ca,
  };
  const given = Object.entries(workspace).filter(([, value]) => value !== undefined);
  const alerts = email === undefined ? {} : { email: addresses(email) };
  return readSettings({ workspaces: [Object.fromEntries(given)], alerts }, origin, 'deployment');
};

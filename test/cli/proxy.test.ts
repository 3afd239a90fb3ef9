import { afterEach, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { agentFor } from '../../adapters/http/agents.ts';
import { commandClientConfig } from '../../cli/input/aws-clients.ts';
import { readProxySettings } from '../../cli/proxy/proxy-settings.ts';
import { certificate } from '../adapters/rocketchat/certificate.ts';
import { closeServers, givenHttpsServer, givenNoServer } from '../adapters/rocketchat/servers.ts';
import { listing } from './answers.ts';
import { withEnvironment } from './given-aws.ts';
import { givenDirectory, type Ran, running, withCredentials } from './running.ts';
import { withServer } from '../servers.ts';
import { withProxy } from './proxy.ts';

afterEach(closeServers);

const portOf = (url: string): number => Number(new URL(url).port);
const { authority, ...identity } = certificate('chat.example.com', 'unknown authority');
const tomorrow = new Date(Date.now() + 36 * 3_600_000).toISOString();
const givenWorkspace = async (): Promise<number> => portOf(await givenHttpsServer(identity, listing('a', 'b')));

const checking = (
  environment: NodeJS.ProcessEnv,
  url = 'https://chat.example.com',
  trusted = authority,
): Promise<Ran> =>
  givenDirectory((directory) => {
    const ca = join(directory, 'ca.pem');
    writeFileSync(ca, trusted);
    return running(['check', '--url', url, '--ca', ca], { environment: { ...withCredentials, ...environment } });
  });

describe('a check behind a proxy', () => {
  test('connects through it, and trusts the authority of the workspace as without', async () => {
    const workspace = await givenWorkspace();
    await withProxy(workspace, async ({ url, connections }) => {
      const { code, stdout } = await checking({ HTTPS_PROXY: url });
      expect([code, stdout.split('\n')[1]]).toEqual([0, '2 of 2 healthy']);
      expect(connections).toEqual(['chat.example.com:443']);
    });
  });

  test('sees there that the certificate of the workspace expires soon', async () => {
    const { authority: own, ...expiring } = certificate('chat.example.com', 'unknown authority', { until: tomorrow });
    const workspace = portOf(await givenHttpsServer(expiring, listing('a', 'b')));
    await withProxy(workspace, async ({ url }) => {
      const { code, stdout } = await checking({ HTTPS_PROXY: url }, undefined, own);
      expect(code).toBe(1);
      expect(stdout).toMatch(/certificate/i);
      expect(stdout).toMatch(/expires in 3\d hours/);
    });
  });

  test('signs in at it where its address holds a user, whom no message repeats', async () => {
    await withProxy(null, async ({ url, authorizations }) => {
      const { code, stderr } = await checking({ https_proxy: url.replace('://', '://ada:love%20lace@') });
      expect(code).toBe(2);
      expect(authorizations[0]).toBe(`Basic ${Buffer.from('ada:love lace').toString('base64')}`);
      expect(stderr).not.toMatch(/\bada\b|lace/);
    });
  });

  test('that refuses is not taken for a workspace that refuses', async () => {
    await withProxy(null, async ({ url }) => {
      const { code, stderr } = await checking({ HTTPS_PROXY: url });
      expect(code).toBe(2);
      expect(stderr).toContain('the proxy (HTTPS_PROXY) refused the connection');
    });
  });

  test('that is not there is named as what does not answer', async () => {
    const { code, stderr } = await checking({ HTTPS_PROXY: await givenNoServer() });
    expect(code).toBe(2);
    expect(stderr).toContain('the proxy (HTTPS_PROXY) does not answer');
  });

  test('reaches this machine without it', () =>
    withProxy(null, async (proxy) => {
      await withServer(listing('a'), async (url) => {
        expect((await checking({ HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url }, url)).code).toBe(0);
      });
      expect(proxy.connections).toEqual([]);
    }));

  test('is over with its command: the next goes without', async () => {
    const workspace = await givenWorkspace();
    await withProxy(workspace, async ({ url, connections }) => {
      await checking({ HTTPS_PROXY: url });
      expect(connections).toHaveLength(1);
      expect(agentFor(new URL('https://chat.example.com'), null)).toBeInstanceOf(Agent);
      expect(commandClientConfig().requestHandler).not.toHaveProperty('httpsAgent');
    });
  });

  test('is refused in one line where its address is none', async () => {
    const { code, stderr } = await checking({ HTTPS_PROXY: 'socks5://user:secret@proxy:1080' });
    expect(code).toBe(2);
    expect(stderr.trim()).toBe(
      'alerter: HTTPS_PROXY is not the address of a proxy, such as http://proxy.example.com:3128',
    );
    expect((await running(['--help'], { environment: { HTTPS_PROXY: ':' } })).code).toBe(0);
  });
});

test('calls of AWS go through it, too', () =>
  withProxy(null, ({ url, connections }) =>
    withEnvironment({ AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }, async () => {
      const { code, stderr } = await running(['history'], { environment: { HTTPS_PROXY: url } });
      expect(code).toBe(2);
      expect(connections[0]).toBe('cloudformation.eu-central-1.amazonaws.com:443');
      expect(stderr).toContain('CloudFormation did not answer. Look at the network');
    }),
  ));

describe('NO_PROXY', () => {
  const isExempt = (noProxy: string, host: string, port = 443): boolean =>
    readProxySettings({ HTTPS_PROXY: 'proxy:3128', NO_PROXY: noProxy })?.isExempt(host, port) ?? false;

  test.each([
    ['*', 'chat.example.com'],
    ['example.com', 'chat.example.com'],
    ['.example.com', 'chat.example.com'],
    ['*.example.com', 'chat.example.com'],
    ['other.org, chat.example.com', 'chat.example.com'],
    ['other.org chat.example.com', 'CHAT.example.com'],
    ['chat.example.com:443', 'chat.example.com'],
    ['10.0.0.6', '10.0.0.6'],
    ['2001:db8::1', '[2001:db8::1]'],
    ['[2001:db8::1]:443', '[2001:db8::1]'],
    ['', 'localhost'],
    ['', '127.0.0.1'],
    ['', '[::1]'],
  ])('%j exempts %s', (noProxy, host) => {
    expect(isExempt(noProxy, host)).toBe(true);
  });

  test.each([
    ['', 'chat.example.com'],
    ['ample.com', 'chat.example.com'],
    ['chat.example.com:8443', 'chat.example.com'],
    ['chat.example.com', 'example.com'],
    ['10.0.0', '10.0.0.6'],
    [',', 'chat.example.com'],
  ])('%j does not exempt %s', (noProxy, host) => {
    expect(isExempt(noProxy, host)).toBe(false);
  });
});

test('without HTTPS_PROXY there is no proxy, whatever else is set', () => {
  expect(readProxySettings({ NO_PROXY: '*', HTTP_PROXY: 'http://proxy:3128', HTTPS_PROXY: ' ' })).toBeNull();
});

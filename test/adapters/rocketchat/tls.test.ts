import { afterEach, describe, expect, test } from '@jest/globals';
import { agentFor } from '../../../adapters/http/agents.ts';
import { fetchObservation } from '../../../adapters/rocketchat/fetch-observation.ts';
import { certificate, newKeys } from './certificate.ts';
import { answering, credentials, givenClock, observing, twoInstances } from './observing.ts';
import { closeServers, givenHttpsServer, givenServer, givenTlsServer } from './servers.ts';

afterEach(closeServers);

/** Observes with an authority that is trusted beside the public ones. */
const observingWith = (ca: string, url: string) =>
  fetchObservation({ url, allowInsecure: false, ca }, credentials, { clock: givenClock(), limits: { retries: 0 } });

describe('a private authority', () => {
  test.each(['self', 'unknown authority'] as const)(
    'is trusted where it is given, and for that workspace only: signed by %s',
    async (signer) => {
      const { authority, ...server } = certificate('localhost', signer);
      const url = await givenHttpsServer(server, answering(200, twoInstances));
      expect(await observingWith(authority, url)).toMatchObject({ outcome: 'ok' });
      expect(await observing(url)).toMatchObject({ outcome: 'network' });
    },
  );

  test('does not vouch for another host', async () => {
    const { authority, ...server } = certificate('other.example.com', 'unknown authority');
    const url = await givenHttpsServer(server, answering(200, twoInstances));
    expect(await observingWith(authority, url)).toMatchObject({
      detail: expect.stringContaining('certificate is for another host name'),
    });
  });

  test('is read once, however many workspaces it signs for, and over https alone', () => {
    const { authority } = certificate('localhost', 'unknown authority');
    const agent = agentFor(new URL('https://chat.example.com'), authority);
    expect(agentFor(new URL('https://other.example.com'), authority)).toBe(agent);
    expect(agentFor(new URL('https://chat.example.com'), null)).not.toBe(agent);
    expect(agentFor(new URL('http://chat.example.com'), authority)).not.toBe(agent);
  });
});

describe('over https nothing is sent to a server', () => {
  test.each([
    ['self', /^localhost:\d+: certificate is self-signed: have the server send a certificate of a known authority/],
    ['unknown authority', /^localhost:\d+: certificate cannot be verified: have the server send/],
  ] as const)('with a certificate signed by: %s', async (signer, detail) => {
    let asked = false;
    const url = await givenHttpsServer(certificate('localhost', signer), (request, response) => {
      asked = true;
      answering(200, twoInstances)(request, response);
    });
    expect(await observing(url, { retries: 2 })).toEqual({
      outcome: 'network',
      detail: expect.stringMatching(detail),
      httpStatus: null,
    });
    expect(asked).toBe(false);
  });

  test('with a certificate signed by an authority other than the one that is trusted for this workspace', async () => {
    const { authority } = certificate('localhost', 'unknown authority');
    const url = await givenHttpsServer(certificate('localhost', 'unknown authority'), answering(200, twoInstances));
    expect(await observingWith(authority, url)).toMatchObject({ outcome: 'network' });
  });

  test('that speaks http', async () => {
    const url = await givenServer(answering(200, twoInstances));
    expect(await observing(url.replace('http:', 'https:'))).toEqual({
      outcome: 'network',
      detail: expect.stringMatching(
        /^127\.0\.0\.1:\d+: TLS failed \(\w+\): check that this port of the server speaks https$/,
      ),
      httpStatus: null,
    });
  });
});

describe('until when the certificate is valid', () => {
  const until = '2026-12-01T12:00:00';
  const seen = { outcome: 'ok', certificateUntil: `${until}.000Z` };

  test.each(['self', 'unknown authority'] as const)('is part of what is seen, signed by %s', async (signer) => {
    const { authority, ...server } = certificate('localhost', signer, { until });
    const url = await givenHttpsServer(server, answering(200, twoInstances));
    expect(await observingWith(authority, url)).toMatchObject(seen);
    // By a session that is resumed, too.
    expect(await observingWith(authority, url)).toMatchObject(seen);
  });

  test('is seen behind redirects, of the server that answers in the end', async () => {
    const { authority, ...server } = certificate('localhost', 'self', { until });
    const url = await givenHttpsServer(server, (request, response) => {
      const isLast = request.url?.endsWith('?last') ?? false;
      if (isLast) answering(200, twoInstances)(request, response);
      else response.writeHead(302, { Location: `${request.url ?? ''}?last` }).end();
    });
    expect(await observingWith(authority, url)).toMatchObject(seen);
  });

  test('is seen on a connection that the server closes at once', async () => {
    const { authority, ...server } = certificate('localhost', 'self', { until });
    const url = await givenHttpsServer(server, answering(200, twoInstances, { Connection: 'close' }));
    expect(await observingWith(authority, url)).toMatchObject(seen);
  });

  test('is not known over http', async () => {
    const url = await givenServer(answering(200, twoInstances));
    const observation = await fetchObservation({ url, allowInsecure: true }, credentials, { clock: givenClock() });
    expect(observation).toMatchObject({ outcome: 'ok' });
    expect(observation).not.toHaveProperty('certificateUntil');
  });

  test('is that of a renewed certificate at once, though the session could be resumed', async () => {
    const authorityKeys = newKeys();
    const { authority, ...old } = certificate('localhost', 'unknown authority', { until, authorityKeys });
    const renewed = certificate('localhost', 'unknown authority', { until: '2027-03-01T12:00:00', authorityKeys });
    const resumed: boolean[] = [];
    const server = await givenTlsServer({ ...old, ticketKeys: Buffer.alloc(48, 7) }, (request, response) => {
      resumed.push(server.isResumed(request.socket));
      answering(200, twoInstances)(request, response);
    });
    const all = `${authority}${renewed.authority}`;
    expect(await observingWith(all, server.url)).toMatchObject(seen);
    server.renew({ key: renewed.key, cert: renewed.cert });
    expect(await observingWith(all, server.url)).toMatchObject({ certificateUntil: '2027-03-01T12:00:00.000Z' });
    // Once it is valid for long, a session is resumed again: that takes less time.
    await observingWith(all, server.url);
    await observingWith(all, server.url);
    expect(resumed.slice(0, 2)).toEqual([false, false]);
    expect(resumed.at(-1)).toBe(true);
  });
});

import { describe, expect, test } from '@jest/globals';
import { type Mail, Mailer, type MailServer, needsStartTls } from '../../../adapters/smtp/mailer.ts';
import { serveSmtp, type SmtpOptions, type SmtpTestServer } from './smtp-server.ts';

const mail: Mail = { to: 'ops@example.com', subject: '[production] CRITICAL', text: 'What to do: look.\n', id: 'one' };
const password = 'correct horse';

const withMailer = async <T>(
  options: SmtpOptions,
  use: (mailer: Mailer, server: SmtpTestServer) => Promise<T>,
  more: Partial<MailServer> = {},
): Promise<T> => {
  const server = await serveSmtp(options);
  const mailer = new Mailer({
    host: '127.0.0.1',
    port: server.port,
    secure: false,
    allowInsecure: false,
    login: null,
    from: 'Alerter <alerter@example.com>',
    ...more,
  });
  return use(mailer, server).finally(() => server.close());
};

test('sends a mail with its subject, its text and an id of its own', () =>
  withMailer({}, async (mailer, server) => {
    expect(await mailer.send(mail)).toBeNull();
    expect(server.taken).toMatchObject([{ from: 'alerter@example.com', to: ['ops@example.com'] }]);
    const data = server.taken[0]?.data ?? '';
    expect(data).toContain('Subject: [production] CRITICAL\n');
    expect(data).toContain('From: Alerter <alerter@example.com>\n');
    expect(data).toContain('Message-ID: <one@example.com>\n');
    expect(data).toContain('Auto-Submitted: auto-generated\n');
    expect(data).toContain('\n\nWhat to do: look.\n');
  }));

test('logs in with the user and the password', () =>
  withMailer(
    { login: 'accepted' },
    async (mailer, server) => {
      expect(await mailer.send(mail)).toBeNull();
      expect(server.logins).toEqual([`alerter ${password}`]);
    },
    { login: { user: 'alerter', password } },
  ));

describe('says why a mail was not sent', () => {
  test.each([
    ['550 no such user', 'refused'],
    ['450 come back later', 'later'],
  ])('where the server answers %s', (answer, outcome) =>
    withMailer({ refused: { 'ops@example.com': answer } }, async (mailer) => {
      const failure = await mailer.send(mail);
      expect(failure).toMatchObject({ outcome });
      expect(failure?.reason).toContain(answer);
    }),
  );

  test('without the password, where that is rejected', () =>
    withMailer(
      { login: 'rejected' },
      async (mailer) => {
        const failure = await mailer.send(mail);
        expect(failure?.outcome).toBe('rejected');
        expect(failure?.reason).toMatch(/password is wrong.* Look at the user and the password\.$/);
        expect(failure?.reason).not.toContain(password);
      },
      { login: { user: 'alerter', password } },
    ));

  test('where nobody listens', async () => {
    const server = await serveSmtp();
    await server.close();
    const { port } = server;
    const options = {
      host: '127.0.0.1',
      port,
      secure: false,
      allowInsecure: false,
      login: null,
      from: 'a@example.com',
    };
    expect(await new Mailer(options).send(mail)).toMatchObject({ outcome: 'network' });
  });

  test('once for all that wait, where it is the server that is in trouble', () =>
    withMailer(
      { login: 'rejected' },
      async (mailer, server) => {
        const failures = await Promise.all(['a', 'b', 'c'].map((id) => mailer.send({ ...mail, id })));
        expect(failures.map((failure) => failure?.outcome)).toEqual(['rejected', 'rejected', 'rejected']);
        expect(server.connections).toBe(1);
        await mailer.send(mail);
        expect(server.connections).toBe(2);
      },
      { login: { user: 'alerter', password } },
    ));
});

test.each([
  ['smtp.example.com', {}, true],
  ['smtp.example.com', { secure: true }, false],
  ['smtp.example.com', { allowInsecure: true }, false],
  ['localhost', {}, false],
])('of a connection to %s with %j it is %s that it must be encrypted by STARTTLS', (host, given, needs) => {
  expect(needsStartTls({ host, secure: false, allowInsecure: false, ...given })).toBe(needs);
});

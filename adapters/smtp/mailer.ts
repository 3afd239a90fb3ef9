import type { Transporter } from 'nodemailer';
import { redactSecrets } from '../http/redact.ts';
import { isLoopbackHost } from '../../core/cluster/place.ts';
import { oneLine } from '../../core/text/one-line.ts';

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** Whether the connection is encrypted from its first byte; otherwise it is by STARTTLS. */
  readonly secure: boolean;
  readonly allowInsecure: boolean;
  /** null: the server asks for no password. */
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: string;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for each try to send it, so that a reader sees it once. */
  readonly id: string;
}

/** Why a mail was not sent. */
export interface MailFailure {
  /** `refused`: this mail, or its reader. `rejected`: the server does not let the sender in. */
  readonly outcome: 'network' | 'later' | 'rejected' | 'refused';
  /** In one line, without the password. */
  readonly reason: string;
}

/** A check waits for this. */
const max = { connectMilliseconds: 5_000, answerMilliseconds: 8_000, reasonLength: 300 } as const;

/** Sends mail, one at a time. */
export class Mailer {
  readonly #server: MailServer;
  #transport: Promise<Transporter> | null = null;
  #last: Promise<MailFailure | null> = Promise.resolve(null);
  /** How often the server itself was the trouble. */
  #outages = 0;

  constructor(server: MailServer) {
    this.#server = server;
  }

  /** Never rejects. Where the server turns out to be in trouble, what waits for it meanwhile fails with it. */
  send(mail: Mail): Promise<MailFailure | null> {
    const outages = this.#outages;
    this.#last = this.#last.then((failure) => {
      if (failure !== null && this.#outages > outages) return failure;
      return this.#sendNow(mail);
    });
    return this.#last;
  }

  async #sendNow({ to, subject, text, id }: Mail): Promise<MailFailure | null> {
    const { host, from } = this.#server;
    const headers = { 'Auto-Submitted': 'auto-generated' };
    try {
      const transport = await (this.#transport ??= transportTo(this.#server));
      await transport.sendMail({ from, to, subject, text, headers, messageId: `<${id}@${domainOf(from)}>` });
      return null;
    } catch (error) {
      const failure = failureOf(error, host, this.#server.login?.password ?? null);
      if (failure.outcome === 'network' || failure.outcome === 'rejected') this.#outages += 1;
      return failure;
    }
  }
}

/** Whether a connection that stays unencrypted is given up: it is, unless that is allowed or leaves no machine. */
export const needsStartTls = ({ host, secure, allowInsecure }: Omit<MailServer, 'login' | 'from' | 'port'>): boolean =>
  !secure && !allowInsecure && !isLoopbackHost(host);

/** Loaded for the first mail: most runs send none. */
async function transportTo(server: MailServer): Promise<Transporter> {
  const { host, port, secure, login } = server;
  const { createTransport } = await import('nodemailer');
  return createTransport({
    host,
    port,
    secure,
    requireTLS: needsStartTls(server),
    ...(login !== null && { auth: { user: login.user, pass: login.password } }),
    connectionTimeout: max.connectMilliseconds,
    greetingTimeout: max.connectMilliseconds,
    dnsTimeout: max.connectMilliseconds,
    socketTimeout: max.answerMilliseconds,
    // What a mail says is given here, as text: no file and no address is read for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

const domainOf = (from: string): string => /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';

function failureOf(error: unknown, host: string, password: string | null): MailFailure {
  const { message, code = '', responseCode = 0 } = readError(error);
  const redact = redactSecrets(password === null ? [] : [password]);
  const said = redact(oneLine(`${host}: ${message}`, max.reasonLength));
  if (code === 'EAUTH' || code === 'ENOAUTH') {
    return { outcome: 'rejected', reason: `${said} Look at the user and the password.` };
  }
  if (responseCode >= 500) return { outcome: 'refused', reason: `${said} Look at the address and at the sender.` };
  if (responseCode >= 400) return { outcome: 'later', reason: said };
  return { outcome: 'network', reason: `${said} Look at the network, at the host and the port, and at \`secure\`.` };
}

interface ReadError {
  readonly message: string;
  readonly code?: string;
  readonly responseCode?: number;
}

const readError = (error: unknown): ReadError => {
  if (!(error instanceof Error)) return { message: String(error) };
  return {
    message: error.message,
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('responseCode' in error && typeof error.responseCode === 'number' && { responseCode: error.responseCode }),
  };
};

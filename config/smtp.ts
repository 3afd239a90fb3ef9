import * as v from 'valibot';
import { mapping } from './mapping.ts';
import { maybe, text, wholeNumber } from './values.ts';

/** The mail server by which a watch sends alerts. In AWS, SNS sends them. */
export interface SmtpServer {
  /** The host name of the mail server. */
  readonly host: string;
  /** Its port. */
  readonly port: number;
  /** Whether the connection is encrypted from its first byte; otherwise it is by STARTTLS. */
  readonly secure: boolean;
  /** Whether mail, and the password, may travel unencrypted. */
  readonly allowInsecure: boolean;
  /** null: the server asks for no password. */
  readonly user: string | null;
  /** The sender: an address, or a name and an address in angle brackets. */
  readonly from: string;
}

const ports = { secure: 465, startTls: 587 } as const;

const flag = v.boolean('true or false');

const sender = text(
  /^(?:[^<>@\r\n]{1,100} <[^\s<>@]{1,64}@[\w.-]{1,253}>|[^\s<>@]{1,64}@[\w.-]{1,253})$/,
  'an address such as alerter@example.com, or Alerter <alerter@example.com>',
);

export const smtpSchema = mapping({
  host: text(/^[\w.:-]{1,253}$/, 'the name or the address of a mail server, such as smtp.example.com'),
  port: maybe(wholeNumber(1, 65_535)),
  secure: maybe(flag),
  allowInsecure: maybe(flag),
  user: maybe(text(/^[^\r\n]{1,256}$/, 'the name that the mail server knows, never a password')),
  from: sender,
});

export const resolveSmtp = ({
  host,
  port,
  secure = port === ports.secure,
  allowInsecure = false,
  user,
  from,
}: v.InferOutput<typeof smtpSchema>): SmtpServer => ({
  host,
  port: port ?? (secure ? ports.secure : ports.startTls),
  secure,
  allowInsecure,
  user: user ?? null,
  from,
});

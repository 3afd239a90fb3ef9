import { type KeyObject, generateKeyPairSync, sign } from 'node:crypto';

/** A DER value: its tag, its length, and its content. */
const der = (tag: number, ...content: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(content);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const bits = (content: Uint8Array) => der(0x03, Buffer.from([0]), content);
const text = (value: string) => der(0x0c, Buffer.from(value));
const time = (date: string) => der(0x18, Buffer.from(`${date.replace(/[-:T]/g, '').slice(0, 14)}Z`));

const commonName = Buffer.from('0603550403', 'hex');
const subjectAltName = Buffer.from('0603551d11', 'hex');
const ecdsaWithSha256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));
const version3 = Buffer.from('a003020102', 'hex');

const named = (name: string) => sequence(der(0x31, sequence(commonName, text(name))));
const extensions = (extension: Buffer) => der(0xa3, sequence(extension));
const forHost = (host: string) =>
  extensions(sequence(subjectAltName, der(0x04, sequence(der(0x82, Buffer.from(host))))));
const forAuthority = extensions(Buffer.from('300f0603551d130101ff040530030101ff', 'hex'));

interface Certified {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly signedWith: KeyObject;
  readonly extensions: Buffer;
  readonly until: string;
}

const certified = ({ subject, issuer, publicKey, signedWith, extensions, until }: Certified): string => {
  const content = sequence(
    version3,
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    named(issuer),
    sequence(time('2020-01-01T00:00:00'), time(until)),
    named(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const signed = sequence(content, ecdsaWithSha256, bits(sign('sha256', content, signedWith)));
  const lines = signed.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
};

export const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

const farAway = '2120-01-01T00:00:00';

/** A certificate with its key, in PEM, and the certificate of the authority that signed it. */
interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Of itself where it is signed by itself. */
  readonly authority: string;
}

/** A certificate for a server of that name: signed by itself, or by an authority that nobody knows yet. */
export const certificate = (
  host: string,
  signer: 'self' | 'unknown authority',
  { until = farAway, authorityKeys = newKeys() } = {},
): Certificate => {
  const own = newKeys();
  const authority = signer === 'self' ? own : authorityKeys;
  const issuer = signer === 'self' ? host : 'Unknown Authority';
  const cert = certified({
    subject: host,
    issuer,
    publicKey: own.publicKey,
    signedWith: authority.privateKey,
    extensions: forHost(host),
    until,
  });
  return {
    key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert,
    authority:
      signer === 'self'
        ? cert
        : certified({
            subject: issuer,
            issuer,
            publicKey: authority.publicKey,
            signedWith: authority.privateKey,
            extensions: forAuthority,
            until: farAway,
          }),
  };
};

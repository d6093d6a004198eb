import { webcrypto } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate with its private key, PEM. */
export interface Issued {
  readonly cert: string;
  readonly key: string;
}

/** RSA: the one kind every modem's TLS takes. */
const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
} as const;
const DAY_MS = 86_400_000;
/** Devices in a field keep an authority for long; browsers and some libraries take a server's for 825 days at most. */
const AUTHORITY_DAYS = 3650;
const SERVER_DAYS = 820;
/** Clocks of devices run behind. */
const BACKDATED_MS = 2 * DAY_MS;
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/** Loaded when first needed, as most benches never speak TLS. The library asks for the reflection of decorators. */
async function library() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

type Generator = typeof import('@peculiar/x509').X509CertificateGenerator;
/** The library names the types of the browser, Node has its own of the same shape. */
type KeyPair = Parameters<Generator['createSelfSigned']>[0]['keys'];
type Key = Extract<Parameters<Generator['create']>[0], { signingKey: unknown }>['signingKey'];

const newKeys = async (): Promise<KeyPair> =>
  (await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])) as unknown as KeyPair;

async function keyPem(key: unknown): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key as webcrypto.CryptoKey);
  const base64 = Buffer.from(der).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${base64.replace(/.{64}/g, '$&\n').trimEnd()}\n-----END PRIVATE KEY-----\n`;
}

/** A certificate authority of the bench's own. `now` in milliseconds since the epoch. */
export async function createAuthority(now: number): Promise<Issued> {
  const x509 = await library();
  const keys = await newKeys();
  const serial = Buffer.from(webcrypto.getRandomValues(new Uint8Array(4))).toString('hex');
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    // Two authorities of one name would confuse devices that hold both.
    name: `CN=ModemScope bench CA ${serial}, O=ModemScope`,
    notBefore: new Date(now - BACKDATED_MS),
    notAfter: new Date(now + AUTHORITY_DAYS * DAY_MS),
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: `${cert.toString('pem').trimEnd()}\n`, key: await keyPem(keys.privateKey) };
}

/** A certificate of the server for addresses and names (subject alternative names), signed by the authority. */
export async function issueServerCertificate(
  authority: Issued,
  names: readonly string[],
  now: number,
): Promise<Issued> {
  const x509 = await library();
  const issuer = new x509.X509Certificate(authority.cert);
  const der = Buffer.from(authority.key.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, false, ['sign']);
  const keys = await newKeys();
  const cert = await x509.X509CertificateGenerator.create({
    subject: 'CN=ModemScope broker, O=ModemScope',
    issuer: issuer.subjectName,
    notBefore: new Date(now - BACKDATED_MS),
    notAfter: new Date(now + SERVER_DAYS * DAY_MS),
    publicKey: keys.publicKey,
    signingKey: signingKey as unknown as Key,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment, true),
      new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
      new x509.SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: `${cert.toString('pem').trimEnd()}\n`, key: await keyPem(keys.privateKey) };
}

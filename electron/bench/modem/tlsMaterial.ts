import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { TlsRequest } from '#shared/modem/modemNetwork.ts';

/** Old modems speak TLS 1.0 and take small keys, which OpenSSL refuses at its usual level. BoringSSL has no levels. */
const OLD_DEVICE_CIPHERS = 'DEFAULT@SECLEVEL=0';

/** How deep a chain of certificates may be. */
const MAX_CHAIN = 10;
const TIME_CODES: ReadonlySet<unknown> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);

/** What an SSL context of a modem comes to in Node's terms. `certificate`: an own certificate or key cannot be used. */
export function tlsOptions(request: TlsRequest): Result<SecureContextOptions, 'certificate'> {
  const [minVersion, maxVersion] = request.versions;
  const ciphers = oldDeviceCiphers();
  try {
    const options: SecureContextOptions = {
      ...{ minVersion, maxVersion, allowPartialTrustChain: true },
      ...(ciphers === null ? {} : { ciphers }),
      // An empty list trusts nobody; an absent one would trust whom this machine trusts.
      ca: authorities(request.ca).map((each) => each.toString()),
      ...(request.certificate === null ? {} : { cert: ownCertificate(request.certificate) }),
      ...(request.key === null ? {} : { key: keyPem(request.key, request.keyPassword) }),
    };
    createSecureContext(options);
    return ok(options);
  } catch {
    return err('certificate', 'The certificate or the key of the modem cannot be read, or they do not fit together.');
  }
}

/**
 * Whether the peer's certificate comes from the request's authorities. `problem` is what the handshake found (a code), null
 * for nothing. Which name it was made out to is not compared: the modem's manual knows no such check.
 */
export function isTrusted(request: TlsRequest, problem: string | null, peer: X509Certificate | undefined): boolean {
  if (!request.verify || problem === null) return true;
  // The handshake tells its last problem only: behind a date there may be a stranger.
  return request.ignoreTime && TIME_CODES.has(problem) && comesFrom(peer, authorities(request.ca));
}

function comesFrom(peer: X509Certificate | undefined, trusted: readonly X509Certificate[]): boolean {
  let current = peer;
  for (let depth = 0; current !== undefined && depth < MAX_CHAIN; depth += 1) {
    const link = current;
    const isFrom = (issuer: X509Certificate): boolean => link.checkIssued(issuer) && link.verify(issuer.publicKey);
    if (trusted.some((each) => each.fingerprint256 === link.fingerprint256 || isFrom(each))) return true;
    const issuer = link.issuerCertificate;
    if (issuer === undefined || issuer.fingerprint256 === link.fingerprint256 || !issuer.ca || !isFrom(issuer)) {
      return false;
    }
    current = issuer;
  }
  return false;
}

/** Authorities that cannot be read are none: the handshake then fails, as on a modem. */
function authorities(bytes: Uint8Array | null): readonly X509Certificate[] {
  if (bytes === null) return [];
  return certificatesIn(bytes).flatMap((pem) => {
    try {
      return [new X509Certificate(pem)];
    } catch {
      return [];
    }
  });
}

/** Certificates as PEM, whatever they came as. */
function certificatesIn(bytes: Uint8Array): readonly string[] {
  const text = Buffer.from(bytes).toString('latin1');
  if (text.includes('-----BEGIN')) {
    return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  }
  try {
    return [new X509Certificate(bytes).toString()];
  } catch {
    return [];
  }
}

/** Throws when there is none. */
function ownCertificate(bytes: Uint8Array): string {
  const chain = certificatesIn(bytes);
  if (chain.length === 0) throw new Error('no certificate');
  return chain.join('\n');
}

/** Throws when the key cannot be read. */
function keyPem(bytes: Uint8Array, passphrase: string): string {
  const secret = passphrase === '' ? {} : { passphrase };
  const read = (): ReturnType<typeof createPrivateKey> => {
    const key = Buffer.from(bytes);
    if (key.includes('-----BEGIN')) return createPrivateKey({ key, format: 'pem', ...secret });
    for (const type of ['pkcs8', 'pkcs1', 'sec1'] as const) {
      try {
        return createPrivateKey({ key, format: 'der', type, ...secret });
      } catch {
        // Another form may fit.
      }
    }
    throw new Error('no private key');
  };
  return read().export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** Null where the library has no security levels. */
function oldDeviceCiphers(): string | null {
  try {
    createSecureContext({ ciphers: OLD_DEVICE_CIPHERS });
    return OLD_DEVICE_CIPHERS;
  } catch {
    return null;
  }
}

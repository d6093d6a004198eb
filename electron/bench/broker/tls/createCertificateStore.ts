import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { BenchFiles } from '#bench/benchDeps.ts';
import { err, ok, type Result } from '#shared/base/result.ts';
import type { BrokerCertificate } from '#shared/contract/brokerTls.ts';
import { createAuthority, type Issued, issueServerCertificate } from './createAuthority.ts';

export interface CertificateStoreOptions {
  readonly files: BenchFiles;
  readonly dataDir: string;
  /** Wall clock, milliseconds since the epoch. */
  readonly wall: () => number;
  /** What the server's certificate has to be made out to, now. */
  readonly names: () => readonly string[];
}

/** The bench's certificate authority and the broker's certificate, made when first asked for. */
export interface CertificateStore {
  /** Certificate and key of the server; made anew when an address was added or it soon expires. */
  identity(): Promise<Result<Issued, 'failed'>>;
  /** For the devices. */
  describe(): Promise<Result<BrokerCertificate, 'failed'>>;
  renew(options: { readonly authority: boolean }): Promise<Result<BrokerCertificate, 'failed'>>;
}

const issued = z.object({ cert: z.string(), key: z.string() });
const tlsFile = z.object({ authority: issued, server: issued.extend({ names: z.array(z.string()).max(64) }) });
type TlsFile = z.infer<typeof tlsFile>;

const FILE = 'broker-tls.json';
const RENEW_BEFORE_MS = 14 * 86_400_000;

/** Both keys lie in one file of the data folder, for its owner only. */
export function createCertificateStore({ files, dataDir, wall, names }: CertificateStoreOptions): CertificateStore {
  const path = join(dataDir, FILE);
  let last: Promise<unknown> = Promise.resolve();

  const read = async (): Promise<TlsFile | null> => {
    const text = await files.readText(path);
    if (text === null) return null;
    const kept = tlsFile.parse(JSON.parse(text));
    return expiresAt(kept.authority.cert) - wall() > RENEW_BEFORE_MS ? kept : null;
  };
  const isCurrent = ({ server }: TlsFile): boolean =>
    expiresAt(server.cert) - wall() > RENEW_BEFORE_MS && names().every((name) => server.names.includes(name));
  const make = async (kept: Issued | null): Promise<TlsFile> => {
    const now = wall();
    const authority = kept ?? (await createAuthority(now));
    const wanted = [...names()];
    const server = { ...(await issueServerCertificate(authority, wanted, now)), names: wanted };
    await files.writeText(path, JSON.stringify({ authority, server } satisfies TlsFile));
    return { authority, server };
  };
  /** One at a time: two authorities made at once would leave devices with the wrong one. */
  const inTurn = (work: () => Promise<TlsFile>): Promise<Result<TlsFile, 'failed'>> => {
    const turn = last.then(async () => {
      try {
        return ok(await work());
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return err('failed', `The certificates in ${path} could not be read or made: ${reason}`);
      }
    });
    last = turn;
    return turn;
  };
  const current = async (): Promise<TlsFile> => {
    const kept = await read();
    return kept !== null && isCurrent(kept) ? kept : make(kept?.authority ?? null);
  };
  const described = async (file: Promise<Result<TlsFile, 'failed'>>): Promise<Result<BrokerCertificate, 'failed'>> => {
    const made = await file;
    return made.ok ? ok(describe(made.value)) : made;
  };

  return {
    async identity() {
      const made = await inTurn(current);
      if (!made.ok) return made;
      const { server, authority } = made.value;
      // With the authority behind it: devices that look for the whole chain find it.
      return ok({ cert: server.cert + authority.cert, key: server.key });
    },
    describe: () => described(inTurn(current)),
    renew: ({ authority }) =>
      described(inTurn(async () => make(authority ? null : ((await read())?.authority ?? null)))),
  };
}

const expiresAt = (pem: string): number => new X509Certificate(pem).validToDate.getTime();

function describe({ authority, server }: TlsFile): BrokerCertificate {
  const ca = new X509Certificate(authority.cert);
  return {
    caPem: authority.cert,
    caDerBase64: ca.raw.toString('base64'),
    caFingerprint: ca.fingerprint256,
    caNotAfter: ca.validToDate.getTime(),
    names: [...server.names],
    notAfter: expiresAt(server.cert),
  };
}

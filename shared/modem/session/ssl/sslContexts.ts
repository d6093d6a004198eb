import { err, ok, type Result } from '../../../base/result.ts';
import type { TlsRequest, TlsVersion } from '../../modemNetwork.ts';
import type { NonVolatile } from '../nonVolatile.ts';
import { isUsableCertificate } from './certificateFile.ts';

/** Contexts 0 to 9 (V3.00 10.2). */
export const SSL_CONTEXT_COUNT = 10;

/** Settings of AT+CSSLCFG. File names; '' for none. The time limit and the suites are only kept: the network has its own. */
export interface SslSettings {
  /** 0 SSL 3.0 … 3 TLS 1.2, 4 all. */
  version: number;
  /** 0 nobody is checked, 1 the server, 2 both, 3 only the modem shows its certificate. */
  authMode: number;
  ignoreTime: boolean;
  negotiateSeconds: number;
  ca: string;
  certificate: string;
  key: string;
  sendName: boolean;
  keyPassword: string;
  suites: string;
}

/** `not-set`: AT+CSSLCFG names no file where `authmode` needs one. `bad-file`: there is none of that name, or it is damaged. */
export type SslProblem = 'not-set' | 'bad-file';

/** The ten sets of TLS settings. They do not outlive a restart; the files do. */
export interface SslContexts {
  /** Settings to read and to change. */
  settings(context: number): SslSettings;
  /** What a connection to `host` with these settings asks for. */
  request(context: number, host: string): Result<TlsRequest, SslProblem>;
}

/** SSL 3.0 is spoken by nobody any more; TLS 1.0 takes its place. The module has no TLS 1.3. */
const VERSIONS: readonly (readonly [TlsVersion, TlsVersion])[] = [
  ['TLSv1', 'TLSv1'],
  ['TLSv1', 'TLSv1'],
  ['TLSv1.1', 'TLSv1.1'],
  ['TLSv1.2', 'TLSv1.2'],
  ['TLSv1', 'TLSv1.2'],
];
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

const freshSettings = (): SslSettings => ({
  version: 4,
  authMode: 0,
  ignoreTime: true,
  negotiateSeconds: 300,
  ca: '',
  certificate: '',
  key: '',
  sendName: false,
  keyPassword: '',
  suites: '0xFFFF',
});

export function createSslContexts({ files }: Pick<NonVolatile, 'files'>): SslContexts {
  const all = Array.from({ length: SSL_CONTEXT_COUNT }, freshSettings);
  const settings = (context: number): SslSettings => {
    const found = all[context];
    if (found === undefined) throw new RangeError(`there is no TLS context ${context}`);
    return found;
  };
  /** The content of a file that is needed; null when it is not. */
  const content = (needed: boolean, name: string): Result<Uint8Array | null, SslProblem> => {
    if (!needed) return ok(null);
    if (name === '') return err('not-set', 'A certificate file that this mode needs is not set.');
    const bytes = files.get(name);
    if (bytes === undefined || !isUsableCertificate(bytes)) return err('bad-file', `${name} cannot be used.`);
    return ok(bytes);
  };

  return {
    settings,
    request(context, host) {
      const { version, authMode, ignoreTime, sendName, keyPassword, ...names } = settings(context);
      const verify = authMode === 1 || authMode === 2;
      const shows = authMode === 2 || authMode === 3;
      const ca = content(verify, names.ca);
      if (!ca.ok) return ca;
      const certificate = content(shows, names.certificate);
      if (!certificate.ok) return certificate;
      const key = content(shows, names.key);
      if (!key.ok) return key;
      return ok({
        ...{ versions: VERSIONS[version] ?? ['TLSv1', 'TLSv1.2'], verify, ignoreTime, keyPassword },
        ...{ ca: ca.value, certificate: certificate.value, key: key.value },
        serverName: sendName && !IPV4.test(host) ? host : '',
      });
    },
  };
}

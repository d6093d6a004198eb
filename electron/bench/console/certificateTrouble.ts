import type { ConnectTrouble } from './connectTrouble.ts';
import { hostPort, type RemoteAddress } from './consoleUrl.ts';

/** What is wrong with the broker's certificate, by OpenSSL's code of the check that failed. */
const CERTIFICATE_WORDS: ReadonlyMap<string, string> = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'it is signed by itself'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its authority is not known to this machine'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'its authority is not known to this machine'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its authority is not known to this machine'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'the broker does not send its authority, or it is not known to this machine'],
  ['CERT_HAS_EXPIRED', 'it has expired'],
  ['CERT_NOT_YET_VALID', 'it is not valid yet: check the clock of this machine'],
  ['CERT_REVOKED', 'it was revoked'],
  ['CERT_UNTRUSTED', 'it is not trusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'it is made out for another host name'],
]);

const EXTRA_CA_HINT = ' To trust a private authority, give its certificate (PEM) with the connection';

/** TLS trouble in words; undefined when the code is none of TLS. */
export function certificateTrouble(code: string, address: RemoteAddress): ConnectTrouble | undefined {
  const where = hostPort(address);
  const words = CERTIFICATE_WORDS.get(code);
  if (words !== undefined) {
    const hint = /SELF_SIGNED|ISSUER|LEAF|UNTRUSTED/.test(code) ? `.${EXTRA_CA_HINT}` : '';
    return failed(`The certificate of ${where} was not accepted: ${words}${hint}.`);
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return failed(`${where} does not speak TLS: use ${address.scheme === 'wss' ? 'ws' : 'mqtt'}:// or its TLS port.`);
  }
  if (/CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE/.test(code)) {
    return failed(
      `${where} ended the TLS handshake (${code}): it may ask for a client certificate, or not accept the one it got.`,
    );
  }
  return code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO'
    ? failed(`The TLS handshake with ${where} failed (${code}).`)
    : undefined;
}

const failed = (message: string): ConnectTrouble => ({ code: 'failed', message, lasting: true });

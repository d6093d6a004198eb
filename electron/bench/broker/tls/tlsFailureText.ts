/** What OpenSSL's reasons mean for the person at the bench. */
const REASONS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [
    /ALERT_UNKNOWN_CA/,
    'the device does not know the authority of this broker. Put the CA certificate on it (broker, TLS).',
  ],
  [/ALERT_BAD_CERTIFICATE/, 'the device does not accept the certificate. Put the CA certificate on it (broker, TLS).'],
  [
    /ALERT_CERTIFICATE_EXPIRED/,
    "the device takes the certificate for expired. Set the device's clock (AT+CCLK) or let it ignore the time (ignorelocaltime).",
  ],
  [/ALERT_CERTIFICATE_UNKNOWN/, 'the device refused the certificate, without saying why.'],
  [
    /UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|WRONG_VERSION_NUMBER/,
    'the device speaks no TLS 1.2 or newer. Allow it all versions (sslversion 4).',
  ],
  [/HTTP_REQUEST/, 'it spoke plain HTTP on a TLS port.'],
  [/NO_SHARED_CIPHER/, 'the device offers no cipher suite that this broker takes (ciphersuites 0xFFFF offers all).'],
  [/ECONNRESET/, 'the device ended the connection in the middle of it.'],
  [/TLS_HANDSHAKE_TIMEOUT/, 'the device did not finish it in time.'],
];

/** Why a TLS handshake failed, in words; the system's own where it is none of the known reasons. */
export function tlsFailureText(error: Error): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  const text = `${code} ${error.message}`.replaceAll(' ', '_').toUpperCase();
  return REASONS.find(([pattern]) => pattern.test(text))?.[1] ?? error.message;
}

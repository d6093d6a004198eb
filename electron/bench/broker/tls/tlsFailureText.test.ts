import { expect, test } from 'vitest';
import { tlsFailureText } from './tlsFailureText.ts';

const failure = (message: string, code = ''): Error => Object.assign(new Error(message), { code });

// Messages as OpenSSL 3 and BoringSSL word them.
test.each([
  [failure('error:0A000418:SSL routines::tlsv1 alert unknown ca', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'), 'does not know'],
  [failure('10000418:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA'), 'does not know'],
  [failure('error:0A000102:SSL routines::unsupported protocol', 'ERR_SSL_UNSUPPORTED_PROTOCOL'), 'sslversion 4'],
  [failure('error:0A0000C1:SSL routines::no shared cipher', 'ERR_SSL_NO_SHARED_CIPHER'), 'cipher suite'],
  [failure('error:0A00009C:SSL routines::http request', 'ERR_SSL_HTTP_REQUEST'), 'plain HTTP'],
  [failure('error:0A000415:SSL routines::ssl/tls alert certificate expired'), 'AT+CCLK'],
  [failure('read ECONNRESET', 'ECONNRESET'), 'in the middle'],
  [failure('TLS handshake timeout', 'ERR_TLS_HANDSHAKE_TIMEOUT'), 'in time'],
  [failure('something new'), 'something new'],
])('%s', (error, words) => {
  expect(tlsFailureText(error)).toContain(words);
});

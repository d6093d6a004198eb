import { latin1Text } from '../../../base/latin1.ts';

/** PEM blocks with nothing but LF line ends between their lines. */
const PEM =
  /^\n*(?:-----BEGIN ([A-Z0-9 ]+)-----\n(?:[A-Za-z][A-Za-z0-9-]*: [^\r\n]*\n)*\n?[A-Za-z0-9+/=\n]+-----END \1-----\n*)+$/;
/** `SEQUENCE` with a length of two bytes, as certificates and keys have it (ITU-T X.690, 8.1.3). */
const DER_HEAD = [0x30, 0x82] as const;

/**
 * Whether the modem can use a file as certificate or key: whole and, if PEM, with LF line ends. One that was stored with CR
 * LF or with a wrong length is what error 34 of MQTT is about.
 */
export function isUsableCertificate(bytes: Uint8Array): boolean {
  if (bytes[0] === DER_HEAD[0]) {
    const length = ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
    return bytes[1] === DER_HEAD[1] && bytes.length === 4 + length;
  }
  return PEM.test(latin1Text(bytes));
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes as base64 of RFC 4648 section 4, padded, without line ends. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const have = bytes.length - at;
    const digit = (shift: number): string => ALPHABET.charAt((bits >> shift) & 0x3f);
    parts.push(digit(18), digit(12), have > 1 ? digit(6) : '=', have > 2 ? digit(0) : '=');
  }
  return parts.join('');
}

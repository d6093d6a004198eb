/** The longest final result code worth reading. */
const MAX_LENGTH = 64;

/**
 * Whether a final result code says that the command worked. Words as V.250 6.3.1 and the SIM7600 manual (1.4, 2.2.10)
 * have them; numbers after ATV0: 0 OK, 1 CONNECT.
 */
export function finalTone(bytes: Uint8Array): 'ok' | 'error' {
  let text = '';
  for (const byte of bytes.subarray(0, MAX_LENGTH)) text += String.fromCharCode(byte);
  const line = text.trim();
  if (/(^|\s)OK$/.test(line) || line === '0' || line === '1') return 'ok';
  return /^CONNECT(?! FAIL)/.test(line) ? 'ok' : 'error';
}

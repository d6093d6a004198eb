const HTTP_METHODS = ['GET ', 'POST ', 'PUT ', 'HEAD ', 'DELETE ', 'OPTIONS ', 'CONNECT ', 'HTTP/'];
const TLS_HANDSHAKE = 0x16;

/**
 * What a stream that does not begin like MQTT may be instead, in words; '' when there is no good guess. Looks at what is
 * there, one byte or many.
 */
export function guessStrayProtocol(bytes: Uint8Array): string {
  if (bytes[0] === TLS_HANDSHAKE && (bytes.length === 1 || bytes[1] === 3)) {
    return 'a TLS handshake: the other side expects TLS on this port';
  }
  const head = printableHead(bytes, 12);
  if (head.length >= 3 && HTTP_METHODS.some((method) => head.startsWith(method) || method.startsWith(head))) {
    return 'HTTP: MQTT over WebSocket has a port of its own';
  }
  return head.length >= 3 ? `text: "${head}${bytes.length > head.length ? '…' : ''}"` : '';
}

function printableHead(bytes: Uint8Array, max: number): string {
  let text = '';
  for (let i = 0; i < Math.min(bytes.length, max); i += 1) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x20 || byte > 0x7e) break;
    text += String.fromCharCode(byte);
  }
  return text;
}

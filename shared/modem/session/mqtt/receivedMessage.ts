import { latin1Bytes } from '../../../base/latin1.ts';
import type { IncomingMessage } from '../../mqtt/mqttTypes.ts';

/** The most payload bytes a +CMQTTRXPAYLOAD announces (V3.00 16.3.2). */
const MAX_CHUNK = 1500;

/** An incoming message as the modem reports it, +CMQTTRXSTART to +CMQTTRXEND. An empty payload has no block of its own. */
export function receivedMessage(client: number, { topic, payload }: IncomingMessage): Uint8Array {
  const parts: Uint8Array[] = [
    latin1Bytes(`\r\n+CMQTTRXSTART: ${client},${topic.length},${payload.length}\r\n`),
    latin1Bytes(`\r\n+CMQTTRXTOPIC: ${client},${topic.length}\r\n`),
    topic,
  ];
  for (let at = 0; at < payload.length; at += MAX_CHUNK) {
    const chunk = payload.subarray(at, at + MAX_CHUNK);
    parts.push(latin1Bytes(`\r\n+CMQTTRXPAYLOAD: ${client},${chunk.length}\r\n`), chunk);
  }
  parts.push(latin1Bytes(`\r\n+CMQTTRXEND: ${client}\r\n`));
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

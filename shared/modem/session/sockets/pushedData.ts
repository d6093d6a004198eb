import { latin1Bytes } from '../../../base/latin1.ts';
import type { Received } from './receiveQueue.ts';
import type { SocketSettings } from './socketSettings.ts';

/** Received data as it is pushed to the host: the lines asked for, then the bytes (V3.00 11.2.6, 11.2.13). */
export function pushedData(link: number, { bytes, from }: Received, settings: SocketSettings): Uint8Array {
  const { senderLine, lengthLine, config } = settings;
  let head = senderLine ? `\r\nRECV FROM:${from.address}:${from.port}\r\n` : '';
  const length = config.header === 1 ? `+RECEIVE,${link},${bytes.length}` : `+IPD${bytes.length}`;
  if (lengthLine) head += `${head === '' ? '\r\n' : ''}${length}\r\n`;
  const block = new Uint8Array(head.length + bytes.length);
  block.set(latin1Bytes(head));
  block.set(bytes, head.length);
  return block;
}

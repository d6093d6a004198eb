import type { RawData, WebSocket } from 'ws';
import { createEmitter } from '#shared/base/emitter.ts';
import { decodeFrame, encodeFrame, MAX_FRAME_TO_BENCH, MAX_FRAME_TO_VIEW } from '#shared/rpc/frameCodec.ts';
import type { Wire } from '#shared/rpc/wire.ts';
import { createWireEnd } from '#shared/rpc/wireEnd.ts';

/** A view that is this many bytes behind is not reading any more; it loses its wire and may come back. */
export const MAX_BACKLOG_BYTES = 33_554_432;

// Close codes of RFC 6455, section 7.4.1.
const NORMAL = 1000;
const UNSUPPORTED_DATA = 1003;
const MESSAGE_TOO_BIG = 1009;

/**
 * The bench's end of an accepted WebSocket. Give the WebSocketServer `maxPayload: MAX_FRAME_TO_BENCH` as well, so that a
 * larger message is refused before it is read whole.
 */
export function createWebSocketServerWire(socket: WebSocket): Wire {
  const end = createWireEnd();
  const drains = createEmitter<void>();

  const close = (code: number): void => {
    if (end.shut()) socket.close(code);
  };

  socket.on('message', (data, isBinary) => {
    const bytes = toBytes(data);
    const message = decodeFrame(isBinary ? bytes : new TextDecoder().decode(bytes), MAX_FRAME_TO_BENCH);
    if (message.ok) end.deliver(message.value);
    else close(message.error.code === 'too-large' ? MESSAGE_TOO_BIG : UNSUPPORTED_DATA);
  });
  socket.on('close', () => end.shut());
  socket.on('error', () => end.shut()); // ws closes the socket itself, with the fitting code

  return {
    send(message) {
      if (end.closed) return false;
      const frame = encodeFrame(message, MAX_FRAME_TO_VIEW);
      if (!frame.ok) return false;
      socket.send(frame.value, () => drains.emit());
      if (socket.bufferedAmount <= MAX_BACKLOG_BYTES) return true;
      if (end.shut()) socket.terminate();
      return false;
    },
    onMessage: end.onMessage,
    onClose: end.onClose,
    close: () => close(NORMAL),
    backlog: {
      get bytes() {
        return socket.bufferedAmount;
      },
      onDrain: (listener) => drains.on(listener),
    },
  };
}

/** Plain Uint8Arrays, not Buffers, beyond this point. */
function toBytes(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  const buffer = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

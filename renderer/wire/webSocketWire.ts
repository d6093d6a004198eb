import { err, ok, type Result } from '#shared/base/result.ts';
import { decodeFrame, encodeFrame, MAX_FRAME_TO_BENCH, MAX_FRAME_TO_VIEW } from '#shared/rpc/frameCodec.ts';
import type { Wire } from '#shared/rpc/wire.ts';
import { createWireEnd } from '#shared/rpc/wireEnd.ts';

// A page may close with 1000 or a private code only; these stand for 1003 and 1009 of RFC 6455, section 7.4.1.
const NORMAL = 1000;
const UNSUPPORTED_DATA = 4003;
const MESSAGE_TOO_BIG = 4009;

/** Dials the bench. The browser does not tell a page why a WebSocket failed, so there is one code for all reasons. */
export function openWebSocketWire(url: string): Promise<Result<Wire, 'unreachable'>> {
  const unreachable = err('unreachable', 'The bench does not answer.');
  return new Promise((resolve) => {
    try {
      const socket = new WebSocket(url);
      socket.binaryType = 'arraybuffer';
      socket.addEventListener('open', () => resolve(ok(createWebSocketWire(socket))));
      socket.addEventListener('close', () => resolve(unreachable));
    } catch {
      resolve(unreachable); // no address to dial, as for a page opened from a file
    }
  });
}

/** The page's end of a WebSocket that is open and gives its binary messages as ArrayBuffers. */
function createWebSocketWire(socket: WebSocket): Wire {
  const end = createWireEnd();

  const close = (code: number): void => {
    if (end.shut()) socket.close(code);
  };

  socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
    const message = decodeFrame(typeof data === 'string' ? data : new Uint8Array(data), MAX_FRAME_TO_VIEW);
    if (message.ok) end.deliver(message.value);
    else close(message.error.code === 'too-large' ? MESSAGE_TOO_BIG : UNSUPPORTED_DATA);
  });
  socket.addEventListener('close', () => end.shut());

  return {
    send(message) {
      if (end.closed) return false;
      const frame = encodeFrame(message, MAX_FRAME_TO_BENCH);
      if (!frame.ok) return false;
      socket.send(frame.value);
      return true;
    },
    onMessage: end.onMessage,
    onClose: end.onClose,
    close: () => close(NORMAL),
  };
}

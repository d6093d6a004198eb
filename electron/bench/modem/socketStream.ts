import type { Socket } from 'node:net';
import type { Clock } from '#shared/base/clock.ts';
import type { NetAddress, NetEnd, NetStream, StreamEvents } from '#shared/modem/modemNetwork.ts';
import { errorCode, type NetPhase, netEndOf } from './netEnds.ts';

/** Bytes that may wait for a peer that does not take them; beyond, the connection is given up. */
const MAX_WAITING = 4 * 1_048_576;
/** How long what was written may take to leave after the close. */
const LINGER_MS = 2000;

/** A connection that is being made, and its socket once there is one. */
export interface SocketStream {
  readonly stream: NetStream;
  /** It ended, or is being ended: whoever makes the connection stops. */
  readonly over: boolean;
  phase: NetPhase;
  /** Takes the socket over: from now on it lives and ends with it. */
  adopt(socket: Socket): void;
  /** The connection is there: bytes flow from now on. */
  opened(remote: NetAddress): void;
  /** Ends it for this reason. */
  fail(reason: NetEnd): void;
}

/** A socket as a NetStream. `toEvents` is asked once, when it opens or ends. */
export function createSocketStream(clock: Pick<Clock, 'after'>, toEvents: () => StreamEvents): SocketStream {
  let socket: Socket | null = null;
  let state: 'closed' | 'open' | 'over' = 'closed';
  let reason: NetEnd | null = null;
  let held = false;
  let cancelLinger = (): void => undefined;

  const ended = (): void => {
    state = 'over';
    cancelLinger();
    toEvents().onEnd(reason ?? 'peer');
  };
  const finish = (why: NetEnd, act: (socket: Socket) => void): void => {
    if (reason !== null || state === 'over') return;
    reason = why;
    if (socket === null) setImmediate(ended);
    else act(socket);
  };
  const fail = (why: NetEnd): void => finish(why, (taken) => taken.destroy());

  const self: SocketStream = {
    phase: 'dialling',
    get over() {
      return reason !== null || state === 'over';
    },
    adopt(given) {
      socket = given;
      given.on('error', (error) => {
        reason ??= netEndOf(errorCode(error), self.phase);
      });
      given.once('end', () => {
        if (self.phase === 'open') reason ??= 'peer';
      });
      given.once('close', () => {
        // Closed without a word before it was secured.
        if (self.phase === 'handshake') reason ??= 'handshake';
        ended();
      });
    },
    opened(remote) {
      if (self.over || socket === null) return;
      state = 'open';
      self.phase = 'open';
      if (held) socket.pause();
      toEvents().onOpen(remote);
      socket.on('data', (chunk) => {
        // A copy: the chunk may be a small part of a buffer that lives as long as it does.
        if (reason !== 'local') toEvents().onData(new Uint8Array(chunk));
      });
    },
    fail,
    stream: {
      write(bytes) {
        if (state !== 'open' || reason !== null || socket === null || socket.writableEnded) return false;
        socket.write(bytes.slice());
        if (socket.writableLength > MAX_WAITING) fail('timeout');
        return true;
      },
      get buffered() {
        return socket?.writableLength ?? 0;
      },
      hold(wanted) {
        held = wanted;
        if (state !== 'open' || reason !== null) return;
        if (held) socket?.pause();
        else socket?.resume();
      },
      close() {
        finish('local', (taken) => {
          if (state !== 'open') {
            taken.destroy();
            return;
          }
          cancelLinger = clock.after(LINGER_MS, () => taken.destroy());
          taken.resume();
          taken.destroySoon();
        });
      },
    },
  };
  return self;
}

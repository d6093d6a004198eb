import { Buffer } from 'node:buffer';
import type { Duplex } from 'node:stream';

export interface DuplexTap {
  /** Bytes that arrived, before any reader of the stream gets them. Valid during the call only. */
  onRx(bytes: Uint8Array): void;
  /** Bytes as they are handed to the transport. Valid during the call only. */
  onTx(bytes: Uint8Array): void;
  /** The other side ended its half (FIN): nothing more will arrive. */
  onRxEnd?(): void;
}

/** A batch is joined into one write while its pieces are small; allocating and copying large ones costs more than it saves. */
const JOIN_LIMIT = 262_144;
/** What Node allocates out of its pool: more is an allocation of its own, and its collection. */
const SMALL_BATCH = 4096;
const SMALL_PIECE = 1024;
const joins = (total: number, pieces: number): boolean =>
  total <= SMALL_BATCH || (total <= JOIN_LIMIT && total <= pieces * SMALL_PIECE);

export interface TapOptions {
  /**
   * Report a write as done only at the end of the event loop's turn it was made in. What is written meanwhile gathers in the
   * stream's queue and leaves as one batch. For a broker: it delivers every message in a turn-callback of its own, so that
   * each would be a system call of its own, which is two fifths of all its work. The first write of a turn still leaves at
   * once; a later one leaves at most one turn later.
   */
  readonly gather?: boolean;
}

type WriteCallback = (error?: Error | null) => void;
type WritevChunks = Parameters<NonNullable<Duplex['_writev']>>[0];

/**
 * Listens in on both directions of a stream, byte-exact, without a stream layer of its own (a Transform on each side would
 * cost more than the broker's own parsing). Call it before anybody reads or writes the stream.
 *
 * Incoming: every source (net, tls, ws, duplexPair) hands its bytes over with `stream.push`, so an own `push` sees each
 * chunk once, before `read` or `data` does.
 *
 * Outgoing: an own `_write`/`_writev` sees what leaves the queue for the transport, in order, once. Tapping `write` instead
 * would record bytes that never left (a connection destroyed with a full queue) and would see a packet in five pieces
 * (mqtt-packet writes type, length, topic length, topic and payload one by one, corked). The pieces of a corked batch are
 * joined, strings encoded, and the joined buffer is what is sent: the recorded bytes are the very bytes written, a whole
 * batch is one write to the transport, and on a WebSocket one frame in place of five.
 */
export function tapDuplex(stream: Duplex, tap: DuplexTap, { gather = false }: TapOptions = {}): void {
  tapIncoming(stream, tap);
  tapOutgoing(stream, tap, gather);
}

function tapIncoming(stream: Duplex, tap: DuplexTap): void {
  const push = stream.push;
  stream.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (chunk === null) tap.onRxEnd?.();
    else if (typeof chunk === 'string') tap.onRx(Buffer.from(chunk, encoding));
    else if (chunk instanceof Uint8Array && chunk.length > 0) tap.onRx(chunk);
    return push.call(stream, chunk, encoding);
  };
}

function tapOutgoing(stream: Duplex, tap: DuplexTap, gather: boolean): void {
  const write = stream._write;
  const writev = stream._writev;

  // A stream has at most one write under way, so one callback for all of them will do. A call that comes while one is
  // pending is the transport calling itself (ws does, with the same bytes, when it was still connecting): not a new write.
  let pending: WriteCallback | undefined;
  /** The turn in which the write was made is not over, and whether the write is. */
  let holding = false;
  let written = false;
  const settle = (error?: Error | null): void => {
    const callback = pending;
    pending = undefined;
    callback?.(error);
  };
  const done: WriteCallback = (error) => {
    if (holding && !error) written = true;
    else settle(error);
  };
  const endTurn = (): void => {
    holding = false;
    if (written) {
      written = false;
      settle();
    }
  };
  const hold = (): void => {
    if (!gather) return;
    holding = true;
    setImmediate(endTurn);
  };
  const send = (bytes: Uint8Array): void => {
    tap.onTx(bytes);
    hold();
    write.call(stream, bytes, RAW, done);
  };

  stream._write = (chunk: unknown, encoding: BufferEncoding, callback: WriteCallback): void => {
    if (pending !== undefined) {
      write.call(stream, chunk, encoding, callback);
      return;
    }
    pending = callback;
    send(toBytes(chunk, encoding));
  };

  stream._writev = (chunks: WritevChunks, callback: WriteCallback): void => {
    if (pending !== undefined) {
      writev?.call(stream, chunks, callback);
      return;
    }
    pending = callback;
    const total = byteLength(chunks);
    if (writev && !joins(total, chunks.length)) {
      hold();
      for (const { chunk, encoding } of chunks) tap.onTx(toBytes(chunk, encoding));
      writev.call(stream, chunks, done);
      return;
    }
    const bytes = join(chunks, total);
    if (writev) {
      send(bytes);
      return;
    }
    // An in-process pair hands the bytes over at once, and the answer may be written to this stream within the call. Node
    // empties the queue behind `_writev`, so that answer would be thrown away with it: let Node finish first.
    process.nextTick(() => {
      if (stream.destroyed) done();
      else send(bytes);
    });
  };
}

/** What Node passes as the encoding of a chunk that is already bytes; its types do not know the word. */
const RAW = 'buffer' as BufferEncoding;

const toBytes = (chunk: unknown, encoding: BufferEncoding): Uint8Array =>
  typeof chunk === 'string' ? Buffer.from(chunk, encoding) : (chunk as Uint8Array);

function byteLength(chunks: WritevChunks): number {
  let total = 0;
  for (let i = 0; i < chunks.length; i += 1) {
    const entry = chunks[i];
    if (entry === undefined) continue;
    total +=
      typeof entry.chunk === 'string'
        ? Buffer.byteLength(entry.chunk, entry.encoding)
        : (entry.chunk as Uint8Array).length;
  }
  return total;
}

function join(chunks: WritevChunks, total: number): Buffer {
  const bytes = Buffer.allocUnsafe(total);
  let pos = 0;
  for (let i = 0; i < chunks.length; i += 1) {
    const entry = chunks[i];
    if (entry === undefined) continue;
    const { chunk, encoding } = entry;
    if (typeof chunk === 'string') {
      pos += bytes.write(chunk, pos, encoding);
    } else {
      bytes.set(chunk as Uint8Array, pos);
      pos += (chunk as Uint8Array).length;
    }
  }
  return bytes;
}

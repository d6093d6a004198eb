import { Duplex } from 'node:stream';

export const bytesText = (chunks: readonly Uint8Array[]): string => Buffer.concat(chunks).toString('utf8');

/** A transport that keeps what it is given, like a net.Socket: strings are not decoded for it, batches come as one. */
export function createTransport(options: { strings?: boolean; batches?: boolean; slow?: boolean } = {}) {
  const written: Buffer[] = [];
  const calls: ('write' | 'writev')[] = [];
  const held: (() => void)[] = [];
  const complete = (callback: () => void): void => {
    if (options.slow === true) held.push(callback);
    else callback();
  };
  const bytesOf = (chunk: unknown, encoding: BufferEncoding): Buffer =>
    typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(chunk as Uint8Array);
  const stream = new Duplex({
    decodeStrings: options.strings !== true,
    read() {},
    write(chunk: unknown, encoding, callback) {
      calls.push('write');
      written.push(bytesOf(chunk, encoding));
      complete(callback);
    },
    ...(options.batches !== false && {
      writev(chunks: { chunk: unknown; encoding: BufferEncoding }[], callback: () => void) {
        calls.push('writev');
        for (const { chunk, encoding } of chunks) written.push(bytesOf(chunk, encoding));
        complete(callback);
      },
    }),
  });
  return { stream, written, calls, release: () => held.shift()?.() };
}

import { Duplex, duplexPair } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tapDuplex } from './tapDuplex.ts';

interface Recorder {
  rx: Uint8Array[];
  tx: Uint8Array[];
  rxEnds: number;
}

function listenIn(stream: Duplex): Recorder {
  const seen: Recorder = { rx: [], tx: [], rxEnds: 0 };
  tapDuplex(stream, {
    onRx: (bytes) => seen.rx.push(bytes.slice()),
    onTx: (bytes) => seen.tx.push(bytes.slice()),
    onRxEnd: () => {
      seen.rxEnds += 1;
    },
  });
  return seen;
}

const text = (chunks: readonly Uint8Array[]): string => Buffer.concat(chunks).toString('utf8');

/** A transport that keeps what it is given, like a net.Socket: strings are not decoded for it, batches come as one. */
function createTransport(options: { strings?: boolean; batches?: boolean; slow?: boolean } = {}) {
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

describe('outgoing', () => {
  test('a corked batch is one write of the joined bytes, and those bytes are recorded', () => {
    const { stream, written, calls } = createTransport({ strings: true });
    const seen = listenIn(stream);
    stream.cork();
    stream.write(Buffer.from([0x30, 9]));
    stream.write('Größe €', 'utf8');
    stream.write('00ff', 'hex');
    stream.write('é', 'latin1');
    stream.uncork();
    const expected = Buffer.concat([Buffer.from([0x30, 9]), Buffer.from('Größe €'), Buffer.from([0, 0xff, 0xe9])]);
    expect(calls).toEqual(['write']);
    expect(Buffer.concat(written)).toEqual(expected);
    expect(Buffer.concat(seen.tx)).toEqual(expected);
  });

  test('a single string is sent and recorded in its encoding', () => {
    const { stream, written } = createTransport({ strings: true });
    const seen = listenIn(stream);
    stream.write('t/ü', 'utf8');
    stream.write('ü', 'latin1');
    expect(Buffer.concat(seen.tx)).toEqual(Buffer.concat([Buffer.from('t/ü'), Buffer.from([0xfc])]));
    expect(Buffer.concat(written)).toEqual(Buffer.concat(seen.tx));
  });

  test('what waits in the queue is recorded when it leaves, in order', () => {
    const { stream, written, release } = createTransport({ slow: true });
    const seen = listenIn(stream);
    stream.write('a');
    stream.write('b');
    stream.write('c');
    expect(text(seen.tx)).toBe('a');
    release();
    expect(text(seen.tx)).toBe('abc');
    release();
    expect(text(written)).toBe('abc');
    expect(stream.writableLength).toBe(0);
  });

  test('a queue that is destroyed leaves no rows for bytes that never left', () => {
    const { stream } = createTransport({ slow: true });
    stream.on('error', () => {});
    const seen = listenIn(stream);
    stream.write('a');
    stream.write('never');
    stream.destroy();
    expect(text(seen.tx)).toBe('a');
  });

  test('every write callback is called, once', async () => {
    const { stream } = createTransport();
    listenIn(stream);
    const called: string[] = [];
    stream.cork();
    stream.write('a', () => called.push('a'));
    stream.write('b', () => called.push('b'));
    stream.uncork();
    stream.write('c', () => called.push('c'));
    await new Promise<void>((resolve) => stream.end(resolve));
    expect(called).toEqual(['a', 'b', 'c']);
  });

  test('a write error reaches the writer', async () => {
    const stream = new Duplex({ read() {}, write: (_chunk, _encoding, callback) => callback(new Error('line down')) });
    listenIn(stream);
    const error = await new Promise<Error>((resolve) => {
      stream.on('error', resolve);
      stream.write('a');
    });
    expect(error.message).toBe('line down');
  });

  test('a transport without batches gets one write for a batch', async () => {
    const { stream, calls, written } = createTransport({ batches: false });
    const seen = listenIn(stream);
    stream.cork();
    for (const piece of ['1', '22', '333']) stream.write(piece);
    stream.uncork();
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls).toEqual(['write']);
    expect(text(written)).toBe('122333');
    expect(text(seen.tx)).toBe('122333');
  });

  test('an answer written while a batch is being handed over is not lost', async () => {
    const [near, far] = duplexPair();
    const seen = listenIn(near);
    far.on('data', () => far.write('question'));
    near.once('data', () => near.write('answer'));
    near.cork();
    near.write('hel');
    near.write('lo');
    process.nextTick(() => near.uncork());
    await new Promise((resolve) => setImmediate(resolve));
    expect(text(seen.tx)).toBe('helloanswer');
    expect(near.writableLength).toBe(0);
  });

  test('a batch too large to join goes to the transport as it is', () => {
    const { stream, calls, written } = createTransport({ strings: true });
    const seen = listenIn(stream);
    stream.cork();
    stream.write('head');
    stream.write(Buffer.alloc(300_000, 0x61));
    stream.uncork();
    expect(calls).toEqual(['writev']);
    expect(Buffer.concat(seen.tx)).toEqual(Buffer.concat(written));
    expect(Buffer.concat(written)).toHaveLength(300_004);
  });

  test('a transport that calls its own _write again once connected is recorded once', () => {
    let open: (() => void) | undefined;
    const written: string[] = [];
    const stream = new Duplex({ read() {} });
    // As ws does it: the write that comes too early calls `_write` again when the socket is open.
    stream._write = (chunk: Buffer, encoding, callback) => {
      if (open === undefined) {
        open = () => stream._write(chunk, encoding, callback);
        return;
      }
      written.push(chunk.toString());
      callback();
    };
    const seen = listenIn(stream);
    stream.write('CONNECT');
    expect(text(seen.tx)).toBe('CONNECT');
    open?.();
    expect(written).toEqual(['CONNECT']);
    expect(text(seen.tx)).toBe('CONNECT');
    stream.write('next');
    expect(text(seen.tx)).toBe('CONNECTnext');
  });
});

describe('gathering', () => {
  function gathering(options: Parameters<typeof createTransport>[0] = {}) {
    const transport = createTransport(options);
    const tx: string[] = [];
    const tap = { onRx: () => {}, onTx: (bytes: Uint8Array) => tx.push(Buffer.from(bytes).toString()) };
    tapDuplex(transport.stream, tap, { gather: true });
    return { ...transport, tx };
  }
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  test('the first write of a turn leaves at once, the others together at its end', async () => {
    const { stream, tx, written } = gathering();
    stream.write('1');
    expect(tx).toEqual(['1']);
    // As a broker does it: every message in a callback of its own, flushed in between.
    await Promise.resolve();
    stream.write('2');
    process.nextTick(() => stream.write('3'));
    await Promise.resolve();
    expect(tx).toEqual(['1']);
    await turn();
    await turn();
    expect(tx).toEqual(['1', '23']);
    expect(text(written)).toBe('123');
    expect(stream.writableLength).toBe(0);
  });

  test('a write that takes longer than the turn is not held any longer', async () => {
    const { stream, tx, release } = gathering({ slow: true });
    stream.write('1');
    await turn();
    stream.write('2');
    expect(tx).toEqual(['1']);
    release();
    expect(tx).toEqual(['1', '2']);
  });

  test('an error is reported at once', async () => {
    const stream = new Duplex({ read() {}, write: (_chunk, _encoding, callback) => callback(new Error('line down')) });
    tapDuplex(stream, { onRx: () => {}, onTx: () => {} }, { gather: true });
    const error = new Promise<Error>((resolve) => stream.on('error', resolve));
    stream.write('a');
    expect((await error).message).toBe('line down');
    await turn();
  });

  test('a stream destroyed within the turn takes it', async () => {
    const { stream, tx } = gathering();
    stream.write('1');
    stream.write('never');
    stream.destroy();
    await turn();
    await turn();
    expect(tx).toEqual(['1']);
    expect(stream.destroyed).toBe(true);
  });

  test('drain comes when the queue is empty', async () => {
    const { stream } = gathering();
    const big = Buffer.alloc(stream.writableHighWaterMark + 1);
    expect(stream.write(big)).toBe(false);
    await new Promise<void>((resolve) => stream.once('drain', resolve));
    expect(stream.writableLength).toBe(0);
  });
});

describe('incoming', () => {
  test('bytes are recorded when they arrive, read or not, and the end is told once', async () => {
    const { stream } = createTransport();
    const seen = listenIn(stream);
    stream.push(Buffer.from([1, 2]));
    stream.push('é', 'utf8');
    stream.push(null);
    expect(Buffer.concat(seen.rx)).toEqual(Buffer.from([1, 2, 0xc3, 0xa9]));
    expect(seen.rxEnds).toBe(1);
    const read: Buffer[] = [];
    for await (const chunk of stream) read.push(chunk as Buffer);
    expect(Buffer.concat(read)).toEqual(Buffer.concat(seen.rx));
  });

  test('push tells the source to stop as before', () => {
    const stream = new Duplex({
      readableHighWaterMark: 4,
      read() {},
      write: (_chunk, _encoding, callback) => callback(),
    });
    listenIn(stream);
    expect(stream.push(Buffer.alloc(2))).toBe(true);
    expect(stream.push(Buffer.alloc(2))).toBe(false);
  });
});

test('both ends of a pair record the same bytes, whatever is written how', async () => {
  const piece = fc.record({
    data: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 })),
    cork: fc.boolean(),
    uncork: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
      const [near, far] = duplexPair();
      const sender = listenIn(near);
      const receiver = listenIn(far);
      const expected: Buffer[] = [];
      for (const { data, cork, uncork } of pieces) {
        if (cork) near.cork();
        near.write(data);
        expected.push(Buffer.from(data as string));
        if (uncork) near.uncork();
      }
      near.end();
      const read: Buffer[] = [];
      for await (const chunk of far) read.push(chunk as Buffer);
      expect(Buffer.concat(sender.tx)).toEqual(Buffer.concat(expected));
      expect(Buffer.concat(receiver.rx)).toEqual(Buffer.concat(expected));
      expect(Buffer.concat(read)).toEqual(Buffer.concat(expected));
    }),
    { seed: 20_260_103, numRuns: 100 },
  );
});

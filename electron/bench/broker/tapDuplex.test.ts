import { Duplex, duplexPair } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tapDuplex } from './tapDuplex.ts';
import { createTransport, bytesText as text } from './transport.testkit.ts';

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

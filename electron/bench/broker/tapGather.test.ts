import { Duplex } from 'node:stream';
import { expect, test } from 'vitest';
import { tapDuplex } from './tapDuplex.ts';
import { createTransport, bytesText as text } from './transport.testkit.ts';

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

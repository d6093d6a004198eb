import { describe, expect, it } from 'vitest';
import { settle } from '#test/fakes/fakeClock.ts';
import { createPromisedIo } from './promisedIo.ts';
import type { DriverPort } from './serialDriver.ts';

/** A port whose reads and writes the test answers. */
function createPort() {
  const reads: { readonly give: (text: string) => void; readonly fail: () => void }[] = [];
  const writes: { readonly text: string; readonly done: () => void; readonly fail: () => void }[] = [];
  const unused = (): never => {
    throw new Error('Not used here');
  };
  const port: DriverPort = {
    ...{ isOpen: true, update: unused, set: unused, get: unused, close: unused, flush: unused, drain: unused },
    read: (buffer) =>
      new Promise((resolve, reject) => {
        reads.push({
          give: (text) => resolve({ bytesRead: buffer.write(text, 'latin1') }),
          fail: () => reject(new Error('The device has been removed')),
        });
      }),
    write: (buffer) =>
      new Promise((resolve, reject) => {
        writes.push({ text: buffer.toString('latin1'), done: resolve, fail: () => reject(new Error('Removed')) });
      }),
  };
  const io = createPromisedIo(port);
  const seen = { received: '', lost: [] as string[] };
  const start = (): void =>
    io.start({
      data: (bytes) => {
        seen.received += Buffer.from(bytes).toString('latin1');
      },
      gone: (reason) => seen.lost.push(reason),
    });
  return { io, reads, writes, seen, start };
}

const text = (value: string): Uint8Array => Uint8Array.from(Buffer.from(value, 'latin1'));

describe('createPromisedIo', () => {
  it('reads on and on', async () => {
    const { reads, seen, start } = createPort();
    start();
    reads[0]?.give('AT');
    await settle();
    reads[1]?.give('OK');
    await settle();
    expect(seen).toEqual({ received: 'ATOK', lost: [] });
    expect(reads).toHaveLength(3);
  });

  it('writes one after the other, also what comes right after the last', async () => {
    const { io, writes, start } = createPort();
    start();
    const all = [io.write(text('a')), io.write(text('b'))];
    expect(writes.map((write) => write.text)).toEqual(['a']);
    expect(io.pending).toBe(2);
    writes[0]?.done();
    await settle();
    writes[1]?.done();
    await Promise.all(all);
    all.push(io.write(text('c')));
    await settle();
    writes[2]?.done();
    expect((await Promise.all(all)).every((result) => result.ok)).toBe(true);
    expect(writes.map((write) => write.text)).toEqual(['a', 'b', 'c']);
    expect(io.pending).toBe(0);
  });

  it.each(['fail', 'give nothing'])('is gone once when its read %ss', async (how) => {
    const { io, reads, writes, seen, start } = createPort();
    start();
    const waiting = io.write(text('x'));
    if (how === 'fail') reads[0]?.fail();
    else reads[0]?.give('');
    await settle();
    writes[0]?.fail();
    await settle();
    expect(seen.lost).toEqual([expect.stringContaining('hung up')]);
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(await io.write(text('y'))).toMatchObject({ ok: false });
    expect(writes).toHaveLength(1);
  });

  it('reads no more while it is held, but for the read that is under way', async () => {
    const { io, reads, seen, start } = createPort();
    start();
    io.hold(true);
    reads[0]?.give('under way');
    await settle();
    expect(reads).toHaveLength(1);
    io.hold(false);
    await settle();
    reads[1]?.give(', later');
    await settle();
    expect(seen.received).toBe('under way, later');
    io.hold(true);
    reads[2]?.give('');
    await settle();
    expect(seen.lost).toHaveLength(1);
  });

  it('ends its reading when it is stopped while it is held', async () => {
    const { io, reads, start } = createPort();
    start();
    io.hold(true);
    reads[0]?.give('x');
    await settle();
    io.stop();
    await settle();
    expect(reads).toHaveLength(1);
  });

  it('is silent after stop', async () => {
    const { io, reads, seen, start } = createPort();
    start();
    io.stop();
    reads[0]?.give('late');
    await settle();
    expect(seen).toEqual({ received: '', lost: [] });
    expect(reads).toHaveLength(1);
  });
});

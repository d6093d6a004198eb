import { describe, expect, it } from 'vitest';
import { settle } from '#test/fakes/fakeClock.ts';
import { createPolledIo } from './polledIo.ts';
import type { PolledPort } from './serialDriver.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** A port whose file and poller the test plays. */
function createPort() {
  const listeners = {
    readable: [] as ((error: Error | null) => void)[],
    writable: [] as ((error: Error | null) => void)[],
    disconnect: [] as ((error: Error | null) => void)[],
  };
  const world = {
    /** What each read gives: bytes, or an error to throw; nothing left = EAGAIN. */
    reads: [] as (string | Error)[],
    /** How many bytes each write takes, or an error; nothing left = all. */
    takes: [] as (number | Error)[],
    written: '',
    polled: [] as number[],
    lost: [] as string[],
    received: '',
    pollFails: false,
    emit(event: keyof typeof listeners, error: Error | null = null) {
      for (const listener of listeners[event]) listener(error);
    },
  };
  const unused = (): never => {
    throw new Error('The driver is not asked to move bytes');
  };
  const port: PolledPort = {
    ...{ fd: 5, isOpen: true, read: unused, write: unused, update: unused, set: unused, get: unused },
    ...{ close: unused, flush: unused, drain: unused },
    poller: {
      poll(flags) {
        if (world.pollFails) throw failure('EBADF');
        world.polled.push(flags);
      },
      on: (event, listener) => listeners[event].push(listener),
    },
  };
  const io = createPolledIo(port, {
    readSync(_fd, buffer) {
      const next = world.reads.shift() ?? failure('EAGAIN');
      if (next instanceof Error) throw next;
      buffer.set(Buffer.from(next, 'latin1'));
      return next.length;
    },
    writeSync(_fd, bytes) {
      const next = world.takes.shift() ?? bytes.length;
      if (next instanceof Error) throw next;
      world.written += Buffer.from(bytes.subarray(0, next)).toString('latin1');
      return next;
    },
  });
  const start = (): void =>
    io.start({
      data: (bytes) => {
        world.received += Buffer.from(bytes).toString('latin1');
      },
      gone: (reason) => world.lost.push(reason),
    });
  return { io, world, start };
}

const text = (value: string): Uint8Array => Uint8Array.from(Buffer.from(value, 'latin1'));

describe('createPolledIo', () => {
  it('reads when the port is readable, and asks again', () => {
    const { world, start } = createPort();
    start();
    world.reads = ['AT', 'OK'];
    world.emit('readable');
    expect(world.received).toBe('AT');
    world.emit('readable');
    expect(world.received).toBe('ATOK');
    expect(world.polled).toEqual([1, 1, 1]);
  });

  it('gives bytes away for good: the next read does not change them', () => {
    const { io, world } = createPort();
    const kept: Uint8Array[] = [];
    io.start({ data: (bytes) => kept.push(bytes), gone: () => undefined });
    world.reads = ['one', 'two'];
    world.emit('readable');
    world.emit('readable');
    expect(kept.map((bytes) => Buffer.from(bytes).toString())).toEqual(['one', 'two']);
  });

  it('asks for both directions while a write waits, and reads in the meantime', async () => {
    const { io, world, start } = createPort();
    start();
    world.takes = [2, failure('EAGAIN'), 3];
    const done = io.write(text('hello'));
    expect(io.pending).toBe(3);
    expect(world.polled.at(-1)).toBe(3);
    world.reads = ['+CREG'];
    world.emit('readable');
    expect(world.received).toBe('+CREG');
    expect(world.polled.at(-1)).toBe(3);
    world.emit('writable');
    world.emit('writable');
    expect(await done).toEqual({ ok: true, value: undefined });
    expect(world.written).toBe('hello');
    expect(io.pending).toBe(0);
    expect(world.polled.at(-1)).toBe(1);
  });

  it('writes in the order of the calls', async () => {
    const { io, world, start } = createPort();
    start();
    world.takes = [failure('EAGAIN')];
    const all = [io.write(text('a')), io.write(text('b')), io.write(text('')), io.write(text('c'))];
    expect(io.pending).toBe(3);
    for (let i = 0; i < 3; i += 1) world.emit('writable');
    expect((await Promise.all(all)).every((result) => result.ok)).toBe(true);
    expect(world.written).toBe('abc');
  });

  // The terminal layer of Linux gives 0 bytes for ever once the line hung up (hung_up_tty_read).
  it.each<[string, (world: ReturnType<typeof createPort>['world']) => void]>([
    ['a read of no bytes', (world) => world.reads.push('')],
    ['EIO on reading', (world) => world.reads.push(failure('EIO'))],
    ['ENXIO on reading', (world) => world.reads.push(failure('ENXIO'))],
    ['trouble with polling again', (world) => Object.assign(world, { pollFails: true, reads: ['x'] })],
  ])('takes %s for a hang-up, once', async (_what, arrange) => {
    const { world, start } = createPort();
    start();
    arrange(world);
    world.emit('readable');
    world.emit('readable');
    await settle();
    expect(world.lost).toEqual([expect.stringContaining('hung up')]);
  });

  it('tells of a port that hung up before it was listened to, but not at once', async () => {
    const { world, start } = createPort();
    world.pollFails = true;
    start();
    expect(world.lost).toEqual([]);
    await settle();
    expect(world.lost).toHaveLength(1);
  });

  it('reads what is left when the poller says that the line hung up', async () => {
    const { world, start } = createPort();
    start();
    world.reads = ['last ', 'words', ''];
    world.emit('readable', failure('EBADF'));
    world.emit('writable', failure('EBADF'));
    await settle();
    expect(world.received).toBe('last words');
    expect(world.lost).toHaveLength(1);
  });

  it.each(['EAGAIN', 'EWOULDBLOCK', 'EINTR'])('goes on after %s', (code) => {
    const { world, start } = createPort();
    start();
    world.reads = [failure(code), 'x'];
    world.emit('readable');
    world.emit('readable');
    expect(world).toMatchObject({ received: 'x', lost: [] });
  });

  it('fails waiting writes when the port goes, and every later one', async () => {
    const { io, world, start } = createPort();
    start();
    world.takes = [failure('EAGAIN'), failure('EIO')];
    const waiting = io.write(text('hello'));
    world.emit('writable');
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(await io.write(text('again'))).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(io.pending).toBe(0);
    expect(world.lost).toHaveLength(1);
  });

  it('is silent after stop, also when the driver cancels its poller', async () => {
    const { io, world, start } = createPort();
    start();
    world.takes = [failure('EAGAIN')];
    const waiting = io.write(text('x'));
    io.stop();
    world.reads = ['late'];
    world.emit('readable', failure('Canceled'));
    world.emit('readable');
    expect(await waiting).toMatchObject({ ok: false });
    expect(world).toMatchObject({ received: '', lost: [] });
  });

  it('does not read while it is held, and still hears that the line hung up', async () => {
    const { io, world, start } = createPort();
    start();
    io.hold(true);
    expect(world.polled.at(-1)).toBe(4);
    world.takes = [failure('EAGAIN')];
    void io.write(text('x'));
    expect(world.polled.at(-1)).toBe(6);
    world.emit('writable');
    expect(world.polled.at(-1)).toBe(4);
    world.reads = ['later', 'last words', ''];
    io.hold(false);
    expect(world.polled.at(-1)).toBe(1);
    world.emit('readable');
    expect(world.received).toBe('later');
    io.hold(true);
    world.emit('disconnect');
    await settle();
    expect(world).toMatchObject({ received: 'laterlast words', lost: [expect.stringContaining('hung up')] });
  });

  it('takes in at once what is there, up to a bound', () => {
    const { io, world, start } = createPort();
    io.readNow();
    start();
    world.reads = Array.from({ length: 100 }, () => 'x');
    io.readNow();
    expect(world.received.length).toBe(64);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDevicePort } from '#bench/serial/devicePort.ts';
import { setLinesOnLinux } from '#bench/serial/linuxLines.ts';
import { createPortProbe } from '#bench/serial/portProbe.ts';
import type { SerialPortHandle } from '#bench/serial/serialBackend.ts';
import { loadSerialDriver } from '#bench/serial/serialDriver.ts';
import { createSystemClock } from '#bench/systemClock.ts';
import { DEFAULT_SERIAL_SETTINGS, type SerialSettings } from '#shared/contract/serial.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { createTestBench } from './support/farEnd.ts';
import { inPieces, randomBytes } from './support/randomBytes.ts';

const deps = {
  clock: createSystemClock(),
  platform: process.platform,
  probe: createPortProbe(process.platform),
  loadDriver: loadSerialDriver,
  setLines: setLinesOnLinux,
};

let bench: Awaited<ReturnType<typeof createTestBench>>;
let handles: SerialPortHandle[];

beforeEach(async () => {
  bench = await createTestBench();
  handles = [];
});
afterEach(async () => {
  await Promise.all(handles.map((handle) => handle.close()));
  await bench.close();
});

const tryOpen = (path: string, change: Partial<SerialSettings> = {}) =>
  openDevicePort(deps, path, { ...DEFAULT_SERIAL_SETTINGS, ...change });

async function open(path: string, change: Partial<SerialSettings> = {}) {
  const result = await tryOpen(path, change);
  if (!result.ok) throw new Error(result.error.message);
  const handle = result.value;
  handles.push(handle);
  const seen = { chunks: [] as Uint8Array[], lost: [] as string[] };
  handle.onData((bytes) => seen.chunks.push(bytes));
  handle.onLost((reason) => seen.lost.push(reason));
  const received = (): Uint8Array => new Uint8Array(Buffer.concat(seen.chunks));
  return { handle, seen, received };
}

describe('a serial device (a pseudo terminal)', () => {
  it('takes in a flood byte for byte, at 3 Mbaud, while it writes one', async () => {
    const far = await bench.farEnd();
    const near = await open(far.path, { baud: 3_000_000 });
    const down = randomBytes(1_048_576, 7);
    const up = randomBytes(300_000, 11);
    const sent = far.send(inPieces(down, 5000, 3));
    const written: Promise<unknown>[] = [];
    for (const piece of inPieces(up, 3000, 5)) written.push(near.handle.write(piece));
    await sent;
    await eventually('all bytes down', () => near.received().length >= down.length);
    await eventually('all bytes up', () => far.received().length >= up.length);
    expect(Buffer.compare(near.received(), down)).toBe(0);
    expect(Buffer.compare(far.received(), up)).toBe(0);
    expect(await Promise.all(written)).toEqual(written.map(() => ({ ok: true, value: undefined })));
    expect(near.handle.pending).toBe(0);
  });

  it('waits with what the other side does not take yet, and writes it then', async () => {
    const far = await bench.farEnd();
    const near = await open(far.path);
    far.pause();
    const up = randomBytes(400_000, 13);
    const done = near.handle.write(up);
    expect(near.handle.pending).toBeGreaterThan(0);
    far.resume();
    expect(await done).toEqual({ ok: true, value: undefined });
    await eventually('all bytes up', () => far.received().length >= up.length);
    expect(Buffer.compare(far.received(), up)).toBe(0);
  });

  it.each([
    ['in silence', false],
    ['in the middle of a flood', true],
  ])('notices once that it was unplugged %s', async (_what, flood) => {
    const far = await bench.farEnd();
    const near = await open(far.path);
    const flooding = flood ? far.send(inPieces(randomBytes(400_000, 7), 4000, 3)).catch(() => undefined) : undefined;
    if (flood) await eventually('the first bytes', () => near.received().length > 50_000);
    await far.unplug();
    await eventually('the loss', () => near.seen.lost.length > 0);
    await flooding;
    expect(near.seen.lost).toEqual([expect.stringContaining('hung up')]);
    expect(await near.handle.write(Uint8Array.of(1))).toMatchObject({ ok: false, error: { code: 'failed' } });
    await near.handle.close();
    expect(near.seen.lost).toHaveLength(1);
  });

  it('has no control lines, and says so without further harm', async () => {
    const far = await bench.farEnd();
    const near = await open(far.path);
    expect(await near.handle.getLines()).toMatchObject({ ok: false, error: { code: 'not-supported' } });
    expect(await near.handle.setLines({ dtr: false })).toMatchObject({ ok: false, error: { code: 'not-supported' } });
    await far.send([Uint8Array.of(0x4f, 0x4b)]);
    await eventually('bytes', () => near.received().length === 2);
    expect(near.seen.lost).toEqual([]);
    expect(await near.handle.notice).toBe('');
  });

  it('changes its speed while open, also to an odd one', async () => {
    const far = await bench.farEnd();
    const near = await open(far.path, { baud: 9600 });
    expect(await near.handle.setBaud(921_600)).toEqual({ ok: true, value: undefined });
    expect(await near.handle.setBaud(123_456)).toEqual({ ok: true, value: undefined });
    await far.send([Uint8Array.of(1, 2, 3)]);
    await eventually('bytes', () => near.received().length === 3);
  });

  it.each([
    { dataBits: 7, parity: 'even', stopBits: 2 },
    { dataBits: 5, parity: 'odd' },
    { flow: 'rtscts' },
    { flow: 'xonxoff' },
  ] as const)('opens with %o', async (change) => {
    const far = await bench.farEnd();
    const near = await open(far.path, change);
    await far.send([Uint8Array.of(0x31)]);
    await eventually('bytes', () => near.received().length === 1);
  });

  it('closes although the other side takes nothing', async () => {
    const far = await bench.farEnd();
    const near = await open(far.path);
    far.pause();
    const done = near.handle.write(randomBytes(400_000, 13));
    await near.handle.close();
    expect(await done).toMatchObject({ ok: false, error: { code: 'failed' } });
    expect(near.handle.pending).toBe(0);
    expect(near.seen.lost).toEqual([]);
  });
});

describe('a serial device that does not open', () => {
  it('is busy when it is open already, and open again after the close', async () => {
    const far = await bench.farEnd();
    const near = await open(far.path);
    const again = await tryOpen(far.path);
    expect(again).toMatchObject({ ok: false, error: { code: 'busy', details: { holder: 'ModemScope' } } });
    await near.handle.close();
    await open(far.path);
  });

  it.each([
    ['/dev/ttyNOTHERE7', {}, 'not-found'],
    ['/dev/null', {}, 'bad-path'],
    ['/etc/hosts', {}, 'bad-path'],
    ['/dev', {}, 'bad-path'],
    ['/dev/null', { parity: 'mark' }, 'unsupported'],
  ] as const)('%s with %o: %s', async (path, change, code) => {
    expect(await tryOpen(path, change)).toMatchObject({ ok: false, error: { code } });
  });
});

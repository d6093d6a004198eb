import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '#test/e2e/support/eventually.ts';
import { createTestBench } from './support/farEnd.ts';
import { inPieces, randomBytes } from './support/randomBytes.ts';
import { createRealSerial } from './support/realSerial.ts';

const SETTINGS = { baud: 3_000_000, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' } as const;
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

let bench: Awaited<ReturnType<typeof createTestBench>>;
let serial: ReturnType<typeof createRealSerial>;
/** Faults nobody caught: one would have ended the program. */
let uncaught: unknown[];
const onUncaught = (error: unknown): void => void uncaught.push(error);

beforeEach(async () => {
  uncaught = [];
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
  bench = await createTestBench();
  serial = createRealSerial();
});
afterEach(async () => {
  await serial.service.close();
  await bench.close();
  process.off('uncaughtException', onUncaught);
  process.off('unhandledRejection', onUncaught);
  expect(uncaught).toEqual([]);
});

describe('the serial service on real ports', () => {
  it('records a flood of any bytes byte for byte, at 3 Mbaud', async () => {
    const far = await bench.farEnd();
    const link = await serial.open({ path: far.path, settings: SETTINGS });
    const flood = randomBytes(1_048_576, 21);
    await far.send(inPieces(flood, 6000, 23));
    await eventually('the flood', () => serial.state(link).rxBytes >= flood.length);
    await serial.handlers['serial.close']({ link });
    expect(Buffer.compare(serial.bytes(link, 'rx'), flood)).toBe(0);
  });

  it('speaks with a modem and records both sides', async () => {
    const far = await bench.farEnd();
    const link = await serial.open({ path: far.path });
    expect(await serial.handlers['serial.send']({ link, form: 'line', data: 'AT+CSQ' })).toMatchObject({ ok: true });
    await eventually('the command', () => latin1(far.received()) === 'AT+CSQ\r');
    await far.send(inPieces(Buffer.from('AT+CSQ\r\r\n+CSQ: 21,99\r\n\r\nOK\r\n'), 3, 5));
    await eventually('the answer', () => serial.rows(link).at(-1)?.kind === 'final');
    expect(serial.rows(link).map((row) => row.kind)).toEqual(['open', 'command', 'echo', 'info', 'final']);
  });

  it('survives unplugging in the middle of a flood, and goes on under the same link', async () => {
    const far = await bench.farEnd();
    const link = await serial.open({ path: far.path });
    const before = randomBytes(400_000, 31);
    const sending = far.send(inPieces(before, 4000, 33)).catch(() => undefined);
    await eventually('the first bytes', () => serial.state(link).rxBytes > 100_000);
    await far.unplug();
    await sending;
    await eventually('the loss', () => serial.state(link).state === 'lost');
    const got = serial.state(link).rxBytes;
    expect(serial.state(link).trouble).toContain('hung up');

    await far.plug();
    await eventually('the port to come back', () => serial.state(link).state === 'open');
    const after = randomBytes(50_000, 35);
    await far.send(inPieces(after, 900, 37));
    await eventually('the rest', () => serial.state(link).rxBytes >= got + after.length);
    await serial.handlers['serial.close']({ link });

    const recorded = serial.bytes(link, 'rx');
    expect(Buffer.compare(recorded.subarray(0, got), before.subarray(0, got))).toBe(0);
    expect(Buffer.compare(recorded.subarray(got), after)).toBe(0);
    expect(serial.notes(link).map((text) => text.split(':')[0])).toEqual(['open', 'lost', 'recovered', 'close']);
    expect(serial.log.links()).toHaveLength(1);
  });

  it('survives being unplugged and plugged many times', async () => {
    const far = await bench.farEnd();
    const link = await serial.open({ path: far.path });
    for (let i = 0; i < 5; i += 1) {
      await far.unplug();
      await eventually('the loss', () => serial.state(link).state === 'lost');
      await far.plug();
      await eventually('the port to come back', () => serial.state(link).state === 'open');
      await far.send([Buffer.from(`+CREG: ${i}\r\n`)]);
      await eventually('a line', () => latin1(serial.bytes(link, 'rx')).includes(`+CREG: ${i}`));
    }
  });

  it('keeps several ports apart', async () => {
    const ends = [await bench.farEnd('ttyA'), await bench.farEnd('ttyB'), await bench.farEnd('ttyC')];
    const links = await Promise.all(ends.map((far) => serial.open({ path: far.path })));
    await Promise.all(ends.map((far, i) => far.send(inPieces(randomBytes(100_000, i + 1), 3000, i + 5))));
    await eventually('all', () => links.every((link) => serial.state(link).rxBytes >= 100_000));
    await serial.service.close();
    for (const [i, link] of links.entries()) {
      expect(Buffer.compare(serial.bytes(link, 'rx'), randomBytes(100_000, i + 1))).toBe(0);
    }
  });

  it('closes while the other side takes nothing, and says what was not sent', async () => {
    const far = await bench.farEnd();
    const link = await serial.open({ path: far.path });
    far.pause();
    for (let i = 0; i < 40 && !(await congested(link)); i += 1);
    expect(await congested(link)).toBe(true);
    expect(await serial.handlers['serial.close']({ link })).toEqual({ ok: true, value: {} });
    expect(serial.notes(link).at(-1)).toMatch(/^warning: \d+ bytes shown as sent did not leave this machine\.$/);
  });

  const congested = async (link: number): Promise<boolean> => {
    const result = await serial.handlers['serial.send']({ link, form: 'text', data: 'x'.repeat(65_536) });
    return !result.ok && result.error.code === 'congested';
  };

  it('refuses a path twice, and what is no port', async () => {
    const far = await bench.farEnd();
    await serial.open({ path: far.path });
    expect(await serial.tryOpen({ path: far.path })).toMatchObject({ error: { code: 'already-open' } });
    expect(await serial.tryOpen({ path: join(bench.dir, 'nothing') })).toMatchObject({ error: { code: 'not-found' } });
    expect(await serial.tryOpen({ path: 'ttyUSB2' })).toMatchObject({ error: { code: 'bad-path' } });
    expect(await serial.handlers['serial.ports']({})).toMatchObject({ ok: true });
  });
});

describe('the serial service on a TCP port', () => {
  it('comes back after the server dropped the connection, and after it was away', async () => {
    const peers: Socket[] = [];
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      peers.push(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const link = await serial.open({ path: `tcp://127.0.0.1:${port}` });
    await eventually('the connection', () => peers.length === 1);
    peers[0]?.write('one\r\n');
    await eventually('the first line', () => serial.state(link).rxBytes === 5);

    peers[0]?.destroy();
    await eventually('the loss and the return', () => peers.length === 2 && serial.state(link).state === 'open');
    peers[1]?.write('two\r\n');
    await eventually('the second line', () => serial.state(link).rxBytes === 10);

    server.close();
    peers[1]?.destroy();
    await eventually('an attempt in vain', () => serial.state(link).attempts >= 1);
    server.listen(port, '127.0.0.1');
    await eventually('the return', () => serial.state(link).state === 'open');
    peers.at(-1)?.write('three\r\n');
    await eventually('the third line', () => serial.state(link).rxBytes === 17);
    await serial.handlers['serial.close']({ link });
    expect(latin1(serial.bytes(link, 'rx'))).toBe('one\r\ntwo\r\nthree\r\n');
    for (const peer of peers) peer.destroy();
    server.close();
  });
});

describe('the serial service on a capture', () => {
  it('plays it and ends', async () => {
    const file = join(bench.dir, 'hello.atlog');
    await writeFile(file, '0.00 TX AT\\r\n0.01 RX AT\\r\\r\\nOK\\r\\n\n0.02 RX +CPIN: READY\\r\\n\n');
    const link = await serial.open({ path: `play:${file}` });
    await eventually('the end', () => serial.state(link).state === 'closed');
    expect(latin1(serial.bytes(link, 'tx'))).toBe('AT\r');
    expect(latin1(serial.bytes(link, 'rx'))).toBe('AT\r\r\nOK\r\n+CPIN: READY\r\n');
    expect(serial.state(link).trouble).toBe('');
  });
});

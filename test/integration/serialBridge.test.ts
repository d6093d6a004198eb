import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { measureBridgeLatency } from '#test/perf/bridgeLatency.bench.ts';
import { createTestBench, type FarEnd } from './support/farEnd.ts';
import { inPieces, randomBytes } from './support/randomBytes.ts';
import { createRealSerial } from './support/realSerial.ts';

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const text = (value: string): Uint8Array[] => [Buffer.from(value, 'latin1')];

let bench: Awaited<ReturnType<typeof createTestBench>>;
let serial: ReturnType<typeof createRealSerial>;
/** The board and the modem, at the far ends of the two ports. */
let mcu: FarEnd;
let modem: FarEnd;
/** Faults nobody caught: one would have ended the program. */
let uncaught: unknown[];
const onUncaught = (error: unknown): void => void uncaught.push(error);

beforeEach(async () => {
  uncaught = [];
  process.on('uncaughtException', onUncaught);
  process.on('unhandledRejection', onUncaught);
  bench = await createTestBench();
  mcu = await bench.farEnd('ttyMCU');
  modem = await bench.farEnd('ttyMODEM');
  serial = createRealSerial();
});
afterEach(async () => {
  await serial.service.close();
  await bench.close();
  process.off('uncaughtException', onUncaught);
  process.off('unhandledRejection', onUncaught);
  expect(uncaught).toEqual([]);
});

const openBridge = (rules: readonly RewriteRule[] = []): Promise<number> =>
  serial.bridge({ mcu: mcu.path, modem: modem.path, rules });
const flow = (link: number) => serial.state(link).bridge;

describe('a bridge over real ports', () => {
  it('passes a megabyte each way at once, byte for byte, and records it so', async () => {
    const link = await openBridge();
    const up = randomBytes(1_048_576, 41);
    const down = randomBytes(1_048_576, 43);
    await Promise.all([mcu.send(inPieces(up, 5000, 3)), modem.send(inPieces(down, 5000, 5))]);
    await eventually('all bytes at the modem', () => modem.received().length >= up.length);
    await eventually('all bytes at the MCU', () => mcu.received().length >= down.length);
    await serial.handlers['serial.close']({ link });
    expect(Buffer.compare(modem.received(), up)).toBe(0);
    expect(Buffer.compare(mcu.received(), down)).toBe(0);
    expect(Buffer.compare(serial.bytes(link, 'tx'), up)).toBe(0);
    expect(Buffer.compare(serial.bytes(link, 'rx'), down)).toBe(0);
  });

  it('holds the board back while the modem takes nothing, in bounded memory, and loses nothing', async () => {
    const link = await openBridge();
    modem.pause();
    const up = randomBytes(1_048_576, 47);
    const sending = mcu.send(inPieces(up, 5000, 3));
    await eventually('the pause', () => (flow(link)?.toModem.pauses ?? 0) > 0);
    expect(flow(link)?.toModem.waiting).toBeLessThanOrEqual(2 * 65_536);
    expect(serial.state(link).mcu?.rxBytes).toBeLessThan(up.length);
    modem.resume();
    await sending;
    await eventually('all bytes at the modem', () => modem.received().length >= up.length);
    expect(Buffer.compare(modem.received(), up)).toBe(0);
    expect(flow(link)?.toModem).toMatchObject({ waiting: 0, dropped: 0 });
  });

  it('notices that the board is unplugged while it is held back', async () => {
    const link = await openBridge();
    modem.pause();
    const sending = mcu.send(inPieces(randomBytes(1_048_576, 51), 5000, 3)).catch(() => undefined);
    await eventually('the pause', () => (flow(link)?.toModem.pauses ?? 0) > 0);
    await mcu.unplug();
    await sending;
    await eventually('the loss', () => serial.state(link).mcu?.state === 'lost');
    expect(serial.state(link).state).toBe('open');
    modem.resume();
    await eventually('what waited', () => flow(link)?.toModem.waiting === 0);
  });

  it.each([
    ['the modem', () => modem, () => mcu],
    ['the board', () => mcu, () => modem],
  ] as const)('goes on when %s is unplugged and comes back', async (what, gone, left) => {
    const link = await openBridge();
    const stateOfGone = () => (what === 'the modem' ? serial.state(link).state : serial.state(link).mcu?.state);
    const dropped = () => flow(link)?.[what === 'the modem' ? 'toModem' : 'toMcu'].dropped;
    for (let i = 0; i < 3; i += 1) {
      const before = dropped() ?? 0;
      await gone().unplug();
      await eventually('the loss', () => stateOfGone() === 'lost');
      await left().send(text(`lost ${i}\r\n`));
      await eventually('what is dropped', () => dropped() === before + 8);
      await gone().plug();
      await eventually('the port to come back', () => stateOfGone() === 'open');
      await left().send(text(`to ${i}\r\n`));
      await eventually('what is passed on', () => latin1(gone().received()) === `to ${i}\r\n`);
      await gone().send(text(`from ${i}\r\n`));
      await eventually('the way back', () => latin1(left().received()).endsWith(`from ${i}\r\n`));
    }
    expect(serial.notes(link).filter((note) => note.startsWith('warning'))).toEqual(
      Array.from({ length: 3 }, () => expect.stringContaining('8 bytes from')),
    );
  });

  it('rewrites the broker address in a dialogue, visibly, and nothing in the data', async () => {
    const link = await openBridge([
      {
        ...{ id: 'broker', enabled: true, direction: 'tx', replace: 'tcp://192.0.2.7:1883' },
        match: { by: 'argument', command: '+CMQTTCONNECT', index: 1, was: '' },
      },
    ]);
    const old = 'AT+CMQTTCONNECT=0,"tcp://broker.example:1883",60,1';
    const rewritten = old.replace('broker.example', '192.0.2.7');
    const asked = `AT+CMQTTPAYLOAD=0,${old.length + 1}\r`;
    const atModem = (end: string) => eventually('it at the modem', () => latin1(modem.received()).endsWith(end));
    await mcu.send(text(`${old}\r\n`));
    await atModem(`${rewritten}\r\n`);
    await modem.send(text('\r\nOK\r\n\r\n+CMQTTCONNECT: 0,0\r\n'));
    await mcu.send(text(asked));
    await atModem(asked);
    await modem.send(text('\r\n>'));
    await eventually('the prompt', () => latin1(mcu.received()).endsWith('>'));
    await mcu.send(inPieces(Buffer.from(`${old}\r`), 9, 7));
    await atModem(`${old}\r`);
    await modem.send(text('\r\nOK\r\n'));
    await eventually('the last OK', () => serial.rows(link).at(-1)?.kind === 'final');
    const all = `${rewritten}\r\n${asked}${old}\r`;
    expect(latin1(modem.received())).toBe(all);
    expect(latin1(serial.bytes(link, 'tx'))).toBe(all);
    expect(serial.rows(link).filter((row) => row.text.startsWith('rewritten'))).toMatchObject([
      { kind: 'command', text: `rewritten from ${old}` },
    ]);
    expect(flow(link)?.rules).toMatchObject([{ id: 'broker', hits: 1 }]);
  });

  it('sends what the user types to either side', async () => {
    const link = await openBridge();
    await serial.handlers['serial.send']({ link, form: 'line', data: 'ATI' });
    await serial.handlers['serial.send']({ link, form: 'text', data: '\r\nRING\r\n', side: 'mcu' });
    await eventually('the command', () => latin1(modem.received()) === 'ATI\r');
    await eventually('the report', () => latin1(mcu.received()) === '\r\nRING\r\n');
  });

  it('asks for the speed and finds it, with everything as it was afterwards', async () => {
    const link = await openBridge();
    const answering = setInterval(() => {
      if (latin1(modem.received()).includes('AT\r')) void modem.send(text('AT\r\r\nOK\r\n'));
    }, 20);
    // A pseudo terminal has no speed: the first that is tried is answered.
    const found = await serial.handlers['serial.detect-baud']({ target: { by: 'link', link }, rates: [9600, 19_200] });
    clearInterval(answering);
    expect(found).toMatchObject({ ok: true, value: { baud: 9600, tried: [{ result: 'answered' }] } });
    expect(serial.state(link)).toMatchObject({ state: 'open', settings: { baud: 115_200 }, detecting: false });
    expect(latin1(mcu.received())).toBe('');
  });

  it('takes little time (printed, not judged: it is the machine that is measured)', async () => {
    const runs = await measureBridgeLatency(200);
    for (const { name, median, p99 } of runs) {
      console.log(`${name}: median ${median.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
    }
    expect(runs).toHaveLength(3);
    for (const { median } of runs) expect(median).toBeGreaterThan(0);
  });
});

describe('a tap over real ports', () => {
  it('records two wires as one dialogue and writes nothing', async () => {
    const link = await serial.tap(mcu.path, modem.path);
    for (let i = 0; i < 20; i += 1) {
      await mcu.send(inPieces(Buffer.from(`AT+CSQ=${i}\r`), 4, i + 1));
      await eventually('the command', () => serial.rows(link).filter((row) => row.kind === 'command').length === i + 1);
      await modem.send(inPieces(Buffer.from(`\r\n+CSQ: ${i},99\r\n\r\nOK\r\n`), 4, i + 2));
      await eventually('the answer', () => serial.rows(link).at(-1)?.kind === 'final');
    }
    expect(serial.rows(link).map((row) => row.kind)).toEqual([
      'open',
      ...Array.from({ length: 20 }, () => ['command', 'info', 'final']).flat(),
    ]);
    expect([latin1(mcu.received()), latin1(modem.received())]).toEqual(['', '']);
  });

  it('takes in two floods byte for byte', async () => {
    const link = await serial.tap(mcu.path, modem.path);
    const [up, down] = [randomBytes(500_000, 61), randomBytes(500_000, 63)];
    await Promise.all([mcu.send(inPieces(up, 5000, 3)), modem.send(inPieces(down, 5000, 5))]);
    await eventually('both floods', () => {
      const { rxBytes, txBytes } = serial.state(link);
      return rxBytes >= down.length && txBytes >= up.length;
    });
    await serial.handlers['serial.close']({ link });
    expect(Buffer.compare(serial.bytes(link, 'tx'), up)).toBe(0);
    expect(Buffer.compare(serial.bytes(link, 'rx'), down)).toBe(0);
  });

  it('goes on with one wire while the other is away', async () => {
    const link = await serial.tap(mcu.path, modem.path);
    await mcu.unplug();
    await eventually('the loss', () => serial.state(link).mcu?.state === 'lost');
    await modem.send(text('\r\nRDY\r\n'));
    await eventually('a line', () => latin1(serial.bytes(link, 'rx')) === '\r\nRDY\r\n');
    await mcu.plug();
    await eventually('the return', () => serial.state(link).mcu?.state === 'open');
    await mcu.send(text('AT\r'));
    await eventually('a command', () => latin1(serial.bytes(link, 'tx')) === 'AT\r');
  });
});

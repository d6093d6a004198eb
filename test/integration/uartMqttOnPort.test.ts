import { generate, type Packet } from 'mqtt-packet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createUartMqtt, type UartMqtt } from '#bench/uartMqtt/createUartMqtt.ts';
import type { LinkInfo } from '#shared/model/link.ts';
import { eventually } from '#test/e2e/support/eventually.ts';
import { createTestBench, type FarEnd } from './support/farEnd.ts';
import { inPieces } from './support/randomBytes.ts';
import { createRealSerial } from './support/realSerial.ts';

// Firmware that brings its own MQTT client and uses the modem's sockets only (manual V3.00, 11.2).

const CONNECT = generate({ cmd: 'connect', clientId: 'bench-01', keepalive: 60, clean: true, protocolVersion: 4 });
const CONNACK = generate({ cmd: 'connack', returnCode: 0, sessionPresent: false });
/** Its payload looks like the modem's own words. */
const PUBLISH = publish('plant/7/log', '\r\nOK\r\n+IPCLOSE: 0,1\r\n> ', 7);
const PUBACK = generate({ cmd: 'puback', messageId: 7 });
const ORDER = publish('plant/7/set', 'AT+CRESET\r', 9);
const PINGREQ = generate({ cmd: 'pingreq' });

function publish(topic: string, payload: string, messageId: number): Buffer {
  const packet: Packet = { cmd: 'publish', topic, payload, qos: 1, messageId, dup: false, retain: false };
  return generate(packet);
}

let bench: Awaited<ReturnType<typeof createTestBench>>;
let serial: ReturnType<typeof createRealSerial>;
let uartMqtt: UartMqtt;
/** The board and the modem, at the far ends of the two ports. */
let mcu: FarEnd;
let modem: FarEnd;

beforeEach(async () => {
  bench = await createTestBench();
  mcu = await bench.farEnd('ttyMCU');
  modem = await bench.farEnd('ttyMODEM');
  serial = createRealSerial();
  uartMqtt = createUartMqtt({ clock: serial.clock, log: serial.log });
});
afterEach(async () => {
  uartMqtt.close();
  await serial.service.close();
  await bench.close();
});

type Bytes = string | Uint8Array;

/** A dialogue of the board and the modem in turns; what one side said is in rows before the other speaks. */
function createDialogue(link: number) {
  const said = { tx: Buffer.alloc(0), rx: Buffer.alloc(0) };
  const say = async (dir: 'tx' | 'rx', parts: readonly Bytes[]): Promise<void> => {
    const bytes = Buffer.concat(parts.map((part) => Buffer.from(part)));
    said[dir] = Buffer.concat([said[dir], bytes]);
    await (dir === 'tx' ? mcu : modem).send(inPieces(bytes, 7, said[dir].length));
    await eventually('the bytes in rows', () => serial.bytes(link, dir).length === said[dir].length);
  };
  const board = (...parts: Bytes[]) => say('tx', parts);
  const answer = (...parts: Bytes[]) => say('rx', parts);
  return {
    ...{ said, board, answer },
    async send(socket: number, bytes: Uint8Array) {
      await board(`AT+CIPSEND=${socket},${bytes.length}\r`);
      await answer('\r\n>');
      await board(bytes);
      await answer(`\r\nOK\r\n\r\n+CIPSEND: ${socket},${bytes.length},${bytes.length}\r\n`);
    },
    async read(socket: number, bytes: Uint8Array, rest = 0) {
      await board(`AT+CIPRXGET=2,${socket},1500\r`);
      await answer(`\r\n+CIPRXGET: 2,${socket},${bytes.length},${rest}\r\n`, bytes, '\r\nOK\r\n');
    },
  };
}
type Dialogue = ReturnType<typeof createDialogue>;

const LISTEN = {
  bridge: () => serial.bridge({ mcu: mcu.path, modem: modem.path }),
  tap: () => serial.tap(mcu.path, modem.path),
};

const uartLinks = (): readonly LinkInfo[] => serial.log.links().filter(({ role }) => role === 'uart');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
/** `rx <hex>` of every packet of a link; other rows by their kind and words. */
const shown = (link: number | undefined): readonly string[] =>
  serial
    .rows(link ?? 0)
    .map((row) => (row.kind === 'packet' ? `${row.dir} ${hex(row.bytes)}` : `${row.kind} ${row.text}`));
/** Sent by the client in the firmware: `rx`, as at a broker. */
const sent = (...packets: Uint8Array[]): string[] => packets.map((packet) => `rx ${hex(packet)}`);
const received = (...packets: Uint8Array[]): string[] => packets.map((packet) => `tx ${hex(packet)}`);

/** Whatever was found inside, the serial link holds the line byte for byte. */
function expectWhole(link: number, { said }: Dialogue): void {
  for (const dir of ['tx', 'rx'] as const) expect(hex(serial.bytes(link, dir))).toBe(hex(said[dir]));
}

describe.each(['bridge', 'tap'] as const)('MQTT inside a serial line, heard by a %s', (way) => {
  it('in counted data at prompts and in what the board reads from the modem', async () => {
    const link = await LISTEN[way]();
    const line = createDialogue(link);
    await line.board('AT+CIPRXGET=1\r');
    await line.answer('\r\nOK\r\n');
    for (const [socket, host] of [
      [0, 'broker.example'],
      [1, 'files.example'],
    ] as const) {
      await line.board(`AT+CIPOPEN=${socket},"TCP","${host}",1883\r`);
      await line.answer(`\r\nOK\r\n\r\n+CIPOPEN: ${socket},0\r\n`);
    }
    // A packet in two sends, something else on the other socket in between.
    await line.send(0, CONNECT.subarray(0, 9));
    await line.send(1, Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await line.send(0, CONNECT.subarray(9));
    await line.answer('\r\n+CIPRXGET: 1,0\r\n');
    await line.read(0, CONNACK);
    await line.send(0, Buffer.concat([PUBLISH, PINGREQ]));
    await line.answer('\r\n+CIPRXGET: 1,0\r\n');
    await line.read(0, Buffer.concat([PUBACK, ORDER.subarray(0, 5)]), ORDER.length - 5);
    await line.read(0, ORDER.subarray(5));
    await line.board('AT+CIPCLOSE=0\r');
    await line.answer('\r\nOK\r\n\r\n+CIPCLOSE: 0,0\r\n');
    await eventually('the end of the connection', () => uartLinks()[0]?.closedAt !== null);

    expect(uartLinks()).toMatchObject([{ lane: 'mqtt', name: 'bench-01', clientId: 'bench-01', level: 4 }]);
    const [client] = uartLinks();
    expect(client?.address).toBe(`${serial.log.link(link)?.name} socket 0`);
    expect(shown(client?.id)).toEqual([
      `open ${client?.address} to broker.example:1883`,
      ...sent(CONNECT),
      ...received(CONNACK),
      ...sent(PUBLISH, PINGREQ),
      ...received(PUBACK, ORDER),
      'close the firmware closed the socket',
    ]);
    expectWhole(link, line);
  });

  it('in pushed data', async () => {
    const link = await LISTEN[way]();
    const line = createDialogue(link);
    await line.board('AT+CIPOPEN=0,"TCP","192.0.2.7",1883\r');
    await line.answer('\r\nOK\r\n\r\n+CIPOPEN: 0,0\r\n');
    await line.send(0, CONNECT);
    await line.answer(`\r\nRECV FROM:192.0.2.7:1883\r\n+IPD${CONNACK.length}\r\n`, CONNACK);
    await line.answer(`\r\nRECV FROM:192.0.2.7:1883\r\n+IPD${ORDER.length}\r\n`, ORDER, '\r\n+IPCLOSE: 0,1\r\n');
    await eventually('the end of the connection', () => uartLinks()[0]?.closedAt !== null);
    expect(shown(uartLinks()[0]?.id).slice(1)).toEqual([
      ...sent(CONNECT),
      ...received(CONNACK, ORDER),
      'close the server closed the connection',
    ]);
    expectWhole(link, line);
  });

  it('in transparent mode', async () => {
    const link = await LISTEN[way]();
    const line = createDialogue(link);
    await line.board('AT+CIPMODE=1\r');
    await line.answer('\r\nOK\r\n');
    await line.board('AT+CIPOPEN=0,"TCP","broker.example",1883\r');
    await line.answer('\r\nCONNECT 115200\r\n');
    await line.board(CONNECT);
    await line.answer(CONNACK);
    await line.board(PUBLISH, PINGREQ);
    await line.answer(PUBACK, ORDER);
    await line.answer('\r\nCLOSED\r\n');
    await eventually('the end of the connection', () => uartLinks()[0]?.closedAt !== null);
    expect(uartLinks()).toMatchObject([{ name: 'bench-01' }]);
    expect(shown(uartLinks()[0]?.id).slice(1)).toEqual([
      ...sent(CONNECT),
      ...received(CONNACK),
      ...sent(PUBLISH, PINGREQ),
      ...received(PUBACK, ORDER),
      'close the server closed the connection',
    ]);
    expectWhole(link, line);
  });

  it('until the port is unplugged', async () => {
    const link = await LISTEN[way]();
    const line = createDialogue(link);
    await line.board('AT+CIPOPEN=0,"TCP","broker.example",1883\r');
    await line.answer('\r\nOK\r\n\r\n+CIPOPEN: 0,0\r\n');
    await line.send(0, CONNECT);
    await eventually('the connection', () => uartLinks().length === 1);
    await modem.unplug();
    await eventually('the end of the connection', () => uartLinks()[0]?.closedAt !== null);
    expect(shown(uartLinks()[0]?.id).at(-1)).toBe('close the serial port is not heard any more');
  });
});

import { describe, expect, it } from 'vitest';
import { createCaptureLog } from '#bench/capture/createCaptureLog.ts';
import type { LinkInfo } from '#shared/model/link.ts';
import type { Row } from '#shared/model/row.ts';
import { rowAt } from '#shared/model/rowChunk.ts';
import { createAtFramer } from '#shared/protocol/at/createAtFramer.ts';
import { createFakeClock, settle } from '#test/fakes/fakeClock.ts';
import { createUartMqtt } from './createUartMqtt.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const CONNECT = '\x10\x14\x00\x04MQTT\x04\x02\x00<\x00\x08bench-01';
const CONNACK = '\x20\x02\x00\x00';

function setUp(tailBytes = 8_388_608) {
  const clock = createFakeClock();
  const log = createCaptureLog({ clock, limits: { tailBytes } });
  const service = createUartMqtt({ clock, log });
  const port = (name: string) => {
    const link = log.openLink({ lane: 'serial', role: 'modem', address: `/dev/${name}`, name });
    const framer = createAtFramer();
    const say = (dir: 'tx' | 'rx', text: string): void => {
      clock.advance(10);
      for (const row of framer.feed(dir, clock.now(), latin1(text))) {
        log.append({ ...row, lane: 'serial', link, text: '' });
      }
    };
    return {
      link,
      say,
      open(socket: number) {
        say('tx', `AT+CIPOPEN=${socket},"TCP","broker.example",1883\r`);
        say('rx', `\r\nOK\r\n\r\n+CIPOPEN: ${socket},0\r\n`);
      },
      send(socket: number, data: string) {
        say('tx', `AT+CIPSEND=${socket},${data.length}\r`);
        say('rx', '\r\n>');
        say('tx', data);
        say('rx', `\r\nOK\r\n\r\n+CIPSEND: ${socket},${data.length},${data.length}\r\n`);
      },
      receive(socket: number, data: string) {
        say('tx', `AT+CIPRXGET=2,${socket},${data.length}\r`);
        say('rx', `\r\n+CIPRXGET: 2,${socket},${data.length},0\r\n${data}\r\nOK\r\n`);
      },
    };
  };
  const rows = (): readonly Row[] => {
    const all: Row[] = [];
    for (let seq = log.firstSeq; seq <= log.lastSeq; seq += 1) {
      const found = log.find(seq);
      if (found !== undefined) all.push(rowAt(found.chunk, found.index));
    }
    return all;
  };
  const shown = (): readonly string[] =>
    rows().flatMap((row) =>
      row.lane === 'mqtt'
        ? [`${row.link} ${row.kind} ${row.dir} v${row.level} ${row.text}${new TextDecoder('latin1').decode(row.bytes)}`]
        : [],
    );
  const uartLinks = (): readonly LinkInfo[] => log.links().filter(({ role }) => role === 'uart');
  return { clock, log, service, port, rows, shown, uartLinks };
}

describe('MQTT inside a serial link', () => {
  it('becomes a link of its own, named after the client', async () => {
    const { port, shown, uartLinks } = setUp();
    const modem = port('ttyUSB2');
    modem.open(0);
    modem.send(0, CONNECT);
    modem.receive(0, CONNACK);
    modem.say('rx', '\r\n+IPCLOSE: 0,1\r\n');
    await settle();
    expect(uartLinks()).toMatchObject([
      { id: 2, lane: 'mqtt', address: 'ttyUSB2 socket 0', name: 'bench-01', clientId: 'bench-01', level: 4 },
    ]);
    expect(uartLinks()[0]?.closedAt).not.toBeNull();
    expect(shown()).toEqual([
      '2 open none v0 ttyUSB2 socket 0 to broker.example:1883',
      `2 packet rx v4 ${CONNECT}`,
      `2 packet tx v4 ${CONNACK}`,
      '2 close none v4 the server closed the connection',
    ]);
  });

  it('keeps two sockets and two ports apart', async () => {
    const { port, shown, uartLinks } = setUp();
    const ports = [port('ttyUSB2'), port('ttyUSB6')];
    for (const each of ports) for (const socket of [0, 1]) each.open(socket);
    for (const socket of [0, 1]) for (const each of ports) each.send(socket, CONNECT);
    await settle();
    expect(uartLinks().map(({ address }) => address)).toEqual([
      'ttyUSB2 socket 0',
      'ttyUSB6 socket 0',
      'ttyUSB2 socket 1',
      'ttyUSB6 socket 1',
    ]);
    expect(shown().filter((row) => row.includes('packet'))).toHaveLength(4);
  });

  it.each(['lost', 'close'] as const)('ends with the port (%s)', async (kind) => {
    const { log, port, shown, uartLinks } = setUp();
    const modem = port('ttyUSB2');
    modem.open(0);
    modem.send(0, CONNECT);
    log.note(kind, 'gone', modem.link);
    await settle();
    expect(shown().at(-1)).toBe('2 close none v4 the serial port is not heard any more');
    expect(uartLinks()[0]?.closedAt).not.toBeNull();
  });

  it('leaves other sockets alone and adds no row for them', async () => {
    const { port, shown, uartLinks } = setUp();
    const modem = port('ttyUSB2');
    modem.open(0);
    modem.send(0, 'GET / HTTP/1.1\r\n\r\n');
    modem.receive(0, 'HTTP/1.1 200 OK\r\n\r\n');
    await settle();
    expect(uartLinks()).toEqual([]);
    expect(shown()).toEqual([]);
  });

  it('gives up a connection of which rows were dropped unread', async () => {
    const { log, port, shown } = setUp(200_000);
    const modem = port('ttyUSB2');
    modem.open(0);
    modem.send(0, CONNECT);
    await settle();
    for (let i = 0; i < 500; i += 1) log.note('info', 'x'.repeat(1000));
    modem.send(0, '\xc0\x00');
    await settle();
    expect(shown().at(-1)).toContain('is not heard any more');
  });

  it('closes what is open when the bench closes', async () => {
    const { service, port, shown, uartLinks } = setUp();
    const modem = port('ttyUSB2');
    modem.open(0);
    modem.send(0, CONNECT);
    service.close();
    modem.send(0, '\xc0\x00');
    await settle();
    expect(shown().at(-1)).toMatch(/^2 close/);
    expect(uartLinks()[0]?.closedAt).not.toBeNull();
  });
});

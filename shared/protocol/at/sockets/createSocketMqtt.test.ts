import { describe, expect, it } from 'vitest';
import { CONNECT, concat, hex, PINGREQ, PUBLISH } from '../../mqtt/mqttBytes.testkit.ts';
import { captures, latin1, records, stream } from '../framer.testkit.ts';
import { mqttOf, type SocketDialogue, socketDialogue } from './socketDialogue.testkit.ts';

const CONNACK = hex('20 02 00 00');
const PINGRESP = hex('d0 00');
const shown = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

const played = (play: (dialogue: SocketDialogue) => void): readonly string[] => {
  const dialogue = socketDialogue();
  play(dialogue);
  return mqttOf(dialogue.records);
};
/** What a connection with CONNECT and CONNACK shows. */
const connected = (where: string): readonly string[] => [
  `#1 open ${where}`,
  `#1 rx ${shown(CONNECT)}`,
  `#1 tx ${shown(CONNACK)}`,
];
const AT_0 = 'CIP 0 broker.example:1883';

describe('MQTT in the sockets of a serial link', () => {
  it('with buffered reads, as hex and binary (manual 11.2.5, 11.2.6)', () => {
    const log = String.raw`
      0.000 TX AT+CIPOPEN=0,"TCP","broker.example",1883\r
      0.010 RX \r\nOK\r\n
      0.900 RX \r\n+CIPOPEN: 0,0\r\n
      1.000 TX AT+CIPSEND=0,34\r
      1.010 RX \r\n>
      1.020 TX \x10\x20\x00\x04MQTT\x04\xc2\x00<\x00\x08bench-01\x00\x04user\x00\x04pass
      1.040 RX \r\nOK\r\n\r\n+CIPSEND: 0,34,34\r\n
      1.200 RX \r\n+CIPRXGET: 1,0\r\n
      1.210 TX AT+CIPRXGET=4,0\r
      1.220 RX \r\n+CIPRXGET: 4,0,4\r\n\r\nOK\r\n
      1.230 TX AT+CIPRXGET=3,0,4\r
      1.240 RX \r\n+CIPRXGET: 3,0,4,0\r\n20020000\r\nOK\r\n
      1.300 TX AT+CIPSEND=0,16\r
      1.310 RX \r\n>
      1.320 TX \x82\x0e\x00\x02\x00\x09bench/cmd\x01
      1.330 RX \r\nOK\r\n\r\n+CIPSEND: 0,16,16\r\n
      1.340 TX AT+CIPRXGET=2,0,5\r
      1.350 RX \r\n+CIPRXGET: 2,0,5,0\r\n\x90\x03\x00\x02\x01\r\nOK\r\n
      1.400 TX AT+CIPSEND=0,2\r
      1.410 RX \r\n>
      1.420 TX \xc0\x00
      1.430 RX \r\nOK\r\n\r\n+CIPSEND: 0,2,2\r\n
      2.000 TX AT+CIPCLOSE=0\r
      2.010 RX \r\nOK\r\n\r\n+CIPCLOSE: 0,0\r\n`;
    expect(mqttOf(records(log.replace(/^\s+/gm, '')))).toEqual([
      `#1 open ${AT_0}`,
      '#1 rx 10 20 00 04 4d 51 54 54 04 c2 00 3c 00 08 62 65 6e 63 68 2d 30 31 00 04 75 73 65 72 00 04 70 61 73 73',
      '#1 tx 20 02 00 00',
      '#1 rx 82 0e 00 02 00 09 62 65 6e 63 68 2f 63 6d 64 01',
      '#1 tx 90 03 00 02 01',
      '#1 rx c0 00',
      '#1 close host',
    ]);
  });

  it.each([
    ['RECV FROM and +IPD', (bytes: string) => `\r\nRECV FROM:192.0.2.7:1883\r\n+IPD4\r\n${bytes}`],
    ['+IPD glued to its data', (bytes: string) => `\r\n+IPD4${bytes}`],
    ['+RECEIVE', (bytes: string) => `\r\n+RECEIVE,0,4:\r\n${bytes}\r\n`],
  ])('with push data behind %s', (_name, push) => {
    const seen = played((d) => {
      d.open(0);
      d.send(0, CONNECT);
      d.rx(push('\x20\x02\x00\x00'));
      d.rx('\r\n+IPCLOSE: 0,1\r\n');
    });
    expect(seen).toEqual([...connected(AT_0), '#1 close peer']);
  });

  it('with push data that only its sender tells apart', () => {
    const seen = played((d) => {
      d.open(0);
      d.tx('AT+CIPOPEN=1,"TCP","files.example",80\r');
      d.rx('\r\nOK\r\n\r\n+CIPOPEN: 1,0\r\n');
      d.send(0, CONNECT);
      d.rx('\r\nRECV FROM:192.0.2.9:80\r\n+IPD4\r\nHTTP');
      d.rx('\r\nRECV FROM:192.0.2.7:1883\r\n+IPD4\r\n\x20\x02\x00\x00');
    });
    expect(seen).toEqual(connected(AT_0));
  });

  it('in transparent mode, over an escape and ATO (manual 11.2.9, 2.2.9)', () => {
    const seen = played((d) => {
      d.tx('AT+CIPMODE=1\r');
      d.rx('\r\nOK\r\n');
      d.tx('AT+CIPOPEN=0,"TCP","broker.example",1883\r');
      d.rx('\r\nCONNECT 115200\r\n');
      d.wait(200);
      d.tx(CONNECT);
      d.wait(200);
      d.rx(CONNACK);
      d.wait(2000);
      d.tx('+++');
      d.wait(1200);
      d.rx('\r\nOK\r\n');
      d.tx('AT+CSQ\r');
      d.rx('\r\n+CSQ: 20,99\r\n\r\nOK\r\n');
      d.tx('ATO\r');
      d.rx('\r\nCONNECT 115200\r\n');
      d.wait(200);
      d.tx(PINGREQ);
      d.wait(200);
      d.rx(PINGRESP);
      d.wait(200);
      d.rx('\r\nCLOSED\r\n');
    });
    expect(seen).toEqual([...connected(AT_0), '#1 rx c0 00', '#1 tx d0 00', '#1 close peer']);
  });

  it('inside a TLS session of the modem (manual 10.2.5, 10.2.7)', () => {
    const seen = played((d) => {
      d.tx('AT+CCHOPEN=0,"broker.example",8883,2\r');
      d.rx('\r\nOK\r\n\r\n+CCHOPEN: 0,0\r\n');
      d.tx(`AT+CCHSEND=0,${CONNECT.length}\r`);
      d.rx('\r\n>');
      d.tx(CONNECT);
      d.rx('\r\nOK\r\n');
      d.tx('AT+CCHRECV=0\r');
      d.rx('\r\nOK\r\n\r\n+CCHRECV: DATA,0,4\r\n\x20\x02\x00\x00\r\n+CCHRECV: 0,0\r\n');
      d.rx('\r\n+CCH_PEER_CLOSED: 0\r\n');
    });
    expect(seen).toEqual([...connected('CCH 0 broker.example:8883'), '#1 close peer']);
  });

  it('on ESP-AT', () => {
    const seen = played((d) => {
      d.tx('AT+CIPSTART="TCP","broker.example",1883\r\n');
      d.rx('CONNECT\r\n\r\nOK\r\n');
      d.tx(`AT+CIPSEND=${CONNECT.length}\r\n`);
      d.rx('\r\nOK\r\n\r\n>');
      d.tx(CONNECT);
      d.rx(`\r\nRecv ${CONNECT.length} bytes\r\n\r\nSEND OK\r\n`);
      d.rx('\r\n+IPD,4:\x20\x02\x00\x00');
      d.rx('CLOSED\r\n');
    });
    expect(seen).toEqual([...connected(AT_0), '#1 close peer']);
  });

  it('sent up to Ctrl-Z, with escaped bytes; what ESC cancelled was not sent', () => {
    const publish = hex('30 05 00 01 74 1a 1b');
    const seen = played((d) => {
      d.open(0);
      d.send(0, CONNECT);
      for (const data of [concat([PINGREQ, [0x1b]]), concat([[0x30, 5, 0, 1, 0x74, 3, 0x1a, 3, 0x1b], [0x1a]])]) {
        d.tx('AT+CIPSEND=0,\r');
        d.rx('\r\n>');
        d.tx(data);
        d.rx('\r\nOK\r\n');
      }
    });
    expect(seen).toEqual([`#1 open ${AT_0}`, `#1 rx ${shown(CONNECT)}`, `#1 rx ${shown(publish)}`]);
  });

  it('from its beginning only: a connection that was open before is not guessed at', () => {
    expect(
      played((d) => {
        d.send(0, PUBLISH);
        d.receive(0, PINGRESP);
      }),
    ).toEqual([]);
  });

  it('anew when the close was not seen', () => {
    const seen = played((d) => {
      d.open(0);
      d.send(0, CONNECT);
      d.open(0);
      d.send(0, CONNECT);
    });
    const rx = `rx ${shown(CONNECT)}`;
    expect(seen).toEqual([`#1 open ${AT_0}`, `#1 ${rx}`, '#1 close reopened', `#2 open ${AT_0}`, `#2 ${rx}`]);
  });

  it.each([
    ['NETCLOSE', '\r\n+NETCLOSE: 0\r\n', 'host'],
    ['the loss of the network', '\r\n+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY\r\n', 'network'],
    ['a restart of the modem', '\r\nRDY\r\n', 'restart'],
    ['a send timeout', '\r\n+IPCLOSE: 0,2\r\n', 'timeout'],
  ])('up to %s', (_name, line, why) => {
    const seen = played((d) => {
      d.open(0);
      d.send(0, CONNECT);
      d.rx(line);
    });
    expect(seen.at(-1)).toBe(`#1 close ${why}`);
  });

  it.each([
    ['HTTP', 'GET /t HTTP/1.1\r\nHost: files.example\r\n\r\n'],
    ['TLS of the firmware', '\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03'],
    ['a CONNECT packet of another protocol', '\x10\x0c\x00\x04MQTX\x04\x02\x00\x3c\x00\x00'],
    ['the beginning of one that goes on differently', '\x10\x8c\x00\x00\x05'],
  ])('is not seen in %s', (_name, text) => {
    expect(
      played((d) => {
        d.open(0);
        d.send(0, latin1(text));
        d.receive(0, CONNACK);
        d.rx('\r\n+IPCLOSE: 0,1\r\n');
      }),
    ).toEqual([]);
  });

  it('is not seen in datagrams', () => {
    expect(
      played((d) => {
        d.tx('AT+CIPOPEN=0,"UDP",,,5000\r');
        d.rx('\r\n+CIPOPEN: 0,0\r\n\r\nOK\r\n');
        d.tx(`AT+CIPSEND=0,${CONNECT.length},"192.0.2.7",1883\r`);
        d.rx('\r\n>');
        d.tx(CONNECT);
        d.rx('\r\nOK\r\n');
      }),
    ).toEqual([]);
  });
});

it('is not seen in captures whose firmware sends nothing into a socket', () => {
  const without = captures.filter(({ records: recorded }) => !/SEND|CIPMODE/.test(stream(recorded, 'tx')));
  expect(without.length).toBeGreaterThan(0);
  expect(without.flatMap(({ records: recorded }) => mqttOf(recorded))).toEqual([]);
});

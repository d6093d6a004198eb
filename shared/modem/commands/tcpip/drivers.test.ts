import { describe, expect, it } from 'vitest';
import { type SocketsUnderTest, startSockets } from './sockets.testkit.ts';

/** A driver in miniature: what it sends, and what it waits for. */
type Step = readonly [send: string, wanted: string];

const follow = ({ say, heard }: SocketsUnderTest, steps: readonly Step[]): void => {
  for (const [send, wanted] of steps) {
    let text = say(send, 100);
    for (let i = 0; i < 100 && !text.includes(wanted); i += 1) text += heard(50);
    expect(text, send).toContain(wanted);
  }
};
const OK = '\r\nOK\r\n';

/** Orders of commands as well-known drivers send them, with their line ends and habits. */
describe('drivers that are in use', () => {
  it('TinyGSM: numbers for errors, +RECEIVE, reads by itself', () => {
    const sockets = startSockets({ first: [] });
    follow(sockets, [
      ['AT+CIPMODE=0\r\n', OK],
      ['AT+CIPSENDMODE=0\r\n', OK],
      ['AT+CIPCCFG=10,0,0,0,1,0,75000\r\n', OK],
      ['AT+CIPTIMEOUT=75000,15000,15000\r\n', OK],
      ['AT+NETOPEN?\r\n', '+NETOPEN: 0'],
      ['AT+NETOPEN\r\n', '\r\n+NETOPEN: 0\r\n'],
      ['AT+IPADDR\r\n', '+IPADDR: 10.'],
      ['AT+CIPRXGET=1\r\n', OK],
      ['AT+CIPOPEN=0,"TCP","server.example",7000\r\n', '\r\n+CIPOPEN: 0,0\r\n'],
      ['AT+CIPSEND=0,4\r\n', '\r\n>'],
      ['data', '\r\n+CIPSEND: 0,4,4\r\n'],
    ]);
    expect(sockets.received()).toBe('data');
    sockets.peer().send(new Uint8Array([0x68, 0x69]));
    follow(sockets, [
      ['', '\r\n+CIPRXGET: 1,0\r\n'],
      ['AT+CIPRXGET=4,0\r\n', '+CIPRXGET: 4,0,2\r\n'],
      ['AT+CIPRXGET=2,0,2\r\n', '+CIPRXGET: 2,0,2,0\r\nhi\r\n'],
      ['AT+CIPRXGET=2,0,2\r\n', '+IP ERROR: 21\r\n'],
      ['AT+CIPCLOSE=0\r\n', '+CIPCLOSE: 0,0\r\n'],
      ['AT+NETCLOSE\r\n', '+NETCLOSE: 0\r\n'],
    ]);
  });

  it('esp_modem: asks first, and ends counted data with Ctrl-Z all the same', () => {
    const sockets = startSockets({ first: [] });
    follow(sockets, [
      ['AT+NETOPEN?\r', '+NETOPEN: 0'],
      ['AT+NETOPEN\r', '\r\n+NETOPEN: 0\r\n'],
      ['AT+NETOPEN?\r', '+NETOPEN: 1'],
      ['AT+CIPRXGET=1\r', OK],
      ['AT+CIPOPEN=0,"TCP","server.example",7000\r', '+CIPOPEN: 0,0'],
      ['AT+CIPSEND=0,4\r', '>'],
      ['data\x1a', '+CIPSEND: 0,4,4'],
      ['AT+CIPRXGET=4,0\r', '+CIPRXGET: 4,0,0'],
    ]);
    expect(sockets.received()).toBe('data');
  });

  it('at_device: no sender line, CR LF, a domain', () => {
    const sockets = startSockets({ first: [] });
    follow(sockets, [
      ['AT+CIPMODE=0\r\n', OK],
      ['AT+CIPSRIP=0\r\n', OK],
      ['AT+NETOPEN\r\n', '+NETOPEN: 0'],
      ['AT+CDNSGIP="server.example"\r\n', '+CDNSGIP: 1,"server.example","192.0.2.1"'],
      ['AT+CIPOPEN=3, "TCP", "192.0.2.1", 7000\r\n', '+CIPOPEN: 3,0'],
      ['AT+CIPSEND=3,2\r\n', '>'],
      ['\r\n', '+CIPSEND: 3,2,2'],
    ]);
    expect(sockets.received()).toBe('\r\n');
    expect(sockets.send('x')).toBe('\r\n+IPD1\r\nx');
  });
});

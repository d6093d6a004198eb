import { describe, expect, it } from 'vitest';
import { ERROR, handFaults, OK, type SocketsUnderTest, startSockets } from './sockets.testkit.ts';

const DIAL = 'AT+CIPOPEN=0,"TCP","server.example",7000';
const CONNECT = '\r\nCONNECT 115200\r\n';
const ready = (): SocketsUnderTest => startSockets({ first: ['AT+CIPMODE=1', 'AT+NETOPEN'] });
const connected = (): SocketsUnderTest => {
  const sockets = ready();
  sockets.at(DIAL, 3000);
  return sockets;
};
const leave = ({ say }: SocketsUnderTest): string => say('+++', 1500);

describe('transparent mode (V3.00 11.2, 2.2.9)', () => {
  it.each([
    [DIAL, CONNECT],
    ['AT+CIPOPEN=0,"UDP","server.example",7000,5000', CONNECT],
    ['AT+CIPOPEN=0,"TCP","nowhere.example",7000', '\r\nCONNECT FAIL\r\n'],
    ['AT+CIPOPEN=0,"TCP","server.example",7001', '\r\nCONNECT FAIL\r\n'],
    ['AT+CIPOPEN=1,"TCP","server.example",7000', `\r\n+CIPOPEN: 1,4\r\n${ERROR}`],
    ['AT+CIPOPEN=0,"UDP",,,5000', `\r\n+CIPOPEN: 0,4\r\n${ERROR}`],
    ['AT+SERVERSTART=8080,0', `\r\n+IP ERROR: Operation not supported\r\n${ERROR}`],
  ])('%s', (command, answer) => {
    expect(ready().at(command, 1000)).toBe(answer);
  });

  it('can be tried again after CONNECT FAIL', () => {
    const { at, network } = ready();
    network.fail('server.example', 7000, 'refused');
    expect(at(DIAL, 1000)).toBe('\r\nCONNECT FAIL\r\n');
    network.fail('server.example', 7000, null);
    expect(at(DIAL, 1000)).toBe(CONNECT);
  });

  it('carries bytes both ways as they are', () => {
    const { say, received, send } = connected();
    expect(say('AT\r\n\x1a\x1b+', 500)).toBe('');
    expect(received()).toBe('AT\r\n\x1a\x1b+');
    expect(send('\r\nOK\r\n')).toBe('\r\nOK\r\n');
  });

  it('gives the line back on +++, and again on ATO, with what came meanwhile', () => {
    const sockets = connected();
    const { at, send, say, received } = sockets;
    expect(leave(sockets)).toBe(OK);
    expect(send('while away', 500)).toBe('');
    expect(at('AT+CIPOPEN?')).toContain('+CIPOPEN: 0,"TCP","192.0.2.1",7000,-1');
    expect(at('AT+CIPSEND=0,4')).toBe(`\r\n+CIPERROR: 4\r\n${ERROR}`);
    at('AT+CIPRXGET=1');
    expect(at('AT+CIPRXGET=2,0')).toBe(`\r\n+IP ERROR: Operation not supported\r\n${ERROR}`);
    expect(at('ATO', 500)).toBe(`${CONNECT}while away`);
    say('on', 500);
    expect(received()).toBe('on');
  });

  it('says CLOSED when the other end hangs up, behind its last data', () => {
    const { peer, heard, at } = connected();
    peer().send(new Uint8Array([0x62, 0x79, 0x65]));
    peer().end();
    expect(heard(500)).toBe('bye\r\nCLOSED\r\n');
    expect(at('AT+CIPOPEN?')).toContain('\r\n+CIPOPEN: 0\r\n');
    expect(at('ATO')).toBe('\r\nNO CARRIER\r\n');
  });

  it('says CLOSED also in command mode', () => {
    const sockets = connected();
    leave(sockets);
    sockets.peer().end();
    expect(sockets.heard(500)).toBe('\r\nCLOSED\r\n');
    expect(sockets.at('ATO')).toBe('\r\nNO CARRIER\r\n');
    expect(sockets.at(DIAL, 500)).toBe(CONNECT);
  });

  it('is closed by command: OK, CLOSED, result', () => {
    const sockets = connected();
    leave(sockets);
    expect(sockets.at('AT+CIPCLOSE=0', 500)).toBe(`${OK}\r\nCLOSED\r\n\r\n+CIPCLOSE: 0,0\r\n`);
    expect(sockets.peer().ended).toBe('local');
  });

  it('is closed with the service', () => {
    const sockets = connected();
    leave(sockets);
    expect(sockets.at('AT+NETCLOSE', 1000)).toBe(`${OK}\r\nCLOSED\r\n\r\n+NETCLOSE: 0\r\n`);
    expect(sockets.at('ATO')).toBe('\r\nNO CARRIER\r\n');
  });

  it('ends with the data connection', () => {
    const faults = handFaults();
    const { heard } = startSockets({ faults, first: ['AT+CIPMODE=1', 'AT+NETOPEN', DIAL] });
    faults.happen('bearer-lost');
    expect(heard(500)).toMatch(/^\r\nCLOSED\r\n[\s\S]*\+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY\r\n/);
  });

  it('loses what is more than its buffer takes, and counts it', () => {
    const { peer, say, modem } = connected();
    peer().stall(true);
    for (let i = 0; i < 17; i += 1) say('x'.repeat(4096), 10);
    expect(modem.state().connections).toEqual(['TCP 0: 192.0.2.1:7000, 4096 bytes lost']);
  });

  it('carries datagrams', () => {
    const { at, say } = ready();
    at('AT+CIPOPEN=0,"UDP","server.example",7000,5000', 500);
    expect(say('ping', 1500)).toBe('PING');
    say('+++', 1500);
    expect(at('AT+CIPCLOSE=0', 500)).toBe(`${OK}\r\nCLOSED\r\n\r\n+CIPCLOSE: 0,0\r\n`);
  });
});

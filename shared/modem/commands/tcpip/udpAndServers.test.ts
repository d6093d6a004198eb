import { describe, expect, it } from 'vitest';
import { ERROR, OK, SERVER, startSockets } from './sockets.testkit.ts';

describe('UDP (V3.00 11.2)', () => {
  const BIND = 'AT+CIPOPEN=1,"UDP",,,5000';

  it.each([
    [BIND, `\r\n+CIPOPEN: 1,0\r\n${OK}`],
    ['AT+CIPOPEN=1,"UDP"', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['AT+CIPOPEN=1,"UDP",,,', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['AT+CIPOPEN=1,"UDP",,,70000', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
  ])('%s', (command, answer) => {
    expect(startSockets().at(command, 200)).toBe(answer);
  });

  it('sends to the address of each datagram, and tells who answered', () => {
    const { at, say } = startSockets({ first: ['AT+NETOPEN', BIND] });
    expect(at('AT+CIPSEND=1,5')).toBe(`\r\n+CIPERROR: 3\r\n${ERROR}`);
    expect(at('AT+CIPSEND=1,5,"server.example",7000')).toBe('\r\n>');
    expect(say('hello', 500)).toBe(`${OK}\r\n+CIPSEND: 1,5,5\r\n\r\nRECV FROM:${SERVER}:7000\r\n+IPD5\r\nHELLO`);
    expect(at(`AT+CIPSEND=1,,"${SERVER}",7000`)).toBe('\r\n>');
    expect(say('again\x1a', 500)).toContain('+IPD5\r\nAGAIN');
    expect(at('AT+CIPACK=1')).toContain('+CIPACK: 10,10,10');
    expect(at('AT+CIPOPEN?')).toContain('\r\n+CIPOPEN: 1,"UDP",,,-1\r\n');
    expect(at('AT+CIPCLOSE=1', 200)).toBe(`\r\n+CIPCLOSE: 1,0\r\n${OK}`);
  });

  it('says -1 when the name is not known', () => {
    const { at, say } = startSockets({ first: ['AT+NETOPEN', BIND] });
    at('AT+CIPSEND=1,2,"nowhere.example",7000');
    expect(say('hi', 500)).toBe(`${OK}\r\n+CIPSEND: 1,2,-1\r\n`);
  });

  it('keeps what comes, when asked to', () => {
    const { at, say } = startSockets({ first: ['AT+CIPRXGET=1', 'AT+NETOPEN', BIND] });
    at('AT+CIPSEND=1,4,"server.example",7000');
    expect(say('kept', 500)).toContain('\r\n+CIPRXGET: 1,1\r\n');
    expect(at('AT+CIPRXGET=2,1')).toBe(`\r\n+CIPRXGET: 2,1,4,0\r\nKEPT\r\n${OK}`);
  });
});

describe('TCP servers (V3.00 11.2, 11.4)', () => {
  const START = 'AT+SERVERSTART=8080,1';

  it.each([
    [START, OK],
    ['AT+SERVERSTART=0,1', ERROR],
    ['AT+SERVERSTART=8080,4', ERROR],
    ['AT+SERVERSTART=8080', ERROR],
    ['AT+SERVERSTART?', OK],
    ['AT+SERVERSTOP=1', `\r\n+SERVERSTOP: 1,4\r\n${ERROR}`],
  ])('%s', (command, answer) => {
    expect(startSockets().at(command, 200)).toBe(answer);
  });

  it('gives clients the free links and tells of them', () => {
    const sockets = startSockets({ first: ['AT+NETOPEN', 'AT+CIPOPEN=0,"TCP","server.example",7000', START] });
    const { at, say, network, heard, peer, received } = sockets;
    expect(at(START, 200)).toBe(`\r\n+IP ERROR: Server is already listening\r\n${ERROR}`);
    expect(at('AT+SERVERSTART=8080,2', 200)).toBe(`\r\n+IP ERROR: Bind port failed\r\n${ERROR}`);
    expect(at('AT+SERVERSTART?')).toBe(`\r\n+SERVERSTART: 1,8080\r\n${OK}`);
    network.dialIn(8080);
    expect(heard(100)).toBe('\r\n+CLIENT: 1,1,198.51.100.7:50000\r\n');
    expect(at('AT+CIPOPEN?')).toContain('\r\n+CIPOPEN: 1,"TCP","198.51.100.7",50000,1\r\n');
    peer().send(new Uint8Array([0x68, 0x69]));
    expect(heard(100)).toBe('\r\nRECV FROM:198.51.100.7:50000\r\n+IPD2\r\nhi');
    at('AT+CIPSEND=1,5');
    expect(say('hello', 200)).toContain('+CIPSEND: 1,5,5');
    expect(received()).toBe('hello');
    peer().end();
    expect(heard(500)).toBe('\r\n+IPCLOSE: 1,1\r\n');
  });

  it('stops: result, then OK; its clients are closed, other links are not', () => {
    const { at, network, heard } = startSockets({
      first: ['AT+NETOPEN', 'AT+CIPOPEN=0,"TCP","server.example",7000', START],
    });
    network.dialIn(8080);
    heard(100);
    expect(at('AT+SERVERSTOP=1', 200)).toBe(`\r\n+SERVERSTOP: 1,0\r\n${OK}`);
    expect(network.peers.map(({ ended }) => ended)).toEqual([null, 'local']);
    expect(network.dialIn(8080)).toBeNull();
    expect(at('AT+CIPCLOSE?')).toContain('+CIPCLOSE: 1,0,0');
    expect(at(START, 200)).toBe(OK);
  });

  it('shows a panel what is connected', () => {
    const { modem, network, heard } = startSockets({ first: ['AT+NETOPEN', START, 'AT+CIPOPEN=4,"UDP",,,5000'] });
    network.dialIn(8080);
    heard(100);
    expect(modem.state().connections).toEqual(['TCP 0: 198.51.100.7:50000', 'UDP 4', 'TCP server 1: port 8080']);
  });

  it('turns clients away when no link is free', () => {
    const links = Array.from({ length: 10 }, (_, link) => `AT+CIPOPEN=${link},"TCP","server.example",7000`);
    const { network, heard } = startSockets({ first: ['AT+NETOPEN', START, ...links] });
    const client = network.dialIn(8080);
    expect(heard(200)).toBe('');
    expect(client?.ended).toBe('local');
  });

  it('end with the service', () => {
    const { at, network, heard } = startSockets({ first: ['AT+NETOPEN', START] });
    network.dialIn(8080);
    heard(100);
    at('AT+NETCLOSE', 1000);
    expect(network.dialIn(8080)).toBeNull();
    expect(network.peers[0]?.ended).toBe('local');
  });
});

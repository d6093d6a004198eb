import { describe, expect, it } from 'vitest';
import { ERROR, handFaults, OK, SERVER, type SocketsUnderTest, startSockets } from './sockets.testkit.ts';

const DIAL = 'AT+CIPOPEN=0,"TCP","server.example",7000';
const FREE = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((link) => `+CIPOPEN: ${link}`).join('\r\n');
const opened = (...first: readonly string[]): SocketsUnderTest =>
  startSockets({ first: [...first, 'AT+NETOPEN', DIAL] });

describe('AT+CIPOPEN with TCP (V3.00 11.2)', () => {
  it.each([
    ['+CIPOPEN=0,"TCP","server.example",7000', `${OK}\r\n+CIPOPEN: 0,0\r\n`],
    ['+CIPOPEN=9,"tcp","192.0.2.1",7000,5000', `${OK}\r\n+CIPOPEN: 9,0\r\n`],
    ['+CIPOPEN=0,"TCP","nowhere.example",7000', `${OK}\r\n+CIPOPEN: 0,11\r\n`],
    ['+CIPOPEN=0,"TCP","server.example",7001', `${OK}\r\n+CIPOPEN: 0,10\r\n`],
    ['+CIPOPEN=0,"TCP","server.example"', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['+CIPOPEN=0,"TCP","server.example",0', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['+CIPOPEN=0,"TCP","server.example",65536', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['+CIPOPEN=0,"TCP",server.example,7000', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['+CIPOPEN=0,"TCP","server.example",7000,x', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['+CIPOPEN=0,TCP,"server.example",7000', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['+CIPOPEN=0,"SCTP","server.example",7000', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['+CIPOPEN=,"TCP","server.example",7000', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['+CIPOPEN=-1,"TCP","server.example",7000', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['+CIPOPEN=0,"TCP","",7000', `\r\n+IP ERROR: Invalid parameter\r\n${ERROR}`],
    ['+CIPOPEN', ERROR],
  ])('AT%s', (command, answer) => {
    expect(startSockets().at(`AT${command}`, 1000)).toBe(answer);
  });

  it.each(['handshake', 'reset', 'unreachable', 'timeout', 'bearer'] as const)('names an error for %s', (reason) => {
    const { network, at } = startSockets();
    network.fail('server.example', 7000, reason);
    expect(at(DIAL, 1000)).toMatch(/^\r\nOK\r\n\r\n\+CIPOPEN: 0,(1|10|12)\r\n$/);
    network.fail('server.example', 7000, null);
    expect(at(DIAL, 1000)).toContain('+CIPOPEN: 0,0');
  });

  it('passes the time limit and the own port on to the network', () => {
    const { peer } = startSockets({
      first: ['AT+CIPTIMEOUT=75000,15000,20000', 'AT+NETOPEN', `${DIAL},5000`],
    });
    expect(peer().request).toMatchObject({ host: 'server.example', port: 7000, timeoutMs: 15_000, localPort: 5000 });
  });

  it('refuses a link that is open, or about to be', () => {
    const { at, heard } = startSockets({ latencyMs: 1000 });
    expect(at(DIAL)).toBe(OK);
    expect(at(DIAL)).toBe(`\r\n+CIPOPEN: 0,8\r\n${ERROR}`);
    expect(at('AT+CIPCLOSE=0')).toBe(`\r\n+CIPCLOSE: 0,8\r\n${ERROR}`);
    expect(at('AT+CIPOPEN?')).toContain(`\r\n+CIPOPEN: 0\r\n${FREE}`);
    expect(at('AT+CIPSEND=0,4')).toBe(`\r\n+CIPERROR: 4\r\n${ERROR}`);
    expect(heard(1000)).toBe('\r\n+CIPOPEN: 0,0\r\n');
    expect(at(DIAL)).toBe(`\r\n+CIPOPEN: 0,4\r\n${ERROR}`);
  });

  it('lists links', () => {
    const { at } = opened();
    expect(at('AT+CIPOPEN?')).toBe(`\r\n+CIPOPEN: 0,"TCP","${SERVER}",7000,-1\r\n${FREE}\r\n${OK}`);
    expect(at('AT+CIPCLOSE?')).toBe(`\r\n+CIPCLOSE: 1,0,0,0,0,0,0,0,0,0\r\n${OK}`);
  });

  it('has ten of them', () => {
    const { at, network } = startSockets();
    for (let link = 0; link < 10; link += 1) {
      expect(at(`AT+CIPOPEN=${link},"TCP","server.example",7000`, 500)).toContain(`+CIPOPEN: ${link},0`);
    }
    expect(network.peers).toHaveLength(10);
    at('AT+NETCLOSE', 1000);
    expect(network.peers.map(({ ended }) => ended)).toEqual(Array(10).fill('local'));
  });
});

describe('AT+CIPSEND (V3.00 11.2.5)', () => {
  it.each([
    ['AT+CIPSEND=0', ERROR],
    ['AT+CIPSEND=0,0', ERROR],
    ['AT+CIPSEND=0,1501', ERROR],
    ['AT+CIPSEND=10,5', ERROR],
    ['AT+CIPSEND=1,5', `\r\n+CIPERROR: 4\r\n${ERROR}`],
    ['AT+CIPSEND=0,5,"192.0.2.1",7000', `\r\n+CIPERROR: 3\r\n${ERROR}`],
    ['AT+CIPACK=1', `\r\n+IP ERROR: Connection is not created\r\n${ERROR}`],
  ])('%s', (command, answer) => {
    expect(opened().at(command)).toBe(answer);
  });

  it('takes exactly the declared bytes, whatever they are', () => {
    const { at, say, received } = opened();
    expect(at('AT+CIPSEND=0,6')).toBe('\r\n>');
    expect(say('a\r\n\x1a\x1b\x00', 200)).toBe(`${OK}\r\n+CIPSEND: 0,6,6\r\n`);
    expect(received()).toBe('a\r\n\x1a\x1b\x00');
    expect(at('AT+CIPACK=0')).toBe(`\r\n+CIPACK: 6,6,0\r\n${OK}`);
  });

  it('waits for ever for bytes that are missing', () => {
    const { at, say, received } = opened();
    at('AT+CIPSEND=0,8');
    expect(say('short', 600_000)).toBe('');
    expect(say('AT\r', 200)).toContain('+CIPSEND: 0,8,8');
    expect(received()).toBe('shortAT\r');
  });

  it('ends with Ctrl-Z, with ETX before what is data all the same', () => {
    const { at, say, received } = opened();
    expect(at('AT+CIPSEND=0,')).toBe('\r\n>');
    expect(say('on\x03\x1aoff\x03\x03\x1a', 200)).toBe(`${OK}\r\n+CIPSEND: 0,7,7\r\n`);
    expect(received()).toBe('on\x1aoff\x03');
  });

  it('sends nothing after ESC, nor nothing at all, nor too much', () => {
    const { at, say, received } = opened();
    for (const data of ['lost\x1b', '\x1a', `${'x'.repeat(1501)}\x1a`]) {
      at('AT+CIPSEND=0,');
      expect(say(data, 200)).toBe(ERROR);
    }
    expect(received()).toBe('');
  });

  it('says -1 when the link went away under the data', () => {
    const { at, say, peer, heard } = opened();
    at('AT+CIPSEND=0,4');
    peer().end();
    expect(heard(100)).toBe('');
    expect(say('data', 300)).toBe(`${OK}\r\n+IPCLOSE: 0,1\r\n\r\n+CIPSEND: 0,4,-1\r\n`);
  });

  it('says 0 when the buffer is full, and closes what does not move', () => {
    const { at, say, peer, heard } = opened('AT+CIPTIMEOUT=120000,120000,3000');
    peer().stall(true);
    const sent: string[] = [];
    for (let i = 0; i < 44; i += 1) {
      at('AT+CIPSEND=0,1500', 10);
      sent.push(say('x'.repeat(1500), 50));
    }
    expect(sent[0]).toContain('+CIPSEND: 0,1500,1500');
    expect(sent.at(-1)).toContain('+CIPSEND: 0,1500,0');
    expect(at('AT+CIPACK=0', 20)).toContain(`+CIPACK: ${43 * 1500},0,0`);
    expect(heard(5000)).toBe('\r\n+IPCLOSE: 0,2\r\n');
  });

  it('leaves alone what moves, however slowly', () => {
    const { at, say, peer, heard } = opened('AT+CIPTIMEOUT=120000,120000,3000');
    const send = (): string => `${at('AT+CIPSEND=0,4', 20)}${say('data', 20)}`;
    for (let i = 0; i < 3; i += 1) {
      peer().stall(true);
      send();
      heard(2000);
      peer().stall(false);
      heard(100);
    }
    peer().stall(true);
    send();
    expect(heard(2500)).toBe('');
    expect(heard(4000)).toBe('\r\n+IPCLOSE: 0,2\r\n');
  });

  it('tells the result when the data has left, after AT+CIPSENDMODE=1', () => {
    const { at, say, peer, heard } = opened('AT+CIPSENDMODE=1');
    peer().stall(true);
    at('AT+CIPSEND=0,3');
    expect(say('abc', 2000)).toBe(OK);
    peer().stall(false);
    expect(heard(200)).toBe('\r\n+CIPSEND: 0,3,3\r\n');
  });
});

describe('the end of a TCP link', () => {
  it('by the host: the result comes after OK', () => {
    const { at, peer } = opened();
    expect(at('AT+CIPCLOSE=0', 200)).toBe(`${OK}\r\n+CIPCLOSE: 0,0\r\n`);
    expect(peer().ended).toBe('local');
    expect(at('AT+CIPCLOSE=0', 200)).toBe(`\r\n+CIPCLOSE: 0,4\r\n${ERROR}`);
    expect(at('AT+CIPCLOSE=10')).toBe(ERROR);
    expect(at(DIAL, 500)).toContain('+CIPOPEN: 0,0');
  });

  it.each(['peer', 'reset'] as const)('by the other end: %s', (reason) => {
    const { at, peer, heard } = opened();
    peer().end(reason);
    expect(heard(100)).toBe('\r\n+IPCLOSE: 0,1\r\n');
    expect(at('AT+CIPCLOSE?')).toContain('+CIPCLOSE: 0,0');
    expect(at(DIAL, 500)).toContain('+CIPOPEN: 0,0');
  });

  it('comes behind the data that came before', () => {
    const { peer, heard } = opened();
    peer().send(new Uint8Array(4000).fill(0x78));
    peer().end();
    const text = heard(2000);
    expect(text.match(/x/g)).toHaveLength(4000);
    expect(text.endsWith('x\r\n+IPCLOSE: 0,1\r\n')).toBe(true);
  });

  it('without a word on the line when the power goes', () => {
    const { modem, heard, network } = startSockets({
      first: ['AT+NETOPEN', DIAL, 'AT+SERVERSTART=8080,0', 'AT+CCHSTART', 'AT+CCHOPEN=0,"server.example",7000,1'],
    });
    modem.powerOff();
    expect(heard(1000)).toBe('');
    expect(network.peers.map(({ ended }) => ended)).toEqual(['local', 'local']);
    expect(network.dialIn(8080)).toBeNull();
  });

  it('by both at once: what the host asked for is answered, and no more', () => {
    const { at, peer, heard } = opened();
    peer().send(new Uint8Array(4000));
    peer().end();
    heard(30);
    expect(at('AT+CIPCLOSE=0', 1000)).toMatch(/OK\r\n\r\n\+CIPCLOSE: 0,0\r\n$/);
    expect(at(DIAL, 500)).toContain('+CIPOPEN: 0,0');
  });

  it('is told at once when the host reads by itself from now on', () => {
    const { at, peer, heard } = opened();
    peer().send(new Uint8Array(4000));
    peer().end();
    heard(30);
    expect(at('AT+CIPRXGET=1', 20)).toBe(`${OK}\r\n+IPCLOSE: 0,1\r\n`);
    expect(at('AT+CIPRXGET=4,0')).toContain('+CIPRXGET: 4,0,2540');
  });

  it('with the data connection: the service is closed, and the link has to be closed too', () => {
    const faults = handFaults();
    const { at, heard, network } = startSockets({ faults, first: ['AT+NETOPEN', DIAL] });
    at('AT+CIPOPEN=1,"TCP","server.example",7000', 500);
    faults.happen('bearer-lost');
    expect(heard(500)).toContain('+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY');
    expect(network.peers.every(({ ended }) => ended !== null)).toBe(true);
    expect(at('AT+NETOPEN?')).toContain('+NETOPEN: 0');
    expect(at('AT+CIPCLOSE?')).toContain('+CIPCLOSE: 1,1,0');
    expect(at('AT+CIPSEND=0,4')).toBe(`\r\n+CIPERROR: 2\r\n${ERROR}`);
    expect(at('AT+CIPCLOSE=0', 200)).toBe(`${OK}\r\n+CIPCLOSE: 0,0\r\n`);
    expect(at('AT+NETCLOSE', 1000)).toBe(`${OK}\r\n+NETCLOSE: 0\r\n`);
    expect(at('AT+CIPCLOSE?')).toContain('+CIPCLOSE: 0,0,0');
  });
});

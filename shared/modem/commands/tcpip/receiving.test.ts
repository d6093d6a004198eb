import { describe, expect, it } from 'vitest';
import { ERROR, OK, SERVER, type SocketsUnderTest, startSockets } from './sockets.testkit.ts';

const DIAL = 'AT+CIPOPEN=0,"TCP","server.example",7000';
const opened = (...first: readonly string[]): SocketsUnderTest =>
  startSockets({ first: [...first, 'AT+NETOPEN', DIAL] });
const FROM = `\r\nRECV FROM:${SERVER}:7000\r\n`;

describe('received data that is pushed (V3.00 11.2.6, 11.2.13)', () => {
  it.each([
    ['both lines', [], `${FROM}+IPD5\r\nhello`],
    ['no sender', ['AT+CIPSRIP=0'], '\r\n+IPD5\r\nhello'],
    ['no length', ['AT+CIPHEAD=0'], `${FROM}hello`],
    ['nothing', ['AT+CIPHEAD=0', 'AT+CIPSRIP=0'], 'hello'],
    ['+RECEIVE', ['AT+CIPSRIP=0', 'AT+CIPCCFG=10,0,0,1,1,0,500'], '\r\n+RECEIVE,0,5\r\nhello'],
    ['+RECEIVE and its sender', ['AT+CIPCCFG=10,0,0,1,1,0,500'], `${FROM}+RECEIVE,0,5\r\nhello`],
  ])('with %s', (_name, settings, text) => {
    expect(opened(...settings).send('hello')).toBe(text);
  });

  it('is cut to pieces, no faster than the line', () => {
    const { peer, heard } = opened('AT+CIPSRIP=0');
    peer().send(new Uint8Array(3000).fill(0x79));
    const y = (count: number): string => 'y'.repeat(count);
    expect(heard(20)).toBe(`\r\n+IPD1460\r\n${y(1460)}`);
    expect(heard(130)).toBe(`\r\n+IPD1460\r\n${y(1460)}`);
    expect(heard(130)).toBe(`\r\n+IPD80\r\n${y(80)}`);
  });

  it('waits while a command is answered', () => {
    const { say, peer } = opened();
    say('AT+CIPSEND=0,4\r');
    peer().send(new Uint8Array([0x41]));
    expect(say('da', 500)).toBe('');
    expect(say('ta', 500)).toBe(`${OK}${FROM}+IPD1\r\nA\r\n+CIPSEND: 0,4,4\r\n`);
  });
});

describe('received data that is kept (AT+CIPRXGET=1)', () => {
  it('is told once until all of it is read', () => {
    const { at, send } = opened('AT+CIPRXGET=1');
    expect(send('data from server')).toBe('\r\n+CIPRXGET: 1,0\r\n');
    expect(send('!')).toBe('');
    expect(at('AT+CIPRXGET=4,0')).toBe(`\r\n+CIPRXGET: 4,0,17\r\n${OK}`);
    expect(at('AT+CIPRXGET=2,0,5')).toBe(`\r\n+CIPRXGET: 2,0,5,12\r\ndata \r\n${OK}`);
    expect(at('AT+CIPRXGET=3,0,5')).toBe(`\r\n+CIPRXGET: 3,0,5,7\r\n66726F6D20\r\n${OK}`);
    expect(send('?')).toBe('');
    expect(at('AT+CIPRXGET=2,0')).toBe(`\r\n+CIPRXGET: 2,0,8,0\r\nserver!?\r\n${OK}`);
    expect(at('AT+CIPRXGET=2,0')).toBe(`\r\n+IP ERROR: No data\r\n${ERROR}`);
    expect(send('again')).toBe('\r\n+CIPRXGET: 1,0\r\n');
  });

  it.each([
    ['AT+CIPRXGET=2,1', `\r\n+IP ERROR: No data\r\n${ERROR}`],
    ['AT+CIPRXGET=3,1', `\r\n+IP ERROR: No data\r\n${ERROR}`],
    ['AT+CIPRXGET=4,1', `\r\n+CIPRXGET: 4,1,0\r\n${OK}`],
    ['AT+CIPRXGET=2,0,1501', ERROR],
    ['AT+CIPRXGET=3,0,751', ERROR],
    ['AT+CIPRXGET=2,10', ERROR],
    ['AT+CIPRXGET=2', ERROR],
    ['AT+CIPRXGET=4', ERROR],
    ['AT+CIPRXGET=02,0', `\r\n+IP ERROR: No data\r\n${ERROR}`],
  ])('%s', (command, answer) => {
    expect(opened('AT+CIPRXGET=1').at(command)).toBe(answer);
  });

  it('cannot be read while data is pushed', () => {
    expect(opened().at('AT+CIPRXGET=4,0')).toBe(`\r\n+IP ERROR: Operation not supported\r\n${ERROR}`);
  });

  it('is pushed when the mode changes', () => {
    const { at, send } = opened('AT+CIPRXGET=1');
    send('kept');
    expect(at('AT+CIPRXGET=0')).toBe(`${OK}${FROM}+IPD4\r\nkept`);
  });

  it('can be read after the other end has closed, up to the next opening', () => {
    const { at, send, peer, heard } = opened('AT+CIPRXGET=1');
    send('last');
    peer().end();
    expect(heard(100)).toBe('\r\n+IPCLOSE: 0,1\r\n');
    expect(at('AT+CIPRXGET=2,0,2')).toContain('+CIPRXGET: 2,0,2,2\r\nla');
    at(DIAL, 500);
    expect(at('AT+CIPRXGET=4,0')).toContain('+CIPRXGET: 4,0,0');
  });

  it('holds the other end back when much of it waits, and lets it go on', () => {
    const { at, peer, heard } = opened('AT+CIPRXGET=1');
    for (let i = 0; i < 20; i += 1) {
      peer().send(new Uint8Array(1000).fill(i));
      heard(20);
    }
    expect(at('AT+CIPRXGET=4,0')).toContain('+CIPRXGET: 4,0,17000');
    let read = 0;
    for (let i = 0; i < 20; i += 1) {
      const text = at('AT+CIPRXGET=2,0,1000', 100);
      const body = text.slice(text.indexOf('\r\n', 2) + 2);
      expect(body.slice(0, 1000)).toBe(String.fromCharCode(i).repeat(1000));
      read += 1000;
    }
    expect(read).toBe(20_000);
    expect(at('AT+CIPRXGET=4,0')).toContain('+CIPRXGET: 4,0,0');
  });
});
